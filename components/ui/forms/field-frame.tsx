"use client";

import type { ReactNode } from "react";
import { Icon } from "../icon";
import { VisuallyHidden } from "../visually-hidden";
import { words } from "../words";
import type { FieldState } from "./form-context";

/** Hint and error in their order, with the ids that `aria-describedby` names. */
export function HintAndError({ field, hint }: { field: FieldState; hint?: ReactNode }) {
  return (
    <>
      {hint === undefined ? null : (
        <div id={`${field.id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {field.error === undefined ? null : (
        <p id={`${field.id}-error`} className="field-error">
          <Icon name="alert" />
          <span>
            <VisuallyHidden>{words[field.locale].error}: </VisuallyHidden>
            {field.error}
          </span>
        </p>
      )}
    </>
  );
}

/** A labelled field with one control: label above, help before it, the error between help and control. */
export function FieldFrame({
  field,
  label,
  hint,
  required,
  children,
}: {
  field: FieldState;
  label: ReactNode;
  hint?: ReactNode;
  required: boolean;
  children: ReactNode;
}) {
  return (
    <div className="field" data-invalid={field.error === undefined ? undefined : ""}>
      <label className="field-label" htmlFor={field.id}>
        {label} {required ? null : <span className="field-optional">{words[field.locale].optional}</span>}
      </label>
      <HintAndError field={field} hint={hint} />
      {children}
    </div>
  );
}

/** A question with several controls: its legend stands where a label would. */
export function ChoicesFrame({
  field,
  legend,
  hint,
  required,
  children,
}: {
  field: FieldState;
  legend: ReactNode;
  hint?: ReactNode;
  required: boolean;
  children: ReactNode;
}) {
  return (
    <fieldset
      className="field"
      data-invalid={field.error === undefined ? undefined : ""}
      aria-describedby={field.describedBy}
    >
      <legend className="field-label">
        {legend} {required ? null : <span className="field-optional">{words[field.locale].optional}</span>}
      </legend>
      <HintAndError field={field} hint={hint} />
      <div className="choices">{children}</div>
    </fieldset>
  );
}
