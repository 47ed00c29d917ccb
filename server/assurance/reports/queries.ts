/**
 * Which reports there are. A report is published once its quarter is over and the publisher has signed it off, as of the
 * day of the signature; the running quarter is for staff alone.
 */
import { reportDraft } from "@/server/assurance/reports/draft";
import {
  type LiveFigures,
  lastRecomputation,
  liveFigures,
  recordsBegin,
} from "@/server/assurance/reports/live-figures";
import {
  isOver,
  type QuarterSpan,
  quarterAt,
  quarterBefore,
  quarterNamed,
  quarterOfAddress,
} from "@/server/assurance/reports/quarter";
import { type TrustReport, trustReport } from "@/server/assurance/reports/report";
import type { Pack } from "@/server/content/pack";
import type { QuarterFile } from "@/server/content/report-schema";
import { days, later } from "@/server/platform/clock";
import { type Database, database } from "@/server/platform/database";
import { isDemonstration } from "@/server/platform/demonstration";
import { processWide } from "@/server/platform/process-wide";

export interface PublishedQuarter {
  readonly quarter: QuarterSpan;
  readonly signedOff: NonNullable<QuarterFile["signedOff"]>;
  readonly demonstration: boolean;
}

/** Quarters shown beside one another where a figure has a course over time. */
const mostEarlier = 7;

/** Newest first. */
export function publishedQuarters(pack: Pack, at: Date): PublishedQuarter[] {
  return pack.reports.flatMap(({ quarter: name, signedOff, demonstration }) => {
    const quarter = quarterNamed(name);
    const today = at.toISOString().slice(0, 10);
    return signedOff !== null && signedOff.date <= today && isOver(quarter, at)
      ? [{ quarter, signedOff, demonstration }]
      : [];
  });
}

export interface ReportWithCourse {
  readonly report: TrustReport;
  /** Published quarters before it, oldest first. */
  readonly earlier: readonly TrustReport[];
}

/** Null for what is no address of a published report. */
export async function readPublishedReport(pack: Pack, address: string, at: Date): Promise<ReportWithCourse | null> {
  const asked = quarterOfAddress(address);
  const published = publishedQuarters(pack, at).map(({ quarter }) => quarter);
  if (asked === null || !published.some(({ name }) => name === asked.name)) return null;
  return withCourse(pack, asked, published, at);
}

export interface ReportPreview extends ReportWithCourse {
  readonly standing: QuarterForStaff;
}

/** For staff with `report:read`: what the report of a quarter would say as things stand. Null for a quarter not in their list. */
export async function previewReport(pack: Pack, address: string, at: Date): Promise<ReportPreview | null> {
  const standing = (await listQuarters(pack, at)).find(({ quarter }) => quarter.address === address);
  if (standing === undefined) return null;
  const published = publishedQuarters(pack, at).map(({ quarter }) => quarter);
  return { standing, ...(await withCourse(pack, standing.quarter, published, at)) };
}

/** For staff with `report:read`: the file to fill in, as YAML. */
export async function draftOfQuarter(pack: Pack, address: string, at: Date): Promise<string | null> {
  const preview = await previewReport(pack, address, at);
  return preview && reportDraft(pack, preview.report);
}

async function withCourse(pack: Pack, asked: QuarterSpan, published: readonly QuarterSpan[], at: Date) {
  const before = published.filter(({ name }) => name < asked.name).slice(0, mostEarlier);
  const [report, ...earlier] = await Promise.all([asked, ...before.reverse()].map((each) => build(pack, each, at)));
  if (report === undefined) throw new Error("a report was not made");
  return { report, earlier };
}

async function build(pack: Pack, quarter: QuarterSpan, at: Date): Promise<TrustReport> {
  const [begin, recomputation, live, demonstration] = await Promise.all([
    recordsBegin(database()),
    lastRecomputation(database()),
    figuresOf(database(), quarter, at),
    isDemonstration(),
  ]);
  const file = pack.reports.find((each) => each.quarter === quarter.name) ?? null;
  return trustReport({ quarter, publisher: pack.publisher, file, begin, live, recomputation, demonstration });
}

const settled = processWide("settled-quarters", () => new Map<string, LiveFigures>());

/** Nothing is added to a quarter that ended more than a day ago, so it is counted once a process. */
async function figuresOf(database: Database, quarter: QuarterSpan, at: Date): Promise<LiveFigures> {
  const known = settled.get(quarter.name);
  if (known !== undefined) return known;
  const figures = await liveFigures(database, quarter);
  if (isOver(quarter, later(at, -days)) && figures.sequenced === figures.events) settled.set(quarter.name, figures);
  return figures;
}

/** What stands in the way of a quarter's report, or nothing any more. */
export type QuarterState = "running" | "no-file" | "not-signed-off" | "signed-off-later" | "published";

export interface QuarterForStaff {
  readonly quarter: QuarterSpan;
  readonly state: QuarterState;
  readonly file: string | null;
  readonly demonstration: boolean;
  readonly missing: readonly MissingFigure[];
}

const askedOfPublisher = ["mfaCoverage", "patching", "subProcessorChanges", "advisories", "questions"] as const;
export type MissingFigure = (typeof askedOfPublisher)[number];

/** The running quarter, those before it since the portal's first record (at most eight), and all that have a file; newest first. */
export async function listQuarters(pack: Pack, at: Date): Promise<QuarterForStaff[]> {
  const begin = await recordsBegin(database());
  const names = new Set(pack.reports.map(({ quarter }) => quarter));
  let quarter = quarterAt(at);
  names.add(quarter.name);
  for (let count = 0; count < 8 && begin !== null && quarter.start.getTime() > begin.getTime(); count++) {
    quarter = quarterBefore(quarter);
    names.add(quarter.name);
  }
  return [...names]
    .sort()
    .reverse()
    .map((name) => forStaff(pack, quarterNamed(name), at));
}

function forStaff(pack: Pack, quarter: QuarterSpan, at: Date): QuarterForStaff {
  const file = pack.reports.find((each) => each.quarter === quarter.name);
  return {
    quarter,
    state: stateOf(file, quarter, at),
    file: file?.file ?? null,
    demonstration: file?.demonstration ?? false,
    missing: askedOfPublisher.filter((name) => (file?.[name] ?? null) === null),
  };
}

function stateOf(file: QuarterFile | undefined, quarter: QuarterSpan, at: Date): QuarterState {
  if (!isOver(quarter, at)) return "running";
  if (file === undefined) return "no-file";
  if (file.signedOff === null) return "not-signed-off";
  return file.signedOff.date > at.toISOString().slice(0, 10) ? "signed-off-later" : "published";
}
