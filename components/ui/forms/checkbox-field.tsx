"use client";

import type { ReactNode } from "react";
import { Choice } from "./choice";
import { HintAndError } from "./field-frame";
import { useField } from "./form-context";

/** One statement to tick. It is never ticked beforehand where it is a consent. */
export function CheckboxField({
  name,
  label,
  hint,
  value = "on",
  required = false,
  defaultChecked = false,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string;
  required?: boolean;
  defaultChecked?: boolean;
}) {
  const field = useField(name, hint !== undefined);
  return (
    <div className="field" data-invalid={field.error === undefined ? undefined : ""}>
      <HintAndError field={field} hint={hint} />
      <Choice
        id={field.id}
        type="checkbox"
        name={name}
        option={{ value, label }}
        checked={field.typed === undefined ? defaultChecked : field.typed.includes(value)}
        required={required || undefined}
        describedBy={field.describedBy}
        invalid={field.error === undefined ? undefined : true}
      />
    </div>
  );
}
