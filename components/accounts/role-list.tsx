import { SummaryList } from "../ui/summary-list";
import { allRoles, roleRights, roleTitle } from "./role-words";

/** What each role may do. */
export function RoleList() {
  const rows = allRoles.map((role) => ({ term: roleTitle(role), detail: roleRights[role] }));
  return <SummaryList rows={rows} />;
}
