import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** One `primary` a page; `danger` only for what can't be taken back. */
export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

/** A plain button. In a form use `SubmitButton`, which shows that the form is being sent. */
export function Button({
  tone = "secondary",
  type = "button",
  className,
  ...rest
}: ComponentProps<"button"> & { tone?: ButtonTone }) {
  return <button type={type} className={classNames("button", className)} data-tone={tone} {...rest} />;
}

/** A link that looks like a button: for a step to another page, never for a change. */
export function ButtonLink({
  tone = "secondary",
  className,
  children,
  ...rest
}: ComponentProps<"a"> & { href: string; tone?: ButtonTone }) {
  return (
    <a className={classNames("button", className)} data-tone={tone} {...rest}>
      {children}
    </a>
  );
}
