import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packFingerprint, packState } from "./fingerprint";
import { loadPack } from "./load-pack";
import { ContentProblems } from "./problems";

const shipped = join(import.meta.dirname, "../../content");
let content: string;

beforeEach(async () => {
  content = await mkdtemp(join(tmpdir(), "content-"));
  await cp(join(shipped, "alphagen"), join(content, "alphagen"), { recursive: true });
});
afterEach(() => rm(content, { recursive: true }));

const path = (file: string) => join(content, "alphagen", file);

/** Puts `to` where `from` stands and gives the line of `from`. */
async function change(file: string, from: string, to: string): Promise<number> {
  const text = await readFile(path(file), "utf8");
  const at = text.indexOf(from);
  if (at === -1) throw new Error(`${file} does not hold ${from}`);
  await writeFile(path(file), text.slice(0, at) + to + text.slice(at + from.length));
  return text.slice(0, at).split("\n").length;
}

async function refusal(publisher = "alphagen"): Promise<string> {
  try {
    await loadPack(content, publisher);
  } catch (error) {
    if (error instanceof ContentProblems) return error.message;
    throw error;
  }
  return "loaded";
}

describe("settings and facts", () => {
  test("a missing field names the field, the map that lacks it and the mend", async () => {
    await change("publisher.yaml", "noticeDays: 30\n", "");
    expect(await refusal()).toBe(
      "alphagen/publisher.yaml:2: `noticeDays` is missing. Add it (number); write null where it is not stated.",
    );
  });

  test.each([
    ["publisher.yaml", "noticeDays: 30", "noticeDays: 29", "`noticeDays` is not right"],
    ["publisher.yaml", "website: null", "website: nowhere", "`website` is not right"],
    [
      "publisher.yaml",
      "governingLaw:",
      "govrningLaw:",
      "`govrningLaw` in `the file` is not known. Remove it or correct",
    ],
    ["publisher.yaml", '"17084844"', "17084844", "`companyNumber` is not text. Put it in quotes"],
    ["publisher.yaml", "languages: [en, nb]", "languages: [en, nb", "This is not YAML"],
    ["programmes.yaml", "quarter: 2026-Q3", "quarter: 2026-Q5", "a quarter is written like 2026-Q3"],
    ["programmes.yaml", "- id: soc-2", "- id: hipaa", "two entries have the same id"],
    ["measures.yaml", "A.8.24]", "A.8.35]", "no such control"],
    [
      "measures.yaml",
      '"rotated every 30 days"',
      '"rotated every 31 days"',
      "“rotated every 31 days” is not in the statement",
    ],
    [
      "measures.yaml",
      "/trust#encryption",
      "/trust#encrypted",
      "The section /trust#encrypted of “encryption-at-rest” does not",
    ],
    ["figures/architecture.yaml", "to: redaction", "to: tuning", "it does not lead from a box to one in the next row"],
  ])("%s: %s → %s", async (file, from, to, told) => {
    await change(file, from, to);
    expect(await refusal()).toMatch(new RegExp(`^alphagen/${file}:\\d+: `));
    expect(await refusal()).toContain(told);
  });

  test("a faulty value is told with its own line", async () => {
    const line = await change("programmes.yaml", "quarter: 2027-Q2", "quarter: soon");
    expect(await refusal()).toContain(`alphagen/programmes.yaml:${line}: `);
  });

  test("problems of several files are told at once", async () => {
    await change("publisher.yaml", "noticeDays: 30", "noticeDays: 1");
    await change("pages/toms.mdx", "## Scope [#scope]", "## Scope");
    await rm(path("subprocessors.yaml"));
    const lines = (await refusal()).split("\n");
    expect(lines.map((line) => line.split(":")[0])).toEqual([
      "alphagen/pages/toms.mdx",
      "alphagen/publisher.yaml",
      "alphagen/subprocessors.yaml",
    ]);
  });

  test("names in other alphabets are taken as they are", async () => {
    await change("publisher.yaml", "short: AlphaGen", "short: Ἄλφα شركة 阿尔法");
    expect((await loadPack(content, "alphagen")).publisher.names.short).toBe("Ἄλφα شركة 阿尔法");
  });
});

