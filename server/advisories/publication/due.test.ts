import { describe, expect, test } from "vitest";
import { revisionsOf, type SampleRevision, sampleAdvisory } from "@/server/advisories/testing/sample-advisory";
import { type Circle, duePublications } from "./due";

const at = (text: string) => new Date(text);
const noon = at("2026-11-20T12:00:00Z");

function due(advisory: ReturnType<typeof sampleAdvisory>, published: readonly [number, Circle][] = [], moment = noon) {
  const rows = published.map(([revision, audience]) => ({ advisoryId: advisory.meta.id, revision, audience }));
  return duePublications([advisory], rows, moment).map(({ revision, audience, revised }) => [
    revision.number,
    audience,
    revised,
  ]);
}

describe("an advisory that nobody was told of", () => {
  test("is due with its newest revision, once, and none of those before", () => {
    const advisory = sampleAdvisory({
      revisions: revisionsOf(
        ["2026-11-01T09:00:00Z"],
        ["2026-11-02T09:00:00Z", "remediation"],
        ["2026-11-03T09:00:00Z"],
      ),
    });
    expect(due(advisory)).toEqual([[3, "public", false]]);
    expect(due(advisory, [[3, "public"]])).toEqual([]);
  });

  test("is due from its first revision's moment on, and not a millisecond before", () => {
    const advisory = sampleAdvisory({ revisions: revisionsOf(["2026-11-20T12:00:00.000Z"]) });
    expect(due(advisory, [], new Date(noon.getTime() - 1))).toEqual([]);
    expect(due(advisory)).toEqual([[1, "public", false]]);
  });

  test("does not come with a revision whose time has not come", () => {
    const revisions = revisionsOf(["2026-11-01T09:00:00Z"], ["2026-12-01T09:00:00Z", "severity-raised"]);
    const advisory = sampleAdvisory({ revisions });
    expect(due(advisory)).toEqual([[1, "public", false]]);
    expect(due(advisory, [[1, "public"]])).toEqual([]);
    expect(due(advisory, [[1, "public"]], at("2026-12-01T09:00:00Z"))).toEqual([[2, "public", true]]);
  });
});

describe("a revision", () => {
  test.each([
    ["severity-raised", true],
    ["remediation", true],
    ["text", false],
  ] as const)("of %s: told %s", (change, told) => {
    const revisions = revisionsOf(["2026-11-01T09:00:00Z"], ["2026-11-02T09:00:00Z", change]);
    const advisory = sampleAdvisory({ revisions });
    expect(due(advisory, [[1, "public"]])).toEqual(told ? [[2, "public", true]] : []);
  });

  test("of the text alone after one that matters does not hide it", () => {
    const advisory = sampleAdvisory({
      revisions: revisionsOf(
        ["2026-11-01T09:00:00Z"],
        ["2026-11-02T09:00:00Z", "severity-raised"],
        ["2026-11-03T09:00:00Z"],
      ),
    });
    expect(due(advisory, [[1, "public"]])).toEqual([[3, "public", true]]);
  });
});

describe("an embargo", () => {
  const embargoUntil = "2026-11-20T12:00:00Z";

  test.each([
    ["CLEAR", []],
    ["GREEN", [[1, "signed", false]]],
    ["AMBER", [[1, "named", false]]],
    ["AMBER+STRICT", [[1, "named", false]]],
  ] as const)("of TLP:%s is told to its own circle until it ends, and then to everybody", (tlp, before) => {
    const advisory = sampleAdvisory({ tlp, embargoUntil });
    expect(due(advisory, [], new Date(noon.getTime() - 1))).toEqual(before);
    const published = before.map(([revision, audience]): [number, Circle] => [revision, audience]);
    expect(due(advisory, published)).toEqual([[1, "public", false]]);
    expect(due(advisory, [...published, [1, "public"]])).toEqual([]);
  });
});

describe("an archive", () => {
  const old = (tlp: "CLEAR" | "GREEN" | "AMBER", ...more: SampleRevision[]) =>
    sampleAdvisory({ tlp, revisions: revisionsOf(["2026-09-01T09:00:00Z"], ...more) });

  test.each([
    ["CLEAR", []],
    ["GREEN", []],
    ["AMBER", [[1, "named", false]]],
  ] as const)("of TLP:%s is told to those alone whom staff chose", (tlp, told) => {
    expect(due(old(tlp))).toEqual(told);
  });

  test("begins when all of it is more than thirty days old", () => {
    const advisory = sampleAdvisory({ revisions: revisionsOf(["2026-10-21T12:00:00.000Z"]) });
    expect(due(advisory)).toEqual([[1, "public", false]]);
    expect(due(advisory, [], new Date(noon.getTime() + 1))).toEqual([]);
  });

  test("is left by a revision that is told, not by one of the text or one that is to come", () => {
    expect(due(old("CLEAR", ["2026-11-18T09:00:00Z"]))).toEqual([]);
    expect(due(old("CLEAR", ["2026-11-21T09:00:00Z", "remediation"]))).toEqual([]);
    expect(due(old("CLEAR", ["2026-11-18T09:00:00Z", "remediation"]))).toEqual([[2, "public", false]]);
  });

  test("is not what an embargo held back until now, nor what others were told of before", () => {
    const revisions = revisionsOf(["2026-09-01T09:00:00Z"]);
    expect(due(sampleAdvisory({ revisions, embargoUntil: "2026-11-19T09:00:00Z" }))).toEqual([[1, "public", false]]);
    expect(due(sampleAdvisory({ revisions, embargoUntil: "2026-10-19T09:00:00Z" }))).toEqual([]);
    expect(due(old("GREEN"), [[1, "named"]])).toEqual([[1, "signed", false]]);
    expect(due(old("CLEAR"), [[1, "signed"]])).toEqual([[1, "public", false]]);
  });
});
