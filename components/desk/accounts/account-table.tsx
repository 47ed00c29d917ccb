import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { AccountSummary } from "@/server/access/accounts/queries";

export function AccountTable({ rows, search }: { rows: readonly AccountSummary[]; search: string }) {
  return (
    <Table
      caption={search === "" ? "Active accounts, by name" : `Active accounts whose name has “${search}”`}
      columns={[
        { header: "Account", cell: (row) => <a href={`/desk/accounts/${row.id}`}>{row.legalName}</a> },
        { header: "E-mail domains", cell: (row) => row.domains.join(", ") || "None" },
        { header: "Contacts", cell: (row) => row.contacts, align: "end" },
        {
          header: "Last signed",
          cell: (row) =>
            row.signedAt === null ? "Not signed" : <TimeText value={row.signedAt} precision="day" short />,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        search === ""
          ? "No account yet. The first comes with the first request that is approved."
          : "No account has this in its name. Try a shorter part of it."
      }
    />
  );
}
