import { ActionForm } from "@/components/ui/forms/action-form";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { setNaming } from "@/server/vault/actions";
import type { DeskDocumentDetail } from "@/server/vault/desk-queries";

type NamedAccount = DeskDocumentDetail["namedAccounts"][number];

/** The accounts that a document for named accounts is for. @param accounts left out for who may not change them */
export function Naming({
  document: { id, namedAccounts },
  accounts,
}: {
  document: DeskDocumentDetail;
  accounts?: readonly { readonly id: string; readonly legalName: string }[];
}) {
  const named = new Set(namedAccounts.map((account) => account.id));
  const choices = accounts?.filter((account) => !named.has(account.id)) ?? [];
  const change = {
    header: "Change",
    cell: (row: NamedAccount) => (
      <ActionForm action={setNaming} id={`unname-${row.id}`}>
        <input type="hidden" name="documentId" value={id} />
        <input type="hidden" name="accountId" value={row.id} />
        <SubmitButton tone="quiet">Take {row.legalName} off</SubmitButton>
      </ActionForm>
    ),
  };
  const columns = [
    { header: "Account", cell: (row: NamedAccount) => row.legalName },
    { header: "Named", cell: (row: NamedAccount) => <TimeText value={row.since} short /> },
  ];
  return (
    <>
      <Table
        caption="Accounts that this document is for"
        captionHidden
        columns={accounts === undefined ? columns : [...columns, change]}
        rows={namedAccounts}
        rowKey={(row) => row.id}
        empty="No account is named, so nobody can read this document."
      />
      {choices.length === 0 ? null : <NameForm documentId={id} choices={choices} />}
    </>
  );
}

function NameForm({
  documentId,
  choices,
}: {
  documentId: string;
  choices: readonly { readonly id: string; readonly legalName: string }[];
}) {
  return (
    <ActionForm action={setNaming} id="name">
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="named" value="yes" />
      <SelectField
        name="accountId"
        label="Name another account"
        placeholder="Choose an account"
        options={choices.map((account) => ({ value: account.id, label: account.legalName }))}
      />
      <SubmitButton tone="secondary">Name it</SubmitButton>
    </ActionForm>
  );
}
