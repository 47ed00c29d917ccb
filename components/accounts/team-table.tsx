import type { TeamMember } from "@/server/access/team/queries";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { rolesInWords } from "./role-words";

const columns: readonly Column<TeamMember>[] = [
  { header: "Name", cell: ({ name, self }) => (self ? `${name} (you)` : name) },
  { header: "E-mail address", cell: ({ email }) => email },
  { header: "Roles", cell: ({ roles }) => rolesInWords(roles) },
  { header: "Since", cell: ({ since }) => <TimeText value={since} precision="day" short /> },
];

const change: Column<TeamMember> = {
  header: "Change",
  cell: ({ membershipId, name }) => (
    <a href={`/portal/team/${membershipId}`}>
      Change<VisuallyHidden> {name}</VisuallyHidden>
    </a>
  ),
};

/** Who is let in for the account. Only those who manage the team get the way to change it. */
export function TeamTable({ team, manages }: { team: readonly TeamMember[]; manages: boolean }) {
  return (
    <Table
      caption="People at your company"
      columns={manages ? [...columns, change] : columns}
      rows={team}
      rowKey={({ membershipId }) => membershipId}
      empty="Nobody."
    />
  );
}
