import type { ReactNode } from "react";
import type { NavigationGroup } from "./navigation-items";
import { SideShell } from "./side-shell";

/** The publisher's own area, set apart from the customer's by the band above it: what is done here binds the publisher. */
export function DeskShell({
  staffName,
  staffRole,
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
  children: ReactNode;
}) {
  return (
    <SideShell
      area="desk"
      areaName="Staff desk"
      homeHref="/desk"
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
