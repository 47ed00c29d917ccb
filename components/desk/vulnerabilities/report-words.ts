import type { ReportState } from "@/server/vulnerabilities/lifecycle";

/** A state as staff read it. */
export const stateLabels: Record<ReportState, string> = {
  received: "Received",
  triaging: "In triage",
  accepted: "Accepted",
  resolved: "Resolved",
  declined: "Declined",
};

/** The step that leads to a state. */
export const stepLabels: Record<ReportState, string> = {
  received: "Receive",
  triaging: "Take into triage",
  accepted: "Accept: we can confirm it",
  resolved: "Resolve: it is mended",
  declined: "Decline",
};

/** In place of what retention took. */
export const erased = "Erased";
