import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { advisoryElements, checkAdvisoryBody } from "@/server/content/advisory-body";
import { AdvisoryMeta } from "@/server/content/advisory-schema";
import { readFrontMatter } from "@/server/content/front-matter";
import type { Problem } from "@/server/content/problems";
import { type DraftFacts, draftId, retrospectiveDraft } from "./retrospective-draft";
import { paragraphsOf, wordsAlone } from "./words-alone";

/** What has a meaning somewhere between YAML, Markdown, MDX and HTML. */
const tricky = [
  ...[
    "{",
    "}",
    "<",
    ">",
    "</p>",
    "<b>",
    "#",
    "`",
    "``",
    "```",
    "~~~",
    "*",
    "_",
    "[",
    "](",
    "![",
    "|",
    "\\",
    "&",
    "&lt;",
    "$",
  ],
  ...[
    "import x from 'y'",
    "export const a = 1",
    "{process.env.SECRET}",
    "<script>alert(1)</script>",
    "{/* x */}",
    "<!--",
  ],
  ...[
    "\n",
    "\n\n",
    "\n---\n",
    "\n- ",
    "\n1. ",
    "\n1) ",
    "\n> ",
    "\n# ",
    "\n    ",
    "\n\t",
    "\n===\n",
    "\n| a |\n| - |\n",
    "  \n",
  ],
  ...[
    "https://customer.example/?a=b&c",
    "http://x.example",
    "www.x.example.",
    "ada@customer.example",
    "mailto:a@b.example",
  ],
  ...[
    "[^1]",
    "[^1]: ",
    "[x]: y",
    "[ ] ",
    "~~",
    "---",
    "...",
    "'",
    '"',
    ":",
    "- ",
    "? ",
    "!!js/function",
    "%YAML",
    "\u2028",
    "\r\n",
  ],
  ...["\u202e", "\u0000", "\u00a0", "\u0085", "\ufeff", "事件", "👩‍🚀", "ß", "İ", "&#123;", "import", "export"],
];
const typed = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...tricky) }, fc.string({ unit: "binary", maxLength: 12 })), {
    maxLength: 14,
  })
  .map((parts) => parts.join(""));

const paragraph = /<p>([\s\S]*?)<\/p>/g;
const tags = /<\/?code>/g;
const unescaped = (html: string) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

describe("typed text", () => {
  test("compiles as words alone, and says the same", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const body = wordsAlone(text);
        const problems: Problem[] = [];
        checkAdvisoryBody("draft.mdx", body, problems);
        expect(problems).toEqual([]);
        const html = renderToStaticMarkup(advisoryElements(body));
        // Nothing but paragraphs, and code around addresses.
        expect(html.replace(/<\/?(?:p|code)>/g, "")).not.toMatch(/<[a-z/!]/i);
        const said = [...html.matchAll(paragraph)].map(([, inner = ""]) => unescaped(inner.replace(tags, "")));
        expect(said).toEqual(paragraphsOf(text).map((lines) => lines.join("\n")));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["import fs from 'node:fs'", "import fs from 'node:fs'"],
    ["{1 + 1} <Figure name='x'/>", "{1 + 1} <Figure name='x'/>"],
    ["# Not a heading", "# Not a heading"],
    ["Write to ada@customer.example at http://x.example/", "Write to ada@customer.example at http://x.example/"],
  ])("%j is no more than that", (text, said) => {
    const html = renderToStaticMarkup(advisoryElements(wordsAlone(text)));
    expect(unescaped(html.replace(/<\/?(?:p|code)>/g, ""))).toBe(said);
    expect(html).not.toMatch(/<a|<h1/);
  });
});

