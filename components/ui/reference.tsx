import type { ReactNode } from "react";

/** A reference such as OB-VXCT-9XK4: people read it out and type it again, so no line breaks in it and nothing translates it. */
export function Reference({ children }: { children: ReactNode }) {
  return (
    <span className="whitespace-nowrap" translate="no">
      {children}
    </span>
  );
}

/** For the words of a sentence that stand between `<code>` and `</code>`. */
export const code = (reference: ReactNode) => <Reference>{reference}</Reference>;
