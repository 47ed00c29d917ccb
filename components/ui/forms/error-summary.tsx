"use client";

import { useEffect, useRef } from "react";
import { words } from "../words";
import { fieldId, useFormState } from "./form-context";

/**
 * What has to be mended, with a link to each field. It takes the focus when an answer brings it: by itself after a script's
 * answer, by `autofocus` on a page that came without one.
 */
export function ErrorSummary() {
  const { id, locale, state } = useFormState();
  const summary = useRef<HTMLDivElement>(null);
  const invalid = state.status === "invalid" ? state : undefined;
  useEffect(() => {
    if (invalid) summary.current?.focus();
  }, [invalid]);
  if (invalid === undefined) return null;
  const titleId = `${id}-problem`;
  return (
    // biome-ignore lint/a11y/noAutofocus: the page came back because of these errors, so reading starts here
    <div ref={summary} className="error-summary" role="alert" aria-labelledby={titleId} tabIndex={-1} autoFocus>
      <h2 id={titleId}>{words[locale].problem}</h2>
      {invalid.message === undefined ? null : <p>{invalid.message}</p>}
      {invalid.errors.length === 0 ? null : (
        <ul>
          {invalid.errors.map((error) => (
            <li key={`${error.field} ${error.message}`}>
              <a href={`#${fieldId(id, error.field)}`}>{error.message}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
