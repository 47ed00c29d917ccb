"use client";

import type { ReactNode } from "react";
import { Choice, type ChoiceOption } from "./choice";
import { ChoicesFrame } from "./field-frame";
import { useField } from "./form-context";

interface ChoiceGroupProps {
  readonly name: string;
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly options: readonly ChoiceOption[];
  readonly required?: boolean;
}

/** Several of a few. */
export function CheckboxGroup({
  defaultValues = [],
  ...rest
}: ChoiceGroupProps & { defaultValues?: readonly string[] }) {
  return <ChoiceGroup type="checkbox" chosen={defaultValues} {...rest} />;
}

/** One of a few. */
export function RadioGroup({ defaultValue, ...rest }: ChoiceGroupProps & { defaultValue?: string }) {
  return <ChoiceGroup type="radio" chosen={defaultValue === undefined ? [] : [defaultValue]} {...rest} />;
}

function ChoiceGroup({
  type,
  name,
  legend,
  hint,
  options,
  required = true,
  chosen,
}: ChoiceGroupProps & { type: "checkbox" | "radio"; chosen: readonly string[] }) {
  const field = useField(name, hint !== undefined);
  const ticked = field.typed ?? chosen;
  return (
    <ChoicesFrame field={field} legend={legend} hint={hint} required={required}>
      {options.map((option, index) => (
        <Choice
          key={option.value}
          // The error summary links to the field's id, so the first choice bears it.
          id={index === 0 ? field.id : `${field.id}-${index + 1}`}
          type={type}
          name={name}
          option={option}
          checked={ticked.includes(option.value)}
          required={type === "radio" && required ? true : undefined}
        />
      ))}
    </ChoicesFrame>
  );
}
