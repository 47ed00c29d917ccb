/** The life of a report: which states may follow which. */
export const transitions = {
  received: ["triaging", "declined"],
  triaging: ["accepted", "declined"],
  accepted: ["resolved", "declined"],
  // Something new was learnt, or it was closed by mistake.
  resolved: ["triaging"],
  declined: ["triaging"],
} as const satisfies Record<string, readonly string[]>;

export type ReportState = keyof typeof transitions;

export const reportStates: readonly ReportState[] = ["received", "triaging", "accepted", "resolved", "declined"];

export const isReportState = (text: unknown): text is ReportState => reportStates.some((state) => state === text);

export const isClosed = (state: ReportState): boolean => state === "resolved" || state === "declined";

export const mayFollow = (from: ReportState, to: ReportState): boolean =>
  transitions[from].some((state: ReportState) => state === to);
