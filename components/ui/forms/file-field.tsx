"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useField } from "./form-context";

/** A file. A browser never gives a chosen file back, so after an error it has to be chosen again: say so in the error. */
export function FileField({
  name,
  label,
  hint,
  accept,
  required = true,
  multiple = false,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Media types or endings, as in HTML: ".pdf,application/pdf". */
  accept?: string;
  required?: boolean;
  multiple?: boolean;
}) {
  const field = useField(name, hint !== undefined);
  return (
    <FieldFrame field={field} label={label} hint={hint} required={required}>
      <input
        id={field.id}
        name={name}
        type="file"
        className="field-input"
        accept={accept}
        required={required}
        multiple={multiple || undefined}
        aria-describedby={field.describedBy}
        aria-invalid={field.error === undefined ? undefined : true}
      />
    </FieldFrame>
  );
}
