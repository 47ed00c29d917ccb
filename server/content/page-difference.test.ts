import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadPack } from "./load-pack";
import type { Pack, PageText } from "./pack";
import { pageDifference, type SectionDifference } from "./page-difference";
import { ContentProblems } from "./problems";
import { chooseComparison, versionsOf } from "./versions";

const now = new Date("2026-11-22T12:00:00Z");
const history = `history:
  - { version: "1.10.0", date: 2026-09-01, author: null, notes: Third. }
  - { version: "1.9.0", date: 2026-06-15, author: Ωμέγα, notes: Second. }
  - { version: "1.0.0", date: 2026-04-27, author: null, notes: First. }
  - { version: "0.9.0", date: 2026-01-01, author: null, notes: Never published here. }`;

const text = (version: string, body: string, status = "final") => `---
title: Trust
description: In short.
version: "${version}"
effectiveDate: 2026-04-27
nextReview: null
nextReviewNote: null
owner: null
contacts: []
status: ${status}
derivedFrom: null
${history}
---

${body}`;

const first = `## Keys [#keys]

Keys turn every 30 days.

- One.
- Two.

## Gone [#gone]

This is over.

## Same [#same]

Nothing moves. <NotStated />
`;
const third = `## Keys and secrets [#keys]

Keys turn every 15 days.

- One.
- Two.
- Three, <b>not</b> bold & 中文 العربية.

## Same [#same]

Nothing moves. <NotStated />

## New [#new]

| A | B |
|---|---|
| c | d |

### Below [#below]

It begins.
`;

let content: string;
let page: string;
const earlier = (name: string) => join(content, "alphagen/pages/earlier", name);

beforeAll(async () => {
  content = await mkdtemp(join(tmpdir(), "history-"));
  page = join(content, "alphagen/pages/trust.mdx");
});
afterAll(() => rm(content, { recursive: true }));

beforeEach(async () => {
  await rm(join(content, "alphagen"), { recursive: true, force: true });
  await cp(join(import.meta.dirname, "../../content/alphagen"), join(content, "alphagen"), { recursive: true });
  await mkdir(join(content, "alphagen/pages/earlier"));
  await writeFile(page, text("1.10.0", third.replace("<b>not</b>", "\\<b>not\\</b>")));
  await writeFile(join(content, "alphagen/pages/toms.mdx"), text("1.10.0", "## Only [#only]\n\nOne.\n"));
  await writeFile(join(content, "alphagen/measures.yaml"), "groups: []\nlist: []\n");
  await writeFile(join(content, "alphagen/programmes.yaml"), "[]\n");
  const settings = await readFile(join(import.meta.dirname, "../../content/alphagen/publisher.yaml"), "utf8");
  await writeFile(
    join(content, "alphagen/publisher.yaml"),
    settings.replace(/patchTargets:\n( .*\n)+/, "patchTargets: []\n"),
  );
  await writeFile(earlier("trust-1.0.0.mdx"), text("1.0.0", first));
  await writeFile(earlier("trust-1.9.0.mdx"), text("1.9.0", first.replace("30 days", "20 days")));
});

async function load(): Promise<Pack> {
  return loadPack(content, "alphagen");
}

async function refusal(): Promise<string> {
  try {
    await load();
  } catch (error) {
    if (error instanceof ContentProblems) return error.message;
    throw error;
  }
  return "loaded";
}

async function difference(from: string, to: string): Promise<SectionDifference[]> {
  const pack = await load();
  const chosen = chooseComparison(versionsOf(pageOf(pack)), { from, to });
  if (typeof chosen === "string") throw new Error(chosen);
  return pageDifference(pack, chosen, now);
}

function pageOf(pack: Pack) {
  const found = pack.pages.trust;
  if (!found) throw new Error("no page");
  return found;
}

/** `[-deleted-]`, `{+inserted+}` */
const marked = ({ title, blocks }: SectionDifference) =>
  [title, ...blocks.map(({ runs }) => runs)].map((runs) =>
    runs
      .map(({ change, text: words }) =>
        change === "same" ? words : change === "inserted" ? `{+${words}+}` : `[-${words}-]`,
      )
      .join(""),
  );

describe("versions", () => {
  test("are those of the history, newest first, with the texts that are kept", async () => {
    const versions = versionsOf(pageOf(await load()));
    expect(versions.map(({ entry, current, text: kept }) => [entry.version, current, kept?.meta.version])).toEqual([
      ["1.10.0", true, "1.10.0"],
      ["1.9.0", false, "1.9.0"],
      ["1.0.0", false, "1.0.0"],
      ["0.9.0", false, undefined],
    ]);
  });

  test("are compared as asked: the last two unless others are named", async () => {
    const versions = versionsOf(pageOf(await load()));
    const chosen = (asked: { from?: string; to?: string }) => {
      const comparison = chooseComparison(versions, asked);
      return typeof comparison === "string" ? comparison : [comparison.from.meta.version, comparison.to.meta.version];
    };
    expect(chosen({})).toEqual(["1.9.0", "1.10.0"]);
    expect(chosen({ from: "1.0.0" })).toEqual(["1.0.0", "1.10.0"]);
    expect(chosen({ from: "1.10.0", to: "1.0.0" })).toEqual(["1.10.0", "1.0.0"]);
    expect(chosen({ from: "1.0.0", to: "1.0.0" })).toBe("the-same");
    for (const unknown of ["0.9.0", "2.0.0", "", "constructor", "../../toms"])
      expect(chosen({ from: unknown })).toBe("unknown");
    expect(chooseComparison(versions.slice(0, 1), {})).toBe("one-text");
    expect(chooseComparison([], { from: "1.0.0" })).toBe("one-text");
  });
});

