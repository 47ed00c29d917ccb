import type { StatusTone } from "@/components/ui/status-tag";
import type { MailState } from "@/server/platform/generated/prisma/enums";

export const mailStates: Record<MailState, { readonly tone: StatusTone; readonly label: string }> = {
  queued: { tone: "under-way", label: "Waits to be sent" },
  sent: { tone: "done", label: "Taken by the mail server" },
  kept: { tone: "planned", label: "Kept, not sent" },
  failed: { tone: "at-risk", label: "Failed" },
};

const kinds: Readonly<Record<string, string>> = {
  "access-ended": "Access ended",
  invitation: "Invitation",
  "request-approved": "Request approved",
  "request-confirm": "Confirm a request",
  "request-declined": "Request declined",
  "request-for-staff": "Request waits, to staff",
  "request-waiting": "Request waits, to the person",
  "sign-in": "Sign-in link",
  "signed-record": "Signed record",
};

/** The kind of a message in words; one that has none yet stands as it is. */
export const mailKind = (kind: string): string => (Object.hasOwn(kinds, kind) ? (kinds[kind] ?? kind) : kind);
