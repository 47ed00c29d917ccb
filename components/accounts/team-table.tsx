import type { CurrentWords } from "@/server/access/current-words";
import type { TeamMember } from "@/server/access/team/queries";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { rolesInWords } from "./role-words";

const columns = ({ locale, words }: CurrentWords): readonly Column<TeamMember>[] => [
  {
    header: words("team.table.name"),
    cell: ({ name, self }) => (self ? words("team.table.you", { name }) : name),
  },
  { header: words("team.table.email"), cell: ({ email }) => email },
  { header: words("team.table.roles"), cell: ({ roles }) => rolesInWords(roles, words) },
  {
    header: words("team.table.since"),
    cell: ({ since }) => <TimeText value={since} precision="day" short locale={locale} />,
  },
];

const change = ({ words, href }: CurrentWords): Column<TeamMember> => ({
  header: words("team.table.change"),
  cell: ({ membershipId, name }) => (
    <a href={href(`/portal/team/${membershipId}`)}>
      {words("team.table.change")}
      <VisuallyHidden> {name}</VisuallyHidden>
    </a>
  ),
});

/** Who is let in for the account. Only those who manage the team get the way to change it. */
export function TeamTable({
  team,
  manages,
  current,
}: {
  team: readonly TeamMember[];
  manages: boolean;
  current: CurrentWords;
}) {
  const { words } = current;
  return (
    <Table
      caption={words("team.table.caption")}
      columns={manages ? [...columns(current), change(current)] : columns(current)}
      rows={team}
      rowKey={({ membershipId }) => membershipId}
      empty={words("team.table.empty")}
    />
  );
}
