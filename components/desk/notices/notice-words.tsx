import { changeTones, headline } from "@/components/site/subprocessors/change-words";
import { StatusTag } from "@/components/ui/status-tag";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskNotice } from "@/server/notices/desk/queries";

/** What the notice is of: a change, or the withdrawal of one. */
export function noticeHeadline({ kind, change }: Pick<DeskNotice, "kind" | "change">, current: CurrentWords): string {
  const what = headline(change, current);
  return kind === "withdrawal" ? current.words("notices.withdrawalOf", { what }) : what;
}

export function ChangeTag({ change: { state } }: Pick<DeskNotice, "change">, { words }: CurrentWords) {
  return <StatusTag tone={changeTones[state]}>{words(`changes.state.${state}`)}</StatusTag>;
}
