import type { StatusTone } from "@/components/ui/status-tag";
import type { AccessRequestState } from "@/server/platform/generated/prisma/enums";

/** The tag of a request's state; its words are `desk.requests.state`. */
export const requestTones: Record<AccessRequestState, StatusTone> = {
  unconfirmed: "planned",
  waiting: "under-way",
  let_in: "done",
  approved: "done",
  declined: "passed",
};
