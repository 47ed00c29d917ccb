"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useField } from "./form-context";

/** One of a list that is too long for radio buttons. `placeholder` is an empty first choice. */
export function SelectField({
  name,
  label,
  hint,
  options,
  placeholder,
  required = true,
  defaultValue = "",
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  options: readonly { readonly value: string; readonly label: string }[];
  placeholder?: string;
  required?: boolean;
  defaultValue?: string;
}) {
  const field = useField(name, hint !== undefined);
  return (
    <FieldFrame field={field} label={label} hint={hint} required={required}>
      <select
        // React resets a form after its action, and a select would then fall back to its first value: so it is made anew.
        key={field.answer}
        id={field.id}
        name={name}
        className="field-input"
        required={required}
        defaultValue={field.typed === undefined ? defaultValue : (field.typed[0] ?? "")}
        aria-describedby={field.describedBy}
        aria-invalid={field.error === undefined ? undefined : true}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
