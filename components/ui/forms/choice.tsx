"use client";

import type { ReactNode } from "react";

export interface ChoiceOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

/** One box or button with its label beside it and its own hint below. */
export function Choice({
  id,
  type,
  name,
  option,
  checked,
  required,
  describedBy,
  invalid,
}: {
  id: string;
  type: "checkbox" | "radio";
  name: string;
  option: ChoiceOption;
  checked: boolean;
  required?: boolean;
  describedBy?: string;
  invalid?: boolean;
}) {
  const hintId = `${id}-choice-hint`;
  const described = [describedBy, option.hint === undefined ? undefined : hintId].filter(Boolean).join(" ");
  return (
    <div className="choice">
      <input
        // Made anew when an answer changes what is ticked, because React's reset after an action would untick it.
        key={String(checked)}
        id={id}
        type={type}
        name={name}
        value={option.value}
        defaultChecked={checked}
        required={required}
        aria-describedby={described || undefined}
        aria-invalid={invalid}
      />
      <label htmlFor={id}>{option.label}</label>
      {option.hint === undefined ? null : (
        <div id={hintId} className="field-hint">
          {option.hint}
        </div>
      )}
    </div>
  );
}
