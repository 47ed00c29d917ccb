import type { ReactNode } from "react";
import { type Locale, words } from "./words";

/** The way here from the front page, the current page excluded: its title follows as the heading. */
export function Breadcrumbs({
  trail,
  locale = "en",
}: {
  trail: readonly { readonly label: ReactNode; readonly href: string }[];
  locale?: Locale;
}) {
  return (
    <nav className="breadcrumbs" aria-label={words[locale].breadcrumbs}>
      <ol>
        {trail.map((step) => (
          <li key={step.href}>
            <a href={step.href}>{step.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