const at = (text: string) => new Date(text);
const facts = (given: Partial<DraftFacts["incident"]> = {}, rest: Partial<DraftFacts> = {}): DraftFacts => ({
  ...{ publisherName: "AlphaGen", knownIds: [], notifiedAt: at("2026-11-21T09:00:00Z"), customers: ["Northwind Ltd"] },
  incident: {
    ...({ reference: "INC-2026-7F3K9Q", class: "P1", title: "Exports went astray" } as const),
    ...{ description: "A queue mixed up two tenants.", discoveredAt: at("2026-11-20T10:00:00Z") },
    ...{ detectedAt: at("2026-11-20T09:00:00Z"), containedAt: at("2026-11-20T12:00:00Z"), recoveredAt: null },
    ...{ closedAt: at("2026-11-25T10:00:00Z") },
    ...given,
  },
  updates: [{ number: 1, createdAt: at("2026-11-21T08:59:00Z"), text: "We look into it." }],
  ...rest,
});

function read(text: string) {
  const problems: Problem[] = [];
  const file = readFrontMatter("AGSA-2026-7F3K9Q.mdx", text, AdvisoryMeta, problems);
  if (file !== null) checkAdvisoryBody("AGSA-2026-7F3K9Q.mdx", file.body, problems);
  expect(problems).toEqual([]);
  if (file === null) throw new Error("it was not read");
  return file;
}

describe("the draft", () => {
  test("is what the pack takes, restricted, with the incident's own times", () => {
    const { meta, body } = read(retrospectiveDraft(facts()));
    expect(meta).toMatchObject({
      id: "AGSA-2026-7F3K9Q",
      kind: "retrospective",
      tlp: "AMBER",
      title: "Exports went astray",
    });
    expect(meta.retrospective).toMatchObject({
      ...{ class: "P1", discoveredAt: at("2026-11-20T10:00:00Z"), notifiedAt: at("2026-11-21T09:00:00Z") },
      ...{ containedAt: at("2026-11-20T12:00:00Z"), recoveredAt: null },
    });
    expect(meta.retrospective?.rootCause).toContain("To be written by a person");
    expect(meta.retrospective?.actions[0]?.title).toContain("To be written by a person");
    expect(meta.timeline.map(({ event }) => event.split(/[.:]/)[0])).toEqual([
      "Detected",
      "Discovered",
      "Contained",
      "Update 1 sent to the customers concerned",
    ]);
    expect(body).toContain("A queue mixed up two tenants.");
    expect(body).toContain("We look into it.");
  });

  test("is what the pack takes whatever was typed, and says the title", () => {
    fc.assert(
      fc.property(typed, typed, typed, (title, description, text) => {
        const update = { number: 1, createdAt: at("2026-11-21T09:00:00Z"), text };
        const { meta } = read(retrospectiveDraft(facts({ title, description }, { updates: [update], customers: [] })));
        const said = title.normalize("NFC").replace(/\s+/gu, " ").trim().slice(0, 200).trim();
        expect(meta.title).toBe(said || "To be written by a person");
      }),
      { numRuns: 100 },
    );
  });

  test("names no customer concerned, however its name is written", () => {
    const customers = ["Northwind Ltd", "Northwind Ltd (Norway) AS", "Ågot & Sønner"];
    const named = "NORTHWIND\n LTD, northwind ltd (norway) as and A\u030agot & Sønner";
    const text = retrospectiveDraft(
      facts(
        { title: `At ${named}`, description: named },
        { customers, updates: [{ number: 1, createdAt: at("2026-11-21T09:00:00Z"), text: named }] },
      ),
    );
    expect(text).not.toMatch(/northwind|got|norway/i);
    expect(read(text).meta.title).toBe("At [a customer], [a customer] and [a customer]");
  });

  test.each([
    [["ALSA-2026-4KX8PB"], "AlphaGen", "ALSA-2026-7F3K9Q"],
    [[], "ALAI", "ALSA-2026-7F3K9Q"],
    [[], "AlphaGen", "AGSA-2026-7F3K9Q"],
    [[], "Østfold", "XXSA-2026-7F3K9Q"],
  ])("with %j, of %s, is called %s", (knownIds, publisherName, id) => {
    expect(draftId({ knownIds, publisherName, incident: { reference: "INC-2026-7F3K9Q" } })).toBe(id);
  });
});
