import { noticeKinds } from "@/components/notices/notice-words";
import { changeTones, headline } from "@/components/site/subprocessors/change-words";
import { StatusTag } from "@/components/ui/status-tag";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskNotice } from "@/server/notices/desk/queries";
import type { ChangeState } from "@/server/subprocessors/changes/lifecycle";

/** What the notice is of: a change, the withdrawal of one, or what heads its text. */
export function noticeHeadline(
  { kind, change, subject }: Pick<DeskNotice, "kind" | "change" | "subject">,
  current: CurrentWords,
): string {
  if (change === null) return subject ?? current.words(noticeKinds[kind]);
  const what = headline(change, current);
  return kind === "withdrawal" ? current.words("notices.withdrawalOf", { what }) : what;
}

export function ChangeTag({ state }: { readonly state: ChangeState }, { words }: CurrentWords) {
  return <StatusTag tone={changeTones[state]}>{words(`changes.state.${state}`)}</StatusTag>;
}
