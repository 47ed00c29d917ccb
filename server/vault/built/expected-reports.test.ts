import { describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { expectedReports } from "@/server/vault/built/expected-reports";

const told = (pack: Pack, at: string) =>
  expectedReports(pack, new Date(at)).map(({ title, quarter, passed }) => [title, quarter, passed]);

describe("reports that are not issued", () => {
  test("AlphaGen’s, in November 2026 and July 2027", async () => {
    const pack = await loadPack("content", "alphagen");
    expect(told(pack, "2026-11-22T00:00:00Z")).toEqual([
      ["Cyber Essentials Plus (UK NCSC): Certification", "2026-Q3", true],
      ["ISO/IEC 27001:2022: Certification", "2027-Q2", false],
      ["SOC 2 Type II (AICPA): Type I", "2026-Q4", false],
      ["SOC 2 Type II (AICPA): Type II", "2027-Q3", false],
    ]);
    const passed = expectedReports(pack, new Date("2027-07-01T00:00:00Z")).map((report) => report.passed);
    expect(passed).toEqual([true, true, true, false]);
  });

  test("a quarter passes with its last instant, not before", async () => {
    const pack = await loadPack("content", "alphagen");
    expect(told(pack, "2026-12-31T23:59:59.999Z")[2]).toEqual(["SOC 2 Type II (AICPA): Type I", "2026-Q4", false]);
    expect(told(pack, "2027-01-01T00:00:00.000Z")[2]).toEqual(["SOC 2 Type II (AICPA): Type I", "2026-Q4", true]);
  });

  test("ALAI’s, one of them without a date and so never passed", async () => {
    const pack = await loadPack("content", "alai");
    expect(told(pack, "2040-01-01T00:00:00Z")).toEqual([
      ["Penetration testing: External penetration testing", "2026-Q4", true],
      ["Security audit: External review", "2026-Q4", true],
      ["ISO 27001", null, false],
      ["SOC 2: Type I audit", "2026-Q4", true],
    ]);
  });

  test("one with evidence is expected no longer", async () => {
    const pack = await loadPack("content", "alphagen");
    const programmes = pack.programmes.map((programme) => ({
      ...programme,
      evidence: { title: "A report", where: null },
    }));
    expect(expectedReports({ ...pack, programmes }, new Date("2026-11-22T00:00:00Z"))).toEqual([]);
  });
});
