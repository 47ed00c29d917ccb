import { notFound } from "next/navigation";
import { NewOrderFormForm } from "@/components/order-forms/order-form-forms";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { readAccount } from "@/server/access/accounts/queries";
import { requireViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { orderFormChoices } from "@/server/order-forms/choices";
import { now } from "@/server/platform/clock";
import { DeskFrame } from "../../../../desk-frame";
import { type IdParameter, idOf } from "../../../../desk-parameters";
import { pageTitle } from "../../../../page-title";

export const generateMetadata = pageTitle("orders.add");

export default async function NewOrderFormPage({ params }: IdParameter) {
  const viewer = await requireViewer("order-form:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  const account = await readAccount(viewer, await idOf(params));
  if (account === null) notFound();
  const accountPath = `/desk/accounts/${account.id}`;
  return (
    <DeskFrame viewer={viewer} path={`${accountPath}/order-forms/new`}>
      <div className="space-y-4">
        <Breadcrumbs
          trail={[
            { label: words("desk.accounts.title"), href: href("/desk/accounts") },
            { label: account.legalName, href: href(accountPath) },
          ]}
          locale={locale}
        />
        <PageHeader title={words("orders.add")} lead={words("orders.addLead")} />
      </div>
      <NewOrderFormForm accountId={account.id} choices={await orderFormChoices(now())} current={current} />
    </DeskFrame>
  );
}
