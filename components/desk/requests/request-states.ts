import type { StatusTone } from "@/components/ui/status-tag";
import type { AccessRequestState } from "@/server/platform/generated/prisma/enums";

/** The outcome of a request as a tag tells it. */
export const requestStates: Record<AccessRequestState, { readonly tone: StatusTone; readonly label: string }> = {
  unconfirmed: { tone: "planned", label: "Not confirmed yet" },
  waiting: { tone: "under-way", label: "Waits for a decision" },
  let_in: { tone: "done", label: "Let in through the account’s domain" },
  approved: { tone: "done", label: "Approved" },
  declined: { tone: "passed", label: "Declined" },
};
