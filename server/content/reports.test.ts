import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadPack } from "./load-pack";
import { ContentProblems } from "./problems";

const shipped = join(import.meta.dirname, "../../content");
let content: string;

beforeEach(async () => {
  content = await mkdtemp(join(tmpdir(), "content-"));
  await cp(join(shipped, "alphagen"), join(content, "alphagen"), { recursive: true });
});
afterEach(() => rm(content, { recursive: true }));

const whole = `quarter: 2026-Q3
signedOff: { by: Åse “Ωμέγα” <b>, role: Head of Security, date: 2026-10-09 }
note: "</script><script>alert(1)</script>"
mfaCoverage:
  - { group: Operators, percent: 99.5 }
patching:
  - { severity: Critical CVEs, target: critical, patched: 3, withinTarget: 3, medianHours: 9, slowestHours: 21 }
subProcessorChanges: { added: 1, replaced: 0, changed: 0, removed: 0 }
advisories: { advisories: 2, retrospectives: 1 }
questions: { received: 4, answered: 4, answeredInTime: 3 }
accessRequests: { asked: 5, letIn: 1, approved: 2, declined: 1, medianDecisionHours: 20 }
`;

async function put(text: string, file = "alphagen/reports/2026-q3.yaml"): Promise<void> {
  await mkdir(join(content, file, ".."), { recursive: true });
  await writeFile(join(content, file), text);
}

async function refusal(): Promise<string> {
  try {
    await loadPack(content, "alphagen");
  } catch (error) {
    if (error instanceof ContentProblems) return error.message;
    throw error;
  }
  return "loaded";
}

describe("a quarter's file", () => {
  test("is read as it stands, whatever its text holds", async () => {
    await put(whole);
    const [report] = (await loadPack(content, "alphagen")).reports;
    expect(report).toMatchObject({
      quarter: "2026-Q3",
      signedOff: { by: "Åse “Ωμέγα” <b>", role: "Head of Security", date: "2026-10-09" },
      note: "</script><script>alert(1)</script>",
      demonstration: false,
    });
  });

  test.each([
    ["percent: 99.5", "percent: 100.1", 5, "a percentage is at most 100"],
    ["percent: 99.5", "percent: -1", 5, "a percentage is at least 0"],
    ["percent: 99.5", 'percent: "99"', 5, "is not right"],
    ["patched: 3,", "patched: 3.5,", 7, "a count is a whole number"],
    ["added: 1", "added: -1", 8, "a count is not below 0"],
    ["withinTarget: 3", "withinTarget: 4", 7, "more than were patched"],
    ["withinTarget: 3", "withinTarget: null", 7, "Write both, or null for both"],
    ["medianHours: 9", "medianHours: 22", 7, "the median is above the slowest"],
    ["patched: 3, withinTarget: 3", "patched: 0, withinTarget: 0", 7, "no time was measured"],
    ["target: critical", "target: medium", 7, "There is no patch target “medium”"],
    ["answeredInTime: 3", "answeredInTime: 5", 10, "more than were answered"],
    ["answered: 4,", "answered: 5,", 10, "more were answered than received"],
    ["date: 2026-10-09", "date: 2026-09-30", 2, "the quarter ends on 2026-09-30 only"],
    ["date: 2026-10-09", "date: 2026-02-30", 2, "is not a calendar date"],
    ["quarter: 2026-Q3", "quarter: 2026-Q2", 1, "Name it 2026-q2.yaml, or correct the quarter"],
    ["quarter: 2026-Q3", "quarter: 2026-q3", 1, "a quarter is written like 2026-Q3"],
    ["questions:", "questoins:", 10, "`questoins`"],
    ["advisories: {", "advisories: [", 9, "This is not YAML"],
  ])("%s → %s is refused with its line and a mend", async (from, to, line, told) => {
    expect(whole).toContain(from);
    await put(whole.replace(from, to));
    const message = await refusal();
    expect(message).toContain(`alphagen/reports/2026-q3.yaml:${line}: `);
    expect(message).toContain(told);
  });

  test("may leave everything unmeasured and unsigned", async () => {
    await put(
      whole.replace(
        /^(signedOff|note|mfaCoverage|patching|subProc\w+|adv\w+|questions|acc\w+):.*(\n {2}.*)*/gm,
        "$1: null",
      ),
    );
    expect(await refusal()).toBe("loaded");
  });

  test("a group that comes twice is refused", async () => {
    await put(
      whole.replace(
        "  - { group: Operators, percent: 99.5 }",
        "  - { group: A, percent: 1 }\n  - { group: A, percent: 2 }",
      ),
    );
    expect(await refusal()).toContain("a group comes twice");
  });
});

describe("patch targets", () => {
  test.each([
    ["within 7 days, measure", "within 9 days, measure", "is not in the statement of the measure"],
    ["measure: vulnerabilities }", "measure: no-such }", "does not exist"],
    ["id: high", "id: critical", "comes twice"],
  ])("%s → %s is refused", async (from, to, told) => {
    const file = join(content, "alphagen/publisher.yaml");
    const { readFile } = await import("node:fs/promises");
    const text = await readFile(file, "utf8");
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
    expect(await refusal()).toContain(told);
  });
});

describe("a demonstration", () => {
  const demo = "demo/alphagen/reports/2026-q3.yaml";

  test("adds its quarters, marked, and only where it is one", async () => {
    await put(whole, demo);
    expect((await loadPack(content, "alphagen")).reports).toEqual([]);
    const { reports } = await loadPack(content, "alphagen", { demonstration: true });
    expect(reports.map(({ quarter, demonstration }) => [quarter, demonstration])).toEqual([["2026-Q3", true]]);
  });

  test("never takes the place of what the publisher states", async () => {
    await put(whole, demo);
    await put(whole.replace("percent: 99.5", "percent: 42"));
    const { reports } = await loadPack(content, "alphagen", { demonstration: true });
    expect(reports.map(({ demonstration, mfaCoverage }) => [demonstration, mfaCoverage?.[0]?.percent])).toEqual([
      [false, 42],
    ]);
  });

  test("a change of its files shows in the fingerprint", async () => {
    await put(whole, demo);
    const before = (await loadPack(content, "alphagen", { demonstration: true })).fingerprint;
    await put(`${whole}# more\n`, demo);
    expect((await loadPack(content, "alphagen", { demonstration: true })).fingerprint).not.toBe(before);
  });
});

test.each(["alphagen", "alai"])("%s ships no report of its own, and a good demonstration", async (name) => {
  expect((await loadPack(shipped, name)).reports).toEqual([]);
  const { reports } = await loadPack(shipped, name, { demonstration: true });
  expect(reports.map(({ quarter }) => quarter)).toEqual(["2026-Q3", "2026-Q2"]);
  expect(reports.every(({ demonstration }) => demonstration)).toBe(true);
});
