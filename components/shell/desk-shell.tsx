import type { ReactNode } from "react";
import type { Locale } from "../ui/words";
import type { LanguageLink } from "./language-list";
import type { NavigationGroup } from "./navigation-items";
import { shellWords } from "./shell-words";
import { SideShell } from "./side-shell";

/** The publisher's own area, set apart from the customer's by the band above it: what is done here binds the publisher. */
export function DeskShell({
  staffName,
  staffRole,
  homeHref = "/desk",
  locale = "en",
  ...rest
}: {
  publisherName: string;
  staffName: string;
  /** In words: "trust manager". */
  staffRole: string;
  navigation: readonly NavigationGroup[];
  currentPath: string;
  /** A form that posts the sign-out. */
  signOut: ReactNode;
  notice?: ReactNode;
  homeHref?: string;
  languages?: readonly LanguageLink[];
  locale?: Locale;
  children: ReactNode;
}) {
  return (
    <SideShell
      area="desk"
      areaName={shellWords[locale].staffDesk}
      homeHref={homeHref}
      locale={locale}
      identity={
        <p>
          <strong>{staffName}</strong>
          <span>{staffRole}</span>
        </p>
      }
      {...rest}
    />
  );
}
