import { ActionForm } from "@/components/ui/forms/action-form";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { setNaming } from "@/server/vault/actions";
import type { DeskDocumentDetail } from "@/server/vault/desk-queries";

type NamedAccount = DeskDocumentDetail["namedAccounts"][number];

/** The accounts that a document for named accounts is for. @param accounts left out for who may not change them */
export function Naming({
  document: { id, namedAccounts },
  accounts,
  current,
}: {
  document: DeskDocumentDetail;
  accounts?: readonly { readonly id: string; readonly legalName: string }[];
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const named = new Set(namedAccounts.map((account) => account.id));
  const choices = accounts?.filter((account) => !named.has(account.id)) ?? [];
  const change = {
    header: words("desk.documents.naming.change"),
    cell: (row: NamedAccount) => (
      <ActionForm action={setNaming} id={`unname-${row.id}`} locale={locale}>
        <input type="hidden" name="documentId" value={id} />
        <input type="hidden" name="accountId" value={row.id} />
        <SubmitButton tone="quiet">{words("desk.documents.naming.takeOff", { account: row.legalName })}</SubmitButton>
      </ActionForm>
    ),
  };
  const columns = [
    { header: words("desk.documents.naming.account"), cell: (row: NamedAccount) => row.legalName },
    {
      header: words("desk.documents.naming.named"),
      cell: (row: NamedAccount) => <TimeText value={row.since} short locale={locale} />,
    },
  ];
  return (
    <>
      <Table
        caption={words("desk.documents.naming.caption")}
        captionHidden
        columns={accounts === undefined ? columns : [...columns, change]}
        rows={namedAccounts}
        rowKey={(row) => row.id}
        empty={words("desk.documents.naming.empty")}
      />
      {choices.length === 0 ? null : <NameForm documentId={id} choices={choices} current={current} />}
    </>
  );
}

function NameForm({
  documentId,
  choices,
  current: { locale, words },
}: {
  documentId: string;
  choices: readonly { readonly id: string; readonly legalName: string }[];
  current: CurrentWords;
}) {
  return (
    <ActionForm action={setNaming} id="name" locale={locale}>
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="named" value="yes" />
      <SelectField
        name="accountId"
        label={words("desk.documents.naming.another")}
        placeholder={words("desk.documents.naming.choose")}
        options={choices.map((account) => ({ value: account.id, label: account.legalName }))}
      />
      <SubmitButton tone="secondary">{words("desk.documents.naming.submit")}</SubmitButton>
    </ActionForm>
  );
}
