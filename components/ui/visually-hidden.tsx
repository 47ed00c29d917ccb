import type { ReactNode } from "react";

/** Words for a screen reader where the eye has them from the layout. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}
