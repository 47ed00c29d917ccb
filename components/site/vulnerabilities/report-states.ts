import type { StatusTone } from "@/components/ui/status-tag";
import type { ReportState } from "@/server/vulnerabilities/lifecycle";

/** The mark beside a state's word. */
export const reportTones: Record<ReportState, StatusTone> = {
  received: "planned",
  triaging: "under-way",
  accepted: "under-way",
  resolved: "done",
  declined: "passed",
};
