import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAdvisories } from "@/server/content/advisories";
import type { Problem } from "@/server/content/problems";
import { newAdvisory } from "./write";

let contentDir = "";
beforeEach(() => {
  contentDir = mkdtempSync(join(tmpdir(), "advisory-new-"));
  mkdirSync(join(contentDir, "northlight"));
});
afterEach(() => rmSync(contentDir, { recursive: true }));

const now = new Date("2026-12-01T09:00:00.000Z");
const folder = () => join(contentDir, "northlight", "advisories");

/** Answers as they come down a pipe. */
async function answered(answers: readonly string[], draw: (below: number) => number = () => 10) {
  let said = "";
  const output = new Writable({
    write(piece, _encoding, done) {
      said += String(piece);
      done();
    },
  });
  const input = Readable.from([`${answers.join("\n")}\n`]);
  try {
    return { file: await newAdvisory({ input, output, contentDir, publisher: "northlight", now, draw }), said };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error), said };
  }
}

async function read() {
  const problems: Problem[] = [];
  const advisories = await readAdvisories(contentDir, "northlight", false, problems);
  expect(problems).toEqual([]);
  return advisories;
}

const vector = "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N";
const hostile = `"Export": #1 & <script> {x} – 株式会社 \u202e it's`;
const advisory = [
  ...["nlsa", "NLSA", "bulletin", "", hostile, "", "A summary.", "RED", "GREEN", "tomorrow", "2027-02-01T09:00:00Z"],
  ...["CVSS:3.1/AV:N", "CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", vector, ""],
  ...["CVE-1", "CVE-2026-12345", "79", "CWE-1", "CWE-79, CWE-613"],
  // A product that says nothing of any version is asked for again.
  ...["Report Export", "report-export", "Report export", "", "", "", ""],
  ...["report-export", "Report export", "1.2-2", "1.2.0-1.4.2, 2.0.0-", "1.4.2", "", "", "no"],
  ...["fix", "Update.", "nowhere", "", "no", "no"],
  ...["yes", "Somebody", "", "yes", "yes", "Nobody", "", "no", "no", "no", ""],
];

test("a wrong answer is asked again, and the file is one that the pack takes", async () => {
  const { file, said } = await answered(advisory);
  expect(file).toBe(join(folder(), "NLSA-2026-AAAAAA.mdx"));
  const [made] = await read();
  expect(made?.meta).toMatchObject({
    ...{ id: "NLSA-2026-AAAAAA", kind: "advisory", title: hostile, tlp: "GREEN" },
    embargoUntil: new Date("2027-02-01T09:00:00Z"),
    cvss: [{ vector, score: 6.5 }],
    cves: ["CVE-2026-12345"],
    cwes: [
      { id: "CWE-79", name: expect.stringMatching(/^Improper Neutralization of Input During Web Page Generation/) },
      { id: "CWE-613", name: "Insufficient Session Expiration" },
    ],
    remediations: [{ kind: "fix", details: "Update.", url: null }],
    credits: [{ name: "Somebody", organisation: null, consent: true }],
    revisions: [{ number: 1, at: now }],
  });
  expect(made?.meta.products).toEqual([
    {
      ...{ id: "report-export", name: "Report export", fixed: ["1.4.2"], notAffected: [], underInvestigation: [] },
      affected: [
        { from: "1.2.0", before: "1.4.2" },
        { from: "2.0.0", before: null },
      ],
    },
  ]);
  expect(said).toContain("That scores 6.5.");
  expect(said.match(/Not taken/g)?.length).toBeGreaterThanOrEqual(11);
});

test("a retrospective asks for its course until the moments are in their order", async () => {
  const at = (hour: number) => `2026-11-30T${String(hour).padStart(2, "0")}:00:00Z`;
  const { failed } = await answered([
    ...[
      "NLSA",
      "retrospective",
      "Sign-in failed",
      "It failed.",
      "",
      "",
      "",
      "",
      "",
      "",
      "no",
      "no",
      "no",
      "no",
      "no",
      "",
    ],
    ...["P4", "P1", "Nobody could sign in.", "A certificate ran out.", "yes", "Renew it", "done", "", "no"],
    ...[at(6), at(6), at(5), at(8), at(7)],
    ...[at(6), at(6), at(7), "", at(7)],
  ]);
  expect(failed).toBeUndefined();
  const [made] = await read();
  expect(made?.meta.retrospective).toMatchObject({ class: "P1", containedAt: new Date(at(7)), notifiedAt: null });
});

test("a file that is there is not written over, and the pack's own letters are not asked for", async () => {
  mkdirSync(folder());
  writeFileSync(join(folder(), "NLSA-2026-AAAAAA.mdx"), "mine");
  const { failed } = await answered(advisory.slice(2));
  expect(failed).toMatch(/EEXIST/);
  expect(readFileSync(join(folder(), "NLSA-2026-AAAAAA.mdx"), "utf8")).toBe("mine");
});

test("answers that end too early write nothing", async () => {
  const { failed } = await answered(advisory.slice(0, 20));
  expect(failed).toMatch(/Nothing was written/);
  expect(readdirSync(join(contentDir, "northlight"))).toEqual([]);
});

test("ids come by chance, and from letters that nobody mixes up", async () => {
  const ids = new Set<string>();
  for (let made = 0; made < 20; made++) {
    const answers = made === 0 ? advisory : advisory.slice(2);
    const { file } = await answered(answers, (below) => Math.floor(Math.random() * below));
    ids.add(/(\w{6})\.mdx$/.exec(file ?? "")?.[1] ?? "");
  }
  expect(ids.size).toBe(20);
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
});
