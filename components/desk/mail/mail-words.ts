import type { StatusTone } from "@/components/ui/status-tag";
import type { MailState } from "@/server/platform/generated/prisma/enums";
import type { WordKey, Words } from "@/server/words/words";

/** The tag of a message's state; its words are `desk.mail.state`. */
export const mailTones: Record<MailState, StatusTone> = {
  queued: "under-way",
  sent: "done",
  kept: "planned",
  failed: "at-risk",
};

const kinds: Readonly<Record<string, WordKey>> = {
  "access-ended": "desk.mail.kind.access-ended",
  invitation: "desk.mail.kind.invitation",
  "request-approved": "desk.mail.kind.request-approved",
  "request-confirm": "desk.mail.kind.request-confirm",
  "request-declined": "desk.mail.kind.request-declined",
  "request-for-staff": "desk.mail.kind.request-for-staff",
  "request-waiting": "desk.mail.kind.request-waiting",
  "sign-in": "desk.mail.kind.sign-in",
  "signed-record": "desk.mail.kind.signed-record",
  "subscription-confirm": "desk.mail.kind.subscription-confirm",
  "subscription-known": "desk.mail.kind.subscription-known",
  objection: "desk.mail.kind.objection",
  "vulnerability-received": "desk.mail.kind.vulnerability-received",
  "vulnerability-reported": "desk.mail.kind.vulnerability-reported",
  "vulnerability-added": "desk.mail.kind.vulnerability-added",
  "vulnerability-told": "desk.mail.kind.vulnerability-told",
  "vulnerability-state": "desk.mail.kind.vulnerability-state",
  "webhook-stopped": "desk.mail.kind.webhook-stopped",
};

/** The kind of a message in words; one that has none yet stands as it is. */
export function mailKind(kind: string, words: Words): string {
  const key = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return key === undefined ? kind : words(key);
}
