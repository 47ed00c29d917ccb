import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cvssScore, severityOf } from "./advisory-schema";
import { readPack } from "./load-pack";

const id = "AGSA-2026-7F3K9Q";
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "advisories-"));
  for (const name of ["alphagen", "demo"]) await cp(join("content", name), join(folder, name), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fileOf = (name: string) => join(folder, "demo/alphagen/advisories", name);
const read = () => readPack(folder, "alphagen", { demonstration: true });
const rewrite = async (change: (text: string) => string, name = `${id}.mdx`) =>
  writeFile(fileOf(name), change(await readFile(fileOf(name), "utf8")));
const problemsAfter = async (change: (text: string) => string, name?: string) => {
  await rewrite(change, name);
  return (await read()).problems.map(({ file, line, what, mend }) => `${file}:${line}: ${what} ${mend}`).join("\n");
};

describe("advisories of a pack", () => {
  test("are there with the demonstration alone, newest text first with the earlier ones beside it", async () => {
    expect((await readPack(folder, "alphagen")).pack?.advisories).toEqual([]);
    const { pack, problems } = await read();
    expect(problems).toEqual([]);
    const found = pack?.advisories.find(({ meta }) => meta.id === id);
    expect(found?.earlier.map(({ meta }) => meta.revisions.length)).toEqual([1]);
    expect(pack?.advisories.every(({ demonstration }) => demonstration)).toBe(true);
  });

  test.each([
    [
      "a score that the vector does not give",
      (text: string) => text.replace("score: 6.5", "score: 9.9"),
      "the vector gives 6.5",
    ],
    ["half a vector", (text: string) => text.replace("/PR:L/UI:N/S:U/C:H/I:N/A:N", ""), "not a whole CVSS"],
    [
      "a weakness that there is none of",
      (text: string) => text.replace("CWE-613", "CWE-16"),
      ":14: `cwes.0`: CWE 4.17 has no weakness CWE-16.",
    ],
    ["a serial id", (text: string) => text.replace(`id: ${id}`, "id: AGSA-2026-0001"), "an id is written like"],
    ["another advisory's id", (text: string) => text.replace(`id: ${id}`, "id: AGSA-2026-9H4TCX"), "comes twice"],
    [
      "revisions out of order",
      (text: string) => text.replace("2026-09-22T10:30:00Z", "2026-09-15T10:30:00Z"),
      "not after the one before",
    ],
    [
      "a person without consent",
      (text: string) => text.replace("consent: true", "consent: false"),
      "with their consent",
    ],
    ["no moment's zone", (text: string) => text.replace("2026-09-14T08:20:00Z", "2026-09-14T08:20:00"), "timeline"],
    [
      "a title that does not say demonstration",
      (text: string) => text.replace('"Demonstration: report', '"Report'),
      "does not say so",
    ],
    ["a component", (text: string) => `${text}\n<NotStated />\n`, "stands in an advisory"],
    ["code", (text: string) => `${text}\n{process.exit()}\n`, "computes nothing"],
    ["an import", (text: string) => `${text}\nimport fs from "node:fs"\n`, "imports and exports nothing"],
    ["a link that runs", (text: string) => `${text}\n[x](javascript:alert(1))\n`, "not to a page"],
    ["markup that is not closed", (text: string) => `${text}\n<b>\n`, "not MDX"],
    [
      "a retrospective without its course",
      (text: string) => text.replace("kind: advisory", "kind: retrospective"),
      "it goes with the kind",
    ],
  ])("are refused with %s", async (_what, change, told) => {
    expect(await problemsAfter(change)).toContain(told);
  });

  test("are refused where incidents recover before they are contained", async () => {
    const told = await problemsAfter(
      (text) => text.replace("recoveredAt: 2026-10-06T06:49:00Z", "recoveredAt: 2026-10-06T06:30:00Z"),
      "AGSA-2026-2Q8MZW.mdx",
    );
    expect(told).toContain("not in that order");
  });

  test("of the publisher itself need not say demonstration", async () => {
    await cp(fileOf(""), join(folder, "alphagen/advisories"), { recursive: true });
    await rm(fileOf(""), { recursive: true });
    const { pack, problems } = await readPack(folder, "alphagen");
    expect(problems).toEqual([]);
    expect(pack?.advisories.length).toBeGreaterThan(3);
  });
});

test.each([
  ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8],
  ["CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N", 0],
  ["CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1],
  ["CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10],
  ["CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", null],
  ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", null],
  ["CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", null],
  ["CVSS:3.1/C:H/I:H/A:H/AV:N/AC:L/PR:N/UI:N/S:U", 9.8],
  ["CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", null],
  ["CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:A/CR:H/U:Clear", 10],
  ["nothing", null],
])("%s scores %s", (vector, score) => {
  expect(cvssScore(vector)).toBe(score);
});

test("severities have the bounds of the standard", () => {
  expect([0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map(severityOf)).toEqual([
    "none",
    "low",
    "low",
    "medium",
    "medium",
    "high",
    "high",
    "critical",
    "critical",
  ]);
});
