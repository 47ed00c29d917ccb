"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonTone } from "../button";
import { words } from "../words";
import { useFormState } from "./form-context";

/**
 * Sends the form around it. While that lasts it says so and does nothing more; it stays focusable, so that a keyboard
 * keeps its place.
 */
export function SubmitButton({
  children,
  tone = "primary",
  name,
  value,
}: {
  children: ReactNode;
  tone?: ButtonTone;
  /** For a form with several buttons. */
  name?: string;
  value?: string;
}) {
  const { pending } = useFormStatus();
  const { locale } = useFormState();
  return (
    <Button
      type="submit"
      tone={tone}
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : undefined}
    >
      {pending ? words[locale].sending : children}
    </Button>
  );
}