describe("pages", () => {
  test.each([
    [
      "a wrong date",
      "effectiveDate: 2026-04-27",
      "effectiveDate: 2026-02-30",
      "`effectiveDate` is not a calendar date. Write it as YYYY-MM-DD.",
    ],
    ["a German date", "effectiveDate: 2026-04-27", "effectiveDate: 27.04.2026", "is not a calendar date"],
    ["an unquoted version", 'version: "1.0.0"\neffective', "version: 1.0\neffective", "`version` is not text."],
    [
      "an unknown component",
      '<Figure name="break-glass" />',
      "<Chart />",
      "<Chart> is not a component of pages. Use one of Target,",
    ],
    [
      "raw HTML",
      '<Figure name="break-glass" />',
      "<script src='x.js'></script>",
      "<script> is not a component of pages.",
    ],
    [
      "an import",
      '<Figure name="break-glass" />',
      'import fs from "node:fs"',
      "A page imports and exports nothing. Remove",
    ],
    ["an export", '<Figure name="break-glass" />', "export const now = 1", "A page imports and exports nothing."],
    ["an expression", "HITL operators see pixels only.", "{process.env.HOME}", "A page computes nothing"],
    [
      "a computed attribute",
      '<Figure name="break-glass" />',
      "<Figure name={1 + 1} />",
      "<Figure> has an attribute that is not text.",
    ],
    [
      "a spread attribute",
      '<Figure name="break-glass" />',
      "<Figure {...x} />",
      "<Figure> has an attribute that is not text.",
    ],
    ["an unknown attribute", '<Figure name="break-glass" />', '<Figure nam="x" />', "<Figure> is not written right"],
    [
      "an unknown figure",
      '<Figure name="break-glass" />',
      '<Figure name="x" />',
      "The figure “x” is not in the pack. Use one of architecture,",
    ],
    [
      "a built-in name",
      '<Figure name="break-glass" />',
      '<Figure name="constructor" />',
      "The figure “constructor” is not",
    ],
    [
      "an unknown setting",
      '<Setting name="companyNumber" />',
      '<Setting name="vat" />',
      "The setting “vat” is not in the pack.",
    ],
    [
      "a wrong quarter",
      '<Target quarter="2026-Q3" />',
      '<Target quarter="2026-Q5" />',
      "<Target> is not written right",
    ],
    ["a duplicate anchor", "[#data-lifecycle]", "[#encryption]", "The anchor #encryption is already used on line "],
    ["a heading without anchor", " [#data-lifecycle]", "", "The heading has no anchor. End it with one"],
    ["a title in the body", "## Data lifecycle", "# Data lifecycle", "The page's title comes from its front matter."],
    [
      "a dead section",
      "(#customer-controls)",
      "(#controls)",
      "The link #controls leads to no section. alphagen/pages/trust.mdx has #architecture,",
    ],
    [
      "a dead cross link",
      "](/toms)",
      "](/toms#nowhere)",
      "The link /toms#nowhere leads to no section. alphagen/pages/toms.mdx has #scope,",
    ],
    ["a dead page", "](/toms)", "](/tom)", "The link /tom leads nowhere."],
    ["a script link", "](/toms)", "](javascript:alert(1))", "The link javascript:alert(1) is not allowed."],
    ["a link without scheme", "](/toms)", "](//evil.example)", "The link //evil.example is not allowed."],
    ["a picture", "](/toms)", "](/toms) ![x](https://evil.example/x.png)", "A page holds no pictures."],
    ["a bare brace", "HITL operators see", "HITL {operators see", "The page does not compile"],
    ["a truncated tag", '<Figure name="break-glass" />', "<Figure name=", "The page does not compile"],
  ])("%s is refused", async (_, from, to, told) => {
    const line = await change("pages/trust.mdx", from, to);
    const message = await refusal();
    expect(message).toContain(told);
    expect(message).toMatch(/^alphagen\/pages\/trust\.mdx:\d+: /);
    if (!/compile|version/.test(told)) expect(message).toContain(`alphagen/pages/trust.mdx:${line}: `);
  });

  test("a draft page that does not say so is refused", async () => {
    await change("pages/trust.mdx", "status: final", "status: draft");
    expect(await refusal()).toContain("A draft page must say so. Place <DraftNote /> in it.");
  });

  test("a derived page that does not say so is refused", async () => {
    await change("pages/toms.mdx", "<DerivedNote />\n", "");
    expect(await refusal()).toContain("A derived page must say so.");
  });

  test("a page without front matter, and one cut off inside it, are refused", async () => {
    await writeFile(path("pages/trust.mdx"), "## Hello [#hello]\n");
    await writeFile(path("pages/toms.mdx"), "---\ntitle: Cut off\n");
    expect((await refusal()).match(/:1: The file does not begin with front matter\./g)).toHaveLength(2);
  });

  test("a missing page, one that is not UTF-8 and one that is too large are refused", async () => {
    await rm(path("pages/trust.mdx"));
    expect(await refusal()).toContain("alphagen/pages/trust.mdx:1: The file is missing.");
    await writeFile(path("pages/trust.mdx"), Buffer.from([0x2d, 0xff, 0xfe]));
    expect(await refusal()).toContain("The file is not UTF-8 text. Save it as UTF-8.");
    await writeFile(path("pages/trust.mdx"), "x".repeat(1_000_001));
    expect(await refusal()).toContain("The file has 1000001 bytes.");
  });
});

