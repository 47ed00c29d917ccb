/** Severities as subscribers choose among them. */
import { type AdvisoryMeta, severityOfAdvisory } from "@/server/content/advisory-schema";
import { severities } from "@/server/notices/subscriptions/topics";
import type { Severity } from "@/server/platform/generated/prisma/enums";

/** Null where none is stated, or the score is 0. */
export function choosableSeverity(meta: Pick<AdvisoryMeta, "cvss">): Severity | null {
  const severity = severityOfAdvisory(meta);
  return severity === "none" ? null : severity;
}

/** The minimum severities whose choosers hear of it. One without a severity goes to those who want to hear of all. */
export function hearing(severity: Severity | null): Severity[] {
  return severities.slice(0, severities.indexOf(severity ?? "low") + 1);
}
