import type { ReactNode } from "react";
import type { NavigationGroup } from "./navigation-items";
import { SideShell } from "./side-shell";

/** The customer's area: for whom (the account) and as whom (the person and what they may do) is always in view. */
export function PortalShell({
  accountName,
  personName,
  personRoles,
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
  children: ReactNode;
}) {
  return (
    <SideShell
      area="portal"
      areaName="Customer area"
      homeHref="/portal"
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
