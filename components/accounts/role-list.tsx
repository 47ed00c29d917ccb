import type { Words } from "@/server/words/words";
import { SummaryList } from "../ui/summary-list";
import { allRoles, roleRight, roleTitle } from "./role-words";

/** What each role may do. */
export function RoleList({ words }: { words: Words }) {
  const rows = allRoles.map((role) => ({ term: roleTitle(role, words), detail: roleRight(role, words) }));
  return <SummaryList rows={rows} />;
}
