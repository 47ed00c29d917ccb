import type { StatusTone } from "@/components/ui/status-tag";
import { isInForce } from "@/server/notices/received/policy";
import type { NoticedChange, NoticeSummary } from "@/server/notices/received/queries";
import type { ChangeKind, DeliveryState, NoticeKind, NoticeRelation } from "@/server/platform/generated/prisma/enums";
import type { WordKey, Words } from "@/server/words/words";

export const relationWords: Record<NoticeRelation, WordKey> = {
  touches: "received.relation.touches",
  stays_excluded: "received.relation.staysExcluded",
  does_not_touch: "received.relation.doesNotTouch",
};

const changeWords: Record<ChangeKind, WordKey> = {
  addition: "received.change.addition",
  replacement: "received.change.replacement",
  amendment: "received.change.amendment",
  removal: "received.change.removal",
};

export const messageStates: Record<DeliveryState, WordKey> = {
  queued: "received.message.queued",
  accepted: "received.message.accepted",
  failed: "received.message.failed",
  bounced: "received.message.bounced",
  cancelled: "received.message.cancelled",
};

export const noticeKinds: Record<NoticeKind, WordKey> = {
  change: "received.kind.change",
  withdrawal: "received.kind.withdrawal",
  incident: "received.kind.incident",
  advisory: "received.kind.advisory",
  digest: "received.kind.digest",
  content: "received.kind.content",
};

/** What the notice is of, in a few words. */
export function noticeTitle(
  { kind, change, subject }: Pick<NoticeSummary, "kind" | "change" | "subject">,
  words: Words,
): string {
  if (change === null) return subject ?? words(noticeKinds[kind]);
  const what = words(changeWords[change.kind], { name: change.name });
  return kind === "withdrawal" ? words("received.withdrawalOf", { what }) : what;
}

/** Where a change stands for the account, told by one tag. */
export function standingTag(change: NoticedChange, at: Date): { tone: StatusTone; key: WordKey } {
  if (change.state === "withdrawn") return { tone: "passed", key: "received.standing.withdrawn" };
  if (change.excluded) return { tone: "done", key: "received.standing.excluded" };
  if (change.onHold) return { tone: "at-risk", key: "received.standing.onHold" };
  if (isInForce(change, at)) return { tone: "done", key: "received.standing.inForce" };
  return { tone: change.windowUntil === null ? "planned" : "under-way", key: "received.standing.coming" };
}
