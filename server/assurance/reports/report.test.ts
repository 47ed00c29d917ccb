import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { QuarterFacts, type QuarterFile } from "@/server/content/report-schema";
import { reportDraft } from "./draft";
import type { LiveFigures } from "./live-figures";
import { quarterNamed } from "./quarter";
import { publishedQuarters } from "./queries";
import { type ReportParts, trustReport } from "./report";
import { reportJson } from "./report-json";

const pack = await loadPack("content", "alphagen", { demonstration: true });
const alai = await loadPack("content", "alai");
const quarter = quarterNamed("2026-Q3");
const demo = pack.reports[0] ?? null;
const own: QuarterFile | null = demo && { ...demo, demonstration: false };
const live: LiveFigures = {
  accessRequests: { asked: 7, letIn: 1, approved: 2, declined: 3, medianDecisionHours: 5 },
  events: 90,
  sequenced: 88,
};
const before = new Date("2026-01-01T00:00:00Z");
const within = new Date("2026-08-15T09:00:00Z");
const after = new Date("2026-10-01T00:00:00Z");
const report = (parts: Partial<ReportParts> = {}) =>
  trustReport({
    ...{ quarter, publisher: pack.publisher, file: own, begin: before, live, recomputation: null },
    ...{ demonstration: false, ...parts },
  });

describe("each figure", () => {
  test("without a file is told as missing, never as zero", () => {
    const { mfaCoverage, patching, subProcessorChanges, advisories, questions, signedOff } = report({ file: null });
    expect(mfaCoverage).toEqual({ value: null, absence: "not-measured" });
    expect(patching).toEqual({ value: null, absence: "not-measured" });
    for (const figure of [subProcessorChanges, advisories, questions])
      expect(figure).toEqual({ value: null, absence: "not-kept" });
    expect(signedOff).toBeNull();
  });

  test("comes from the portal where its records cover the quarter, though the publisher states another", () => {
    expect(report().accessRequests).toEqual({ value: live.accessRequests, source: "portal", demonstration: false });
    expect(report().recordsSince).toBeNull();
    expect(report({ begin: quarter.start }).accessRequests).toMatchObject({ source: "portal" });
  });

  test("comes from the publisher where the portal's records begin later", () => {
    const later = report({ begin: within });
    expect(later.accessRequests).toMatchObject({ source: "publisher", value: { asked: 57 } });
    expect(later.recordsSince).toEqual(within);
    expect(report({ begin: within, file: null }).accessRequests).toMatchObject({
      source: "portal",
      value: { asked: 7 },
    });
  });

  test("of a quarter before the portal's first record is absent, not zero", () => {
    for (const begin of [after, null]) {
      const early = report({ begin, file: null });
      expect(early.accessRequests).toEqual({ value: null, absence: "before-records" });
      expect(early.auditChain).toEqual({ value: null, absence: "before-records" });
      expect(early.recordsSince).toBeNull();
    }
  });

  test("says where it is a demonstration, and the report with it", () => {
    expect(report().demonstration).toBe(false);
    expect(report({ file: demo }).demonstration).toBe(true);
    expect(report({ file: demo }).mfaCoverage).toMatchObject({ demonstration: true });
    expect(report({ file: demo }).auditChain).toMatchObject({ demonstration: false });
    expect(report({ file: null, demonstration: true }).auditChain).toMatchObject({ demonstration: true });
  });
});

describe("patch times", () => {
  test("stand against the targets of the seed, in its words", () => {
    const { patching, patchTargets } = report();
    expect(patchTargets.map(({ severity, hours, words }) => [severity, hours, words])).toEqual([
      ["Critical CVEs", 24, "within 24 hours of vendor patch availability"],
      ["High CVEs", 168, "within 7 days"],
    ]);
    expect(patching.value?.map(({ severity, target, measured }) => [severity, target?.id, measured?.patched])).toEqual([
      ["Critical CVEs", "critical", 3],
      ["High CVEs", "high", 14],
      ["Medium CVEs", undefined, 22],
    ]);
    expect(alai.publisher.patchTargets.map(({ severity, hours }) => [severity, hours])).toEqual([
      ["High-severity vulnerabilities", 48],
    ]);
  });

  test("a target without a measurement is shown without one", () => {
    const file = own && { ...own, patching: own.patching?.slice(1) ?? null };
    expect(report({ file }).patching.value?.[0]).toMatchObject({ severity: "Critical CVEs", measured: null });
  });
});

