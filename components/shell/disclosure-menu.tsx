import type { ReactNode } from "react";
import { Icon } from "../ui/icon";

/** The menu of a narrow page: a `details`, so it opens without JavaScript. */
export function DisclosureMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="disclosure-menu shell-navigation">
      <summary>
        <Icon name="menu" />
        {label}
      </summary>
      {children}
    </details>
  );
}
