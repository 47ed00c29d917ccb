import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { problemLine } from "@/server/content/problems";
import { checkPack } from "./check-pack";

const november = new Date("2026-11-22T12:00:00Z");
let content: string;

beforeEach(async () => {
  content = await mkdtemp(join(tmpdir(), "content-"));
  await cp(join(import.meta.dirname, "../../content/alphagen"), join(content, "alphagen"), { recursive: true });
});
afterEach(() => rm(content, { recursive: true }));

const path = (file: string) => join(content, "alphagen", file);

/** Puts `to` where `from` stands first and gives the line of `from`. */
async function change(file: string, from: string, to: string): Promise<number> {
  const text = await readFile(path(file), "utf8");
  const at = text.indexOf(from);
  if (at === -1) throw new Error(`${file} does not hold ${from}`);
  await writeFile(path(file), text.slice(0, at) + to + text.slice(at + from.length));
  return text.slice(0, at).split("\n").length;
}

async function errors(at = november): Promise<string[]> {
  return (await checkPack(content, "alphagen", at)).errors.map(problemLine);
}

async function warnings(at = november): Promise<string[]> {
  return (await checkPack(content, "alphagen", at)).warnings.map(problemLine);
}

describe("a sound pack", () => {
  test("has no error, and its warnings name file and line", async () => {
    expect(await errors()).toEqual([]);
    const line = (await readFile(path("programmes.yaml"), "utf8"))
      .split("\n")
      .findIndex((each) => each.includes("2026-Q3"));
    expect(await warnings()).toContain(
      `alphagen/programmes.yaml:${line + 1}: Cyber Essentials Plus (UK NCSC): Certification: 2026 Q3 has passed. The quarter ended on 30 September 2026, and visitors are shown that. State the result or a new target in programmes.yaml of the content pack.`,
    );
  });

  test("gains warnings as time passes, and no error", async () => {
    const later = new Date("2027-07-01T00:00:00Z");
    expect(await errors(later)).toEqual([]);
    const passed = (found: string[]) => found.filter((line) => line.includes("has passed")).length;
    expect([passed(await warnings()), passed(await warnings(later))]).toEqual([1, 3]);
  });

  test("a passed review is told with its line in the page", async () => {
    const line = await change("pages/trust.mdx", "nextReview: null", "nextReview: 2026-11-21");
    expect(await warnings()).toContainEqual(
      expect.stringMatching(new RegExp(`^alphagen/pages/trust\\.mdx:${line}: .*review of 21 November 2026 has passed`)),
    );
  });

  test("a security contact that is missing is a warning that names what follows", async () => {
    const line = await change("publisher.yaml", "security: security@alpha-gen.ai", "security: null");
    const found = await warnings();
    expect(found.join("\n")).toContain(
      `alphagen/publisher.yaml:${line}: Security contact is not stated. No security.txt is published`,
    );
  });
});

test("every problem of a broken pack is told in one run, each with its line and its mend", async () => {
  const dead = await change("pages/trust.mdx", "](/toms)", "](/tom)");
  const jump = await change("pages/toms.mdx", "## Encryption [#encryption]", "#### Encryption [#encryption]");
  const evidence = await change("programmes.yaml", "evidence: null", "evidence: { title: Report, where: /report }");
  const place = await change("programmes.yaml", "section: /trust#compliance", "section: /trust#certificates");
  const lost = await change("facts.yaml", "hashed daily", "hashed hourly");
  await change("facts.yaml", "    - trust@alpha-gen.ai (answered", "    - nobody@alpha-gen.ai (answered");
  const order = await change("facts.yaml", 'number: "14"', 'number: "1.5"');
  const figure = await change("figures/incident-response.yaml", "title:", "titel:");
  const found = await errors();
  const expected = [
    ["facts.yaml", order - 2, "the section #contact (1.5) comes after #reporting (13)."],
    ["figures/incident-response.yaml", 1, "`title` is missing."],
    ["figures/incident-response.yaml", figure, "`titel` in `the file` is not known."],
    ["pages/toms.mdx", jump, "The heading “Encryption” skips a level. Begin it with ###."],
    ["pages/trust.mdx", dead, "The link /tom leads nowhere."],
    ["programmes.yaml", place, "The section /trust#certificates of “gdpr” does not exist."],
    ["programmes.yaml", evidence, "The link /report leads nowhere."],
  ] as const;
  const lines = found.join("\n");
  for (const [file, line, what] of expected) {
    expect(lines).toContain(what);
    expect(found.find((each) => each.includes(what))).toContain(`alphagen/${file}:${line}: `);
  }
  expect(lines).toContain("“nobody@alpha-gen.ai (answered within 5 business days)” is not found in /home#report.");
  expect(found, lines).toHaveLength(expected.length + 1);

  // /trust names a figure that cannot be read, so what it says is compared once that is mended.
  await change("figures/incident-response.yaml", "titel:", "title:");
  expect((await errors()).join("\n")).toContain(
    `alphagen/facts.yaml:${lost}: “hashed hourly” is not found in /trust#audit. Say it there letter for letter, or correct the list.`,
  );
});

test("what cannot be read does not hide what can: a broken list, a broken page and a dead link are told together", async () => {
  await change("publisher.yaml", "noticeDays: 30", "noticeDays: 3");
  await change("pages/toms.mdx", "## Scope [#scope]", "## Scope {");
  await change("pages/trust.mdx", "](/request-access)", "](/request)");
  const found = (await errors()).map((line) => line.replace(/:\d+: .*/, ""));
  expect(found).toEqual(["alphagen/pages/toms.mdx", "alphagen/pages/trust.mdx", "alphagen/publisher.yaml"]);
  expect((await warnings()).join()).toContain("The facts were not looked for.");
});

test("a row is found by its cells in their order, not by its words anywhere", async () => {
  await change("facts.yaml", "[Backups, AES-256-GCM,", "[AES-256-GCM, Backups,");
  expect((await errors()).join("\n")).toContain("as a row of a table");
});

test("a list of facts that is not one is an error; none at all is a warning; an unknown page is an error", async () => {
  await appendFile(path("facts.yaml"), "- page: nowhere\n  section: x\n  facts: [y]\n");
  expect((await errors()).join()).toContain("There is no page “nowhere”.");
  await writeFile(path("facts.yaml"), "- page: trust\n  sections: x\n");
  expect((await errors()).join("\n")).toContain("alphagen/facts.yaml:");
  await rm(path("facts.yaml"));
  expect(await errors()).toEqual([]);
  expect((await warnings()).join()).toContain("There is no list of facts.");
});

test("a pack that is not there, and a name that leads elsewhere, are one clear line", async () => {
  for (const name of ["nobody", "../alphagen"]) {
    const { errors: found } = await checkPack(content, name, november);
    expect(found).toHaveLength(1);
  }
});
