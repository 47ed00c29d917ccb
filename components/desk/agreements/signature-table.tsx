import { SignatureState } from "@/components/desk/agreements/signature-states";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { SignatureView } from "@/server/agreements/records";

/** `ofOneAccount`: on that account's own page. */
export function SignatureTable({
  rows,
  ofOneAccount = false,
  current: { locale, words, href },
}: {
  rows: readonly SignatureView[];
  ofOneAccount?: boolean;
  current: CurrentWords;
}) {
  const account: Column<SignatureView> = {
    header: words("desk.agreements.table.account"),
    cell: (row) => row.accountName,
  };
  const rest: readonly Column<SignatureView>[] = [
    {
      header: words("desk.agreements.table.signed"),
      cell: (row) => (
        <a href={href(`/desk/agreements/${row.id}`)}>
          <TimeText value={row.signedAt} short locale={locale} />
        </a>
      ),
    },
    {
      header: words("desk.agreements.table.version"),
      cell: ({ specimen, version }) => (specimen ? words("desk.specimenVersion", { version }) : version),
    },
    {
      header: words("desk.agreements.table.state"),
      cell: (row) => <SignatureState signature={row} words={words} />,
    },
  ];
  return (
    <Table
      caption={words("desk.agreements.table.caption")}
      captionHidden
      columns={ofOneAccount ? rest : [account, ...rest]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={words(ofOneAccount ? "desk.agreements.table.emptyAccount" : "desk.agreements.table.empty")}
    />
  );
}
