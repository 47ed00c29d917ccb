import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type ConcernKind, checkOutdated, packConcerns } from "./concerns";
import { loadPack } from "./load-pack";
import type { Pack } from "./pack";

let alphagen: Pack;
let alai: Pack;
beforeAll(async () => {
  const content = join(import.meta.dirname, "../../content");
  [alphagen, alai] = await Promise.all([loadPack(content, "alphagen"), loadPack(content, "alai")]);
});

const told = (pack: Pack, at: string, kind: ConcernKind) =>
  packConcerns(pack, new Date(at), "en")
    .filter((concern) => concern.kind === kind)
    .map(({ what }) => what);

describe("targets", () => {
  test("AlphaGen’s pass one by one as their quarters end, and the last is still to come in July 2027", () => {
    expect(told(alphagen, "2026-09-30T23:59:59Z", "target-passed")).toEqual([]);
    expect(told(alphagen, "2026-11-22T00:00:00Z", "target-passed")).toEqual([
      "Cyber Essentials Plus (UK NCSC): Certification: 2026 Q3 has passed",
    ]);
    expect(told(alphagen, "2027-07-01T00:00:00Z", "target-passed")).toEqual([
      "Cyber Essentials Plus (UK NCSC): Certification: 2026 Q3 has passed",
      "ISO/IEC 27001:2022: Certification: 2027 Q2 has passed",
      "SOC 2 Type II (AICPA): Type I: 2026 Q4 has passed",
    ]);
  });

  test("ALAI’s are those of its programmes and of what its draft waits for", () => {
    expect(told(alai, "2026-12-31T23:59:59Z", "target-passed")).toEqual([]);
    const passed = packConcerns(alai, new Date("2027-01-01T00:00:00Z"), "en").filter(
      ({ kind }) => kind === "target-passed",
    );
    expect(passed.map(({ file, path }) => [file, ...path])).toEqual([
      ["alai/programmes.yaml", 1, "targets", 0],
      ["alai/programmes.yaml", 2, "targets", 0],
      ["alai/programmes.yaml", 4, "targets", 0],
      ["alai/publisher.yaml", "status", "pending", 0],
      ["alai/publisher.yaml", "status", "pending", 2],
    ]);
  });
});

test("a review passes with the end of its day; a page without one never does", () => {
  expect(told(alai, "2027-05-01T23:59:59.999Z", "review-passed")).toEqual([]);
  expect(told(alai, "2027-05-02T00:00:00Z", "review-passed")).toEqual([
    "Technical and Organizational Measures (TOMs): the review of 1 May 2027 has passed",
    "Trust: the review of 1 May 2027 has passed",
  ]);
  expect(told(alphagen, "2099-01-01T00:00:00Z", "review-passed")).toEqual([]);
});

test("a claim lacks evidence when none is named, or nobody can read it; a plan claims nothing yet", () => {
  expect(told(alphagen, "2026-11-22T00:00:00Z", "unevidenced")).toEqual([
    "UK GDPR / EU GDPR is claimed without evidence",
    "HIPAA is claimed without evidence",
    "Modern Slavery Act 2015 is claimed without evidence",
    "DMCC Act 2024 is claimed without evidence",
    "WCAG 2.2 AA is claimed without evidence",
  ]);
  expect(told(alai, "2026-11-22T00:00:00Z", "unevidenced")).toEqual([]);
});

test.each([
  ["2026-04-27", "2027-04-27T23:59:59.999Z", false],
  ["2026-04-27", "2027-04-28T00:00:00Z", true],
  ["2028-02-29", "2029-03-01T12:00:00Z", false],
  ["2028-02-29", "2029-03-02T00:00:00Z", true],
])("a check of %s at %s is outdated: %s", (lastChecked, at, expected) => {
  expect(checkOutdated(lastChecked, new Date(at))).toBe(expected);
});

test("a programme that was never checked is a concern at once", () => {
  const programmes = alphagen.programmes.map((each) => (each.id === "hipaa" ? { ...each, lastChecked: null } : each));
  expect(told({ ...alphagen, programmes }, "2026-11-22T00:00:00Z", "check-outdated")).toEqual([
    "HIPAA: nobody has stated when this was last checked",
  ]);
  expect(told(alphagen, "2027-11-22T23:59:59.999Z", "check-outdated")).toEqual([]);
  expect(told(alphagen, "2027-11-23T00:00:00Z", "check-outdated")).toHaveLength(8);
});

test("the facts that the portal needs and the publisher has not stated", () => {
  expect(told(alphagen, "2026-11-22T00:00:00Z", "not-stated")).toEqual([
    "Registered address is not stated",
    "Signing officer is not stated",
  ]);
  expect(told(alai, "2026-11-22T00:00:00Z", "not-stated")).toEqual([
    "Security contact is not stated",
    "Contact for incidents is not stated",
    "Registered address is not stated",
    "Signing officer is not stated",
  ]);
});