describe("what is published", () => {
  const withReports = (...reports: QuarterFile[]): Pack => ({ ...pack, reports });
  const file = (parts: Partial<QuarterFile>): QuarterFile => {
    if (demo === null) throw new Error("the demonstration has no report");
    return { ...demo, ...parts };
  };
  const names = (packed: Pack, at: string) => publishedQuarters(packed, new Date(at)).map((each) => each.quarter.name);

  test("is signed off, over, and not signed off as of a later day", () => {
    const signed = withReports(file({}));
    expect(names(signed, "2026-11-22T00:00:00Z")).toEqual(["2026-Q3"]);
    expect(names(signed, "2026-10-08T23:59:59Z")).toEqual([]);
    expect(names(signed, "2026-10-09T00:00:00Z")).toEqual(["2026-Q3"]);
    expect(names(withReports(file({ signedOff: null })), "2026-11-22T00:00:00Z")).toEqual([]);
  });

  test("is never the running quarter or one to come, whatever a file says", () => {
    const signedOff = { by: "A", role: "B", date: "2026-01-01" };
    const eager = withReports(file({ quarter: "2027-Q1", signedOff }), file({ quarter: "2026-Q4", signedOff }));
    expect(names(eager, "2026-12-31T23:59:59.999Z")).toEqual([]);
    expect(names(eager, "2027-01-01T00:00:00Z")).toEqual(["2026-Q4"]);
  });
});

test("the data say the same, with sources, and mark a demonstration", () => {
  const told = JSON.parse(reportJson(report({ file: demo, begin: within }), "A “B” Ltd"));
  expect(told).toMatchObject({ publisher: "A “B” Ltd", quarter: "2026-Q3", from: "2026-07-01", until: "2026-09-30" });
  expect(told.demonstration).toBe(true);
  expect(told.figures.mfaCoverage).toMatchObject({
    value: [{ group: "Operator accounts", percent: 100 }, { percent: 98.5 }],
    source: { kind: "demonstration", demonstration: true },
  });
  expect(told.figures.auditChain.source).toEqual({
    ...{ kind: "portal-records", since: within.toISOString(), demonstration: false },
  });
  expect(JSON.parse(reportJson(report({ file: null }), "A")).figures.advisories).toEqual({
    value: null,
    source: { kind: "not-kept" },
  });
});

describe("the draft", () => {
  test("is a good file that states nothing, for either publisher", () => {
    for (const each of [pack, alai]) {
      const facts = QuarterFacts.parse(parse(reportDraft(each, report({ publisher: each.publisher, file: null }))));
      expect(facts).toMatchObject({ quarter: "2026-Q3", signedOff: null, mfaCoverage: null, patching: null });
    }
  });

  test("is good with its examples filled in, and hostile names end no comment", () => {
    const hostile = { ...pack, publisher: { ...pack.publisher, names: { legal: "A\nsignedOff: 1", short: "A" } } };
    const text = reportDraft(hostile, report({ file: null }));
    const filled = text
      .replaceAll(/^(signedOff|mfaCoverage|patching): null\n/gm, "")
      .replaceAll(/^# (signedOff|mfaCoverage|patching): ?(.*)$/gm, "$1: $2")
      .replaceAll(/^# {3}/gm, "   ");
    const facts = QuarterFacts.parse(parse(filled));
    expect(facts.signedOff).toMatchObject({ date: "2026-10-01" });
    expect(facts.patching?.map(({ target }) => target)).toEqual(["critical", "high"]);
    expect(facts.mfaCoverage).toHaveLength(1);
  });

  test("tells what the portal counts", () => {
    expect(reportDraft(pack, report({ file: null }))).toContain("7 asked, 1 let in, 2 approved, 3 declined");
    expect(reportDraft(pack, report({ file: null, begin: null }))).toContain("no records of this quarter");
  });
});
