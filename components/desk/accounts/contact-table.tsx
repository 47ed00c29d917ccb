import { rolesInWords } from "@/components/accounts/role-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { AccountDetail } from "@/server/access/accounts/queries";

/** The account's contacts, masked: enough to recognise somebody, too little to write to. */
export function ContactTable({ members }: { members: AccountDetail["members"] }) {
  return (
    <Table
      caption="Contacts of the account"
      captionHidden
      columns={[
        { header: "E-mail address, masked", cell: (row) => row.maskedEmail },
        { header: "Roles", cell: (row) => rolesInWords(row.roles) },
        { header: "Since", cell: (row) => <TimeText value={row.since} precision="day" short /> },
        { header: "Access", cell: (row) => <Access revokedAt={row.revokedAt} /> },
      ]}
      rows={members}
      rowKey={(row) => row.membershipId}
      empty="This account has no contacts."
    />
  );
}

function Access({ revokedAt }: { revokedAt: Date | null }) {
  if (revokedAt === null) return <StatusTag tone="done">Active</StatusTag>;
  return (
    <>
      <StatusTag tone="passed">Ended</StatusTag>
      <br />
      <TimeText value={revokedAt} short />
    </>
  );
}
