"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import type { FormState } from "@/server/access/form-state";
import type { Locale } from "../words";

interface FormContextValue {
  readonly id: string;
  readonly locale: Locale;
  readonly state: FormState;
}

const FormContext = createContext<FormContextValue>({ id: "form", locale: "en", state: { status: "idle" } });

/**
 * What the fields of one form share: the last answer, the language, and a prefix that keeps their ids apart from those of
 * another form. `ActionForm` sets it; a page that renders a posted form itself may set it directly.
 */
export function FormStateProvider({
  id,
  state,
  locale = "en",
  children,
}: {
  id?: string;
  state: FormState;
  locale?: Locale;
  children: ReactNode;
}) {
  const made = useId();
  return <FormContext value={{ id: id ?? made, locale, state }}>{children}</FormContext>;
}

export function useFormState(): FormContextValue {
  return useContext(FormContext);
}

export interface FieldState {
  readonly id: string;
  readonly locale: Locale;
  readonly error?: string;
  /** What was typed last time; undefined before the first answer, empty when nothing of the name was sent. */
  readonly typed?: readonly string[];
  /** For `aria-describedby`: the ids of the hint and the error that are there. */
  readonly describedBy?: string;
  /** Changes when another answer has come, so that a control can be made anew with what was typed. */
  readonly answer: string;
}

/** The part of the form's state that belongs to the field of this name. */
export function useField(name: string, hasHint: boolean): FieldState {
  const { id: formId, locale, state } = useFormState();
  const id = fieldId(formId, name);
  if (state.status !== "invalid") {
    return { id, locale, describedBy: hasHint ? `${id}-hint` : undefined, answer: state.status };
  }
  const error = state.errors.find((each) => each.field === name)?.message;
  const value = state.values[name];
  const typed = value === undefined ? [] : typeof value === "string" ? [value] : value;
  const described = [hasHint && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(" ");
  return { id, locale, error, typed, describedBy: described || undefined, answer: typed.join("\n") };
}

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}