describe("a difference", () => {
  test("marks words where a passage stayed, whole passages where it did not, and sections that came or went", async () => {
    const sections = await difference("1.0.0", "1.10.0");
    expect(sections.map(({ id, change }) => [id, change])).toEqual([
      ["", "same"],
      ["keys", "changed"],
      ["gone", "deleted"],
      ["same", "same"],
      ["new", "inserted"],
    ]);
    expect(sections.map(marked)[1]).toEqual([
      "Keys {+and secrets+}",
      "Keys turn every [-30-]{+15+} days.",
      "One.",
      "Two.",
      "{+Three, <b>not</b> bold & 中文 العربية.+}",
    ]);
    expect(sections.map(marked)[2]).toEqual(["[-Gone-]", "[-This is over.-]"]);
    expect(sections.map(marked)[4]).toEqual(["{+New+}", "{+A | B+}", "{+c | d+}", "{+Below+}", "{+It begins.+}"]);
  });

  test("reads the other way round when it is asked for so", async () => {
    const sections = await difference("1.10.0", "1.0.0");
    expect(sections.map(({ id, change }) => [id, change])).toEqual([
      ["", "same"],
      ["keys", "changed"],
      ["gone", "inserted"],
      ["same", "same"],
      ["new", "deleted"],
    ]);
  });

  test("says what a component stood for in both", async () => {
    const [section] = (await difference("1.0.0", "1.10.0")).filter(({ id }) => id === "same");
    expect(section && marked(section)).toEqual(["Same", "Nothing moves. not stated by the publisher"]);
  });

  test("gives back both texts whatever they are", async () => {
    const pack = await load();
    const at = (body: string): PageText => ({ ...pageOf(pack), components: [], body: `## A [#a]\n\n${body}\n` });
    const word = fc.constantFrom("keys", "turn", "30", "days.", "中文", "العربية", "a", "b,", "“x”", "🔑");
    const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    const passages = fc.array(sentence, { minLength: 1, maxLength: 5 });
    const squeezed = (words: string) => words.replace(/\s+/g, "");
    fc.assert(
      fc.property(passages, passages, (before, after) => {
        const comparison = { from: at(before.join("\n\n")), to: at(after.join("\n\n")) };
        const runs = pageDifference(pack, comparison, now).flatMap(({ id, blocks }) =>
          id === "a" ? blocks.flatMap((block) => block.runs) : [],
        );
        const without = (change: string) =>
          squeezed(
            runs
              .filter((run) => run.change !== change)
              .map((run) => run.text)
              .join(""),
          );
        expect(without("inserted")).toBe(squeezed(before.join("")));
        expect(without("deleted")).toBe(squeezed(after.join("")));
      }),
      { numRuns: 200 },
    );
  });

  test("of two long texts with little or nothing in common comes to an end", async () => {
    const pack = await load();
    const at = (every: number, prefix: string): PageText => {
      const words = Array.from({ length: 4000 }, (_, index) => `${index % every === 0 ? prefix : "word"}${index}`);
      const body = `${words.join(" ")}\n\n${words.reverse().join(" ")}`;
      return { ...pageOf(pack), components: [], body: `## A [#a]\n\n${body}\n` };
    };
    for (const every of [1, 2, 3]) {
      const sections = pageDifference(pack, { from: at(every, "x"), to: at(every, "y") }, now);
      expect(sections[1]?.change).toBe("changed");
    }
  }, 60_000);
});

describe("an earlier text is refused", () => {
  test("when it draws from today's data", async () => {
    await writeFile(earlier("trust-1.0.0.mdx"), text("1.0.0", `${first}\nWithin <Setting name="noticeDays" />.\n`));
    expect(await refusal()).toMatch(
      /^alphagen\/pages\/earlier\/trust-1\.0\.0\.mdx:\d+: <Setting> draws from the pack as it is now, and this is an earlier text\. Write out what it showed in version 1\.0\.0\.$/,
    );
  });

  test.each([
    ["trust-1.1.0.mdx", text("1.0.0", first), "The file's name is not that of version 1.0.0."],
    ["legal-1.0.0.mdx", text("1.0.0", first), "There is no page that this is an earlier text of."],
    ["constructor-1.0.0.mdx", text("1.0.0", first), "There is no page that this is an earlier text of."],
    ["trust-1.10.0.mdx", text("1.10.0", first), "Version 1.10.0 is the page as it is now."],
    ["trust-1.2.0.mdx", text("1.2.0", first), "The page's history has no entry for version 1.2.0."],
    ["trust-1.0.0.mdx", text("1.0.0", "import x from 'y'\n"), "A page imports and exports nothing."],
    ["trust-1.0.0.mdx", text("1.0.0", "## No anchor\n"), "The heading has no anchor."],
    ["trust-1.0.0.mdx", text("1.0.0", '## A [#a]\n\n<Figure name="x" />\n'), "The figure “x” is not in the pack."],
    ["trust-1.0.0.mdx", "## No front matter [#x]\n", "The file does not begin with front matter."],
  ])("as %s when %j", async (name, source, told) => {
    await writeFile(earlier(name), source);
    expect(await refusal()).toContain(told);
    expect(await refusal()).toContain(`alphagen/pages/earlier/${name}:`);
  });
});
