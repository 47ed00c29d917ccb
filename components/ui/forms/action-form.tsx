"use client";

import { type ReactNode, useActionState } from "react";
import type { FormState } from "@/server/access/form-state";
import { Callout } from "../callout";
import { classNames } from "../class-names";
import type { Locale } from "../words";
import { ErrorSummary } from "./error-summary";
import { FormStateProvider } from "./form-context";
import { ShownOnce } from "./shown-once";

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

/**
 * A form around a server action. It posts without JavaScript as well: the page then comes back with the same answer. Its
 * fields find their error and what was typed by their name; an error summary heads it, and what was done is announced.
 * The browser's own checks are off, because their messages can't be read again; the action checks everything.
 */
export function ActionForm({
  action,
  id,
  className,
  locale = "en",
  hideWhenDone = false,
  children,
}: {
  action: FormAction;
  /** Prefix of the fields' ids. Give it where the address of a field is to be stable. */
  id?: string;
  className?: string;
  locale?: Locale;
  /** Where sending it again makes no sense. */
  hideWhenDone?: boolean;
  children: ReactNode;
}) {
  const [state, send] = useActionState(action, { status: "idle" });
  const done = state.status === "done";
  return (
    <FormStateProvider id={id} state={state} locale={locale}>
      <div role="status" className={classNames("form-status", done && "mb-6")}>
        {done ? (
          <Callout tone="success" locale={locale}>
            {state.message}
          </Callout>
        ) : null}
      </div>
      {done ? <ShownOnce answer={state} locale={locale} /> : null}
      {done && hideWhenDone ? null : (
        <form action={send} noValidate className={classNames("form", className)}>
          <ErrorSummary />
          {children}
        </form>
      )}
    </FormStateProvider>
  );
}
