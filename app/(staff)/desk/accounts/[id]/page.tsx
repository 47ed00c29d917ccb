import { notFound } from "next/navigation";
import { ContactTable } from "@/components/desk/accounts/contact-table";
import { SignatureTable } from "@/components/desk/agreements/signature-table";
import { ControlTable } from "@/components/objections/control-table";
import { OrderFormsOfAccount } from "@/components/order-forms/order-forms-of-account";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import { readAccount } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { may } from "@/server/access/permissions";
import { listSignaturesOf } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { listControls } from "@/server/objections/handling/queries";
import { DeskFrame } from "../../desk-frame";
import { type IdParameter, idOf } from "../../desk-parameters";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("desk.accounts.one");

export default async function AccountPage({ params }: IdParameter) {
  const viewer = await requireViewer("account:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const account = await readAccount(viewer, await idOf(params));
  if (account === null) notFound();
  return (
    <DeskFrame viewer={viewer} path={`/desk/accounts/${account.id}`}>
      <div className="space-y-4">
        <Breadcrumbs trail={[{ label: words("desk.accounts.title"), href: href("/desk/accounts") }]} locale={locale} />
        <PageHeader title={account.legalName} eyebrow={words("desk.accounts.one")} />
      </div>
      <SummaryList
        rows={[
          {
            term: words("desk.accounts.since"),
            detail: <TimeText value={account.createdAt} precision="day" locale={locale} />,
          },
          {
            term: words("desk.accounts.domains"),
            detail:
              account.domains.length === 0
                ? words("desk.accounts.noDomains")
                : words("desk.accounts.letIn", { domains: account.domains.join(", ") }),
          },
        ]}
      />
      <section aria-labelledby="contacts" className="space-y-4">
        <h2 id="contacts">{words("desk.accounts.contacts")}</h2>
        <ContactTable members={account.members} current={current} />
      </section>
      {may(viewer, "order-form:read") ? (
        <OrderFormsOfAccount viewer={viewer} accountId={account.id} current={current} />
      ) : null}
      {may(viewer, "objection:handle") ? (
        <section aria-labelledby="controls" className="space-y-4">
          <h2 id="controls">{words("objections.controls.title")}</h2>
          <ControlTable
            controls={await listControls(viewer, (await currentPack()).name, account.id)}
            current={current}
          />
        </section>
      ) : null}
      {may(viewer, "signature:read") ? (
        <section aria-labelledby="signatures" className="space-y-4">
          <h2 id="signatures">{words("desk.accounts.signatures")}</h2>
          <SignatureTable rows={await listSignaturesOf(account.id)} ofOneAccount current={current} />
        </section>
      ) : null}
    </DeskFrame>
  );
}
