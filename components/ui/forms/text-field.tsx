"use client";

import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useField } from "./form-context";

/** One line of text. What was typed stays when the form comes back with errors. */
export function TextField({
  name,
  label,
  hint,
  type = "text",
  width = "full",
  required = true,
  defaultValue = "",
  autoComplete,
  inputMode,
  spellCheck,
  maxLength,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  type?: "text" | "email" | "url" | "tel" | "date" | "datetime-local" | "search";
  /** The length of the box tells how much is wanted. */
  width?: "short" | "medium" | "full";
  required?: boolean;
  defaultValue?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "url";
  spellCheck?: boolean;
  maxLength?: number;
}) {
  const field = useField(name, hint !== undefined);
  return (
    <FieldFrame field={field} label={label} hint={hint} required={required}>
      <input
        id={field.id}
        name={name}
        type={type}
        className="field-input"
        data-width={width}
        required={required}
        defaultValue={field.typed === undefined ? defaultValue : (field.typed[0] ?? "")}
        autoComplete={autoComplete}
        inputMode={inputMode}
        spellCheck={spellCheck}
        maxLength={maxLength}
        aria-describedby={field.describedBy}
        aria-invalid={field.error === undefined ? undefined : true}
      />
    </FieldFrame>
  );
}
