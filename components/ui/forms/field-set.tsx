import type { ReactNode } from "react";

/** Fields that belong together under one question. */
export function FieldSet({ legend, hint, children }: { legend: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="fieldset">
      <legend>{legend}</legend>
      {hint === undefined ? null : <div className="field-hint">{hint}</div>}
      {children}
    </fieldset>
  );
}
