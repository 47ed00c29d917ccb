import type { ReactNode } from "react";
import type { ContactViewer } from "@/server/access/permissions";
import { signOut } from "@/server/access/sign-in/actions";
import { PortalShell } from "../shell/portal-shell";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";
import { rolesInWords } from "./role-words";

const navigation = [
  {
    items: [
      { label: "Overview", href: "/portal" },
      { label: "Agreement", href: "/portal/nda" },
      { label: "Security pack", href: "/portal/pack" },
      { label: "Team", href: "/portal/team" },
      { label: "Activity", href: "/portal/activity" },
    ],
  },
];

/** A page of the customer's area. Each page sets it itself, because a layout does not know which page it holds. */
export function PortalFrame({
  publisherName,
  viewer,
  path,
  children,
}: {
  publisherName: string;
  viewer: ContactViewer;
  path: string;
  children: ReactNode;
}) {
  return (
    <PortalShell
      publisherName={publisherName}
      accountName={viewer.contact.accountName}
      personName={viewer.name}
      personRoles={rolesInWords(viewer.contact.roles)}
      navigation={navigation}
      currentPath={path}
      signOut={
        <ActionForm action={signOut} id="sign-out" className="whitespace-nowrap *:mt-0">
          <SubmitButton tone="quiet">Sign out</SubmitButton>
        </ActionForm>
      }
    >
      <div className="grid gap-10">{children}</div>
    </PortalShell>
  );
}