test("an agreement with an unknown placeholder, or a name that is not its version's, is refused", async () => {
  const line = await change("agreements/nda-1.0.md", "{{publisher.companyNumber}}", "{{publisher.vat}}");
  expect(await refusal()).toContain(`nda-1.0.md:${line}: {{publisher.vat}} is not a placeholder. Use one of`);
  await change("agreements/nda-1.0.md", '"1.0"', '"1.1"');
  expect(await refusal()).toContain("Name it nda-1.1.md, or correct its fields.");
});

test.each(["../alphagen", "/etc", "", "AlphaGen", "a/b"])(
  "the name %j does not leave the content folder",
  async (name) => {
    expect(await refusal(name)).toContain("is not a pack's name.");
  },
);

test("a pack that is not there is refused", async () => {
  expect(await refusal("nobody")).toContain("There is no such content pack. Check PUBLISHER and CONTENT_DIR.");
});

test("the fingerprint changes with a file, and with nothing else; a new load then shows the change", async () => {
  const before = await packFingerprint(content, "alphagen");
  expect(await packFingerprint(content, "alphagen")).toBe(before);
  const pack = await loadPack(content, "alphagen");
  expect(pack.fingerprint).toBe(before);
  await appendFile(path("pages/trust.mdx"), "\n## Added [#added]\n\nNew words.\n");
  expect(await packFingerprint(content, "alphagen")).not.toBe(before);
  const again = await loadPack(content, "alphagen");
  expect(again.pages.trust?.anchors.at(-1)).toMatchObject({ id: "added", title: "Added", depth: 2 });
  expect(again.pages.toms?.code).toBe(pack.pages.toms?.code);
});

test("a page that was refused loads again once it is mended", async () => {
  await change("pages/trust.mdx", "## Contact [#contact]", "## Contact");
  expect(await refusal()).toContain("The heading has no anchor.");
  await change("pages/trust.mdx", "## Contact\n", "## Contact [#contact]\n");
  expect(await refusal()).toBe("loaded");
});

test("a pack tells when something in it last changed, or was taken out of it", async () => {
  const { changedAt } = await packState(content, "alphagen");
  expect((await loadPack(content, "alphagen")).changedAt).toEqual(changedAt);
  await new Promise((done) => setTimeout(done, 20));
  await rm(path("agreements"), { recursive: true });
  const after = await packState(content, "alphagen");
  expect(after.changedAt.getTime()).toBeGreaterThan(changedAt.getTime());
});
