import type { ReactNode } from "react";
import { classNames } from "./class-names";

/**
 * A second thought before what can't be taken back, without a dialogue and without JavaScript: the button opens what will
 * happen and the control that does it. `children` holds the form, or the submit button of the form around it.
 */
export function ConfirmButton({
  label,
  tone = "secondary",
  className,
  children,
}: {
  label: string;
  tone?: "secondary" | "quiet";
  className?: string;
  children: ReactNode;
}) {
  return (
    <details className={classNames("confirm", className)}>
      <summary className="button" data-tone={tone}>
        {label}
      </summary>
      <div className="confirm-body">{children}</div>
    </details>
  );
}
