import { SignatureState } from "@/components/desk/agreements/signature-states";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { SignatureView } from "@/server/agreements/records";

const account: Column<SignatureView> = { header: "Account", cell: (row) => row.accountName };
const rest: readonly Column<SignatureView>[] = [
  { header: "Version", cell: (row) => (row.specimen ? `${row.version} (specimen)` : row.version) },
  { header: "State", cell: (row) => <SignatureState signature={row} /> },
];

/** `ofOneAccount`: on that account's own page. */
export function SignatureTable({
  rows,
  ofOneAccount = false,
}: {
  rows: readonly SignatureView[];
  ofOneAccount?: boolean;
}) {
  const signed: Column<SignatureView> = {
    header: "Signed",
    cell: (row) => (
      <a href={`/desk/agreements/${row.id}`}>
        <TimeText value={row.signedAt} short />
      </a>
    ),
  };
  return (
    <Table
      caption="Signatures, the latest first"
      captionHidden
      columns={ofOneAccount ? [signed, ...rest] : [account, signed, ...rest]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={ofOneAccount ? "Nobody has signed for this account." : "No agreement was signed yet."}
    />
  );
}
