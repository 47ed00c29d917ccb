import { expect, it } from "vitest";
import type { Agreement } from "@/server/content/agreement";
import { versionStandings } from "./version-standings";

const agreement = (version: string, effectiveDate: string, acceptsEarlier: boolean): Agreement => ({
  file: `nda-${version}.md`,
  text: "",
  meta: { kind: "nda", title: "NDA", version, effectiveDate, acceptsEarlier, specimen: true, summary: ["In short"] },
});

const newestFirst = [
  agreement("4.0", "2027-01-01", true),
  agreement("3.0", "2026-06-01", true),
  agreement("2.0", "2026-03-01", false),
  agreement("1.0", "2026-01-01", true),
];
const standings = (at: string) => versionStandings(newestFirst, new Date(at)).map((each) => each.standing);

it("offers the newest in effect, and accepts earlier ones only down to the first that does not", () => {
  expect(standings("2026-11-22T12:00:00Z")).toEqual(["notYet", "offered", "accepted", "notAccepted"]);
});

it("changes with the first instant of the day, in UTC", () => {
  expect(standings("2026-12-31T23:59:59Z")[0]).toBe("notYet");
  expect(standings("2027-01-01T00:00:00Z")[0]).toBe("offered");
  expect(versionStandings([], new Date(0))).toEqual([]);
});
