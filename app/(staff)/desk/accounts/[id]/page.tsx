import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContactTable } from "@/components/desk/accounts/contact-table";
import { SignatureTable } from "@/components/desk/agreements/signature-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import { readAccount } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { may } from "@/server/access/permissions";
import { listSignaturesOf } from "@/server/agreements/records";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf } from "../../desk-parameters";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage({ params }: IdParameter) {
  const viewer = await requireViewer("account:read");
  const account = await readAccount(viewer, await idOf(params));
  if (account === null) notFound();
  return (
    <DeskFrame viewer={viewer} path={`/desk/accounts/${account.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: "Accounts", href: "/desk/accounts" }]} />
        <PageHeader title={account.legalName} eyebrow="Account" />
      </div>
      <SummaryList
        rows={[
          { term: "Account since", detail: <TimeText value={account.createdAt} precision="day" /> },
          {
            term: "E-mail domains",
            detail:
              account.domains.length === 0
                ? "None: each person asks and is decided on"
                : `${account.domains.join(", ")}: people there are let in as reviewers`,
          },
        ]}
      />
      <section aria-labelledby="contacts" className="space-y-4">
        <h2 id="contacts">Contacts</h2>
        <ContactTable members={account.members} />
      </section>
      {may(viewer, "signature:read") ? (
        <section aria-labelledby="signatures" className="space-y-4">
          <h2 id="signatures">Signatures</h2>
          <SignatureTable rows={await listSignaturesOf(account.id)} ofOneAccount />
        </section>
      ) : null}
    </DeskFrame>
  );
}
