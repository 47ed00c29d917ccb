import type { ReactNode } from "react";

/** Sets a long document without contents at its side; `ReadingLayout` sets one that has them. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="prose">{children}</div>;
}
