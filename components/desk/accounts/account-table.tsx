import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { AccountSummary } from "@/server/access/accounts/queries";
import type { CurrentWords } from "@/server/access/current-words";

export function AccountTable({
  rows,
  search,
  current: { locale, words, href },
}: {
  rows: readonly AccountSummary[];
  search: string;
  current: CurrentWords;
}) {
  return (
    <Table
      caption={search === "" ? words("desk.accounts.caption") : words("desk.accounts.captionSearch", { search })}
      columns={[
        {
          header: words("desk.accounts.one"),
          cell: (row) => <a href={href(`/desk/accounts/${row.id}`)}>{row.legalName}</a>,
        },
        {
          header: words("desk.accounts.domains"),
          cell: (row) => row.domains.join(", ") || words("desk.accounts.none"),
        },
        { header: words("desk.accounts.contacts"), cell: (row) => row.contacts, align: "end" },
        {
          header: words("desk.accounts.lastSigned"),
          cell: ({ signedAt }) =>
            signedAt === null ? (
              words("desk.accounts.notSigned")
            ) : (
              <TimeText value={signedAt} precision="day" short locale={locale} />
            ),
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={words(search === "" ? "desk.accounts.empty" : "desk.accounts.emptySearch")}
    />
  );
}
