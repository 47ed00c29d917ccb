import type { ReactNode } from "react";
import type { Locale } from "../ui/words";
import type { LanguageLink } from "./language-list";
import type { NavigationGroup } from "./navigation-items";
import { shellWords } from "./shell-words";
import { SideShell } from "./side-shell";

/** The customer's area: for whom (the account) and as whom (the person and what they may do) is always in view. */
export function PortalShell({
  accountName,
  personName,
  personRoles,
  homeHref = "/portal",
  locale = "en",
  ...rest
}: {
  publisherName: string;
  accountName: string;
  personName: string;
  /** In words: "signatory, reviewer". */
  personRoles: string;
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
      area="portal"
      areaName={shellWords[locale].customerArea}
      homeHref={homeHref}
      locale={locale}
      identity={
        <p>
          <strong>{accountName}</strong>
          <span>
            {personName} · {personRoles}
          </span>
        </p>
      }
      {...rest}
    />
  );
}
