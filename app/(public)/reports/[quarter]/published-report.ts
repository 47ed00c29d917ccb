import { notFound } from "next/navigation";
import { cache } from "react";
import { type ReportWithCourse, readPublishedReport } from "@/server/assurance/reports/queries";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";

export interface QuarterParameter {
  readonly params: Promise<{ quarter: string }>;
}

/** Once a request, for the page and its head. Anything that is not a published report is a page that does not exist. */
export const publishedReport = cache(
  async (quarter: string): Promise<ReportWithCourse> =>
    (await readPublishedReport(await currentPack(), quarter, now())) ?? notFound(),
);
