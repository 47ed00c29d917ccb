import { rolesInWords } from "@/components/accounts/role-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { AccountDetail } from "@/server/access/accounts/queries";
import type { CurrentWords } from "@/server/access/current-words";

/** The account's contacts, masked: enough to recognise somebody, too little to write to. */
export function ContactTable({ members, current }: { members: AccountDetail["members"]; current: CurrentWords }) {
  const { locale, words } = current;
  return (
    <Table
      caption={words("desk.accounts.contact.caption")}
      captionHidden
      columns={[
        { header: words("desk.accounts.contact.email"), cell: (row) => row.maskedEmail },
        { header: words("desk.accounts.contact.roles"), cell: (row) => rolesInWords(row.roles, words) },
        {
          header: words("desk.accounts.contact.since"),
          cell: (row) => <TimeText value={row.since} precision="day" short locale={locale} />,
        },
        {
          header: words("desk.accounts.contact.access"),
          cell: (row) => <Access revokedAt={row.revokedAt} current={current} />,
        },
      ]}
      rows={members}
      rowKey={(row) => row.membershipId}
      empty={words("desk.accounts.contact.empty")}
    />
  );
}

function Access({ revokedAt, current: { locale, words } }: { revokedAt: Date | null; current: CurrentWords }) {
  if (revokedAt === null) return <StatusTag tone="done">{words("desk.accounts.contact.active")}</StatusTag>;
  return (
    <>
      <StatusTag tone="passed">{words("desk.accounts.contact.ended")}</StatusTag>
      <br />
      <TimeText value={revokedAt} short locale={locale} />
    </>
  );
}
