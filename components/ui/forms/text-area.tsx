"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useField } from "./form-context";

/** Several lines of text. */
export function TextArea({
  name,
  label,
  hint,
  rows = 6,
  required = true,
  defaultValue = "",
  maxLength,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  rows?: number;
  required?: boolean;
  defaultValue?: string;
  maxLength?: number;
}) {
  const field = useField(name, hint !== undefined);
  return (
    <FieldFrame field={field} label={label} hint={hint} required={required}>
      <textarea
        id={field.id}
        name={name}
        rows={rows}
        className="field-input"
        required={required}
        defaultValue={field.typed === undefined ? defaultValue : (field.typed[0] ?? "")}
        maxLength={maxLength}
        aria-describedby={field.describedBy}
        aria-invalid={field.error === undefined ? undefined : true}
      />
    </FieldFrame>
  );
}
