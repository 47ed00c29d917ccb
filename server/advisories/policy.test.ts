import { describe, expect, test } from "vitest";
import type { Tlp } from "@/server/content/advisory-schema";
import { audienceOf, publicSince, tlpAt } from "./policy";

const day = (date: string) => new Date(`${date}T09:00:00Z`);
const advisory = (tlp: Tlp, embargoUntil: Date | null = null) => ({
  tlp,
  embargoUntil,
  revisions: [{ number: 1, at: day("2026-11-01"), summary: "First.", changes: ["text" as const] }],
});

describe("who sees an advisory", () => {
  test.each([
    ["CLEAR", "public"],
    ["GREEN", "signed"],
    ["AMBER", "named"],
    ["AMBER+STRICT", "named"],
  ] as const)("of TLP:%s without an embargo: %s, for good", (tlp, audience) => {
    expect(audienceOf(advisory(tlp), day("2026-11-02"))).toBe(audience);
    expect(audienceOf(advisory(tlp), day("2036-11-02"))).toBe(audience);
  });

  test("before its first revision: nobody, whatever it is", () => {
    for (const tlp of ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"] as const)
      expect(audienceOf(advisory(tlp), new Date(day("2026-11-01").getTime() - 1))).toBe("nobody");
  });

  test("under embargo: nobody where it is to be public from the first, its own circle where it is restricted", () => {
    const until = day("2027-02-01");
    const [justBefore, then] = [new Date(until.getTime() - 1), until];
    expect([justBefore, then].map((at) => audienceOf(advisory("CLEAR", until), at))).toEqual(["nobody", "public"]);
    expect([justBefore, then].map((at) => audienceOf(advisory("GREEN", until), at))).toEqual(["signed", "public"]);
    expect([justBefore, then].map((at) => audienceOf(advisory("AMBER", until), at))).toEqual(["named", "public"]);
    expect([justBefore, then].map((at) => tlpAt(advisory("AMBER", until), at))).toEqual(["AMBER", "CLEAR"]);
  });

  test("is public since its embargo's end or its first revision, and never where neither makes it so", () => {
    expect(publicSince(advisory("CLEAR"))).toEqual(day("2026-11-01"));
    expect(publicSince(advisory("AMBER", day("2027-02-01")))).toEqual(day("2027-02-01"));
    expect(publicSince(advisory("AMBER"))).toBeNull();
  });
});
