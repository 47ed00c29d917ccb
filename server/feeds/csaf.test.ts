import { describe, expect, test } from "vitest";
import { csafOf } from "@/server/advisories/csaf-of";
import { hostileTitles, madeHostile } from "@/server/advisories/testing/hostile";
import type { Advisory } from "@/server/content/advisories";
import { loadPack } from "@/server/content/load-pack";
import { type CsafPlace, csafDocument, csafFileName } from "./csaf";

// The outside judge: the validator library of the Secvisogram project, which has no types of its own.
const judge = async (document: unknown) => {
  const [{ default: validate }, schema, mandatory, optional] = await Promise.all([
    import("@secvisogram/csaf-validator-lib/validate.js"),
    import("@secvisogram/csaf-validator-lib/schemaTests.js"),
    import("@secvisogram/csaf-validator-lib/mandatoryTests.js"),
    import("@secvisogram/csaf-validator-lib/optionalTests.js"),
  ]);
  const tests = [schema, mandatory, optional].flatMap((each) => Object.values(each));
  const { tests: outcomes } = await validate(tests, document);
  return outcomes.flatMap(({ name, errors, warnings }) =>
    [...errors, ...warnings].map((found) => `${name} ${found.instancePath}: ${found.message}`),
  );
};

const placeOf = (id: string): CsafPlace => ({
  publisher: "Demonstration publisher",
  namespace: "https://publisher.example",
  contact: "security@publisher.example",
  documentUrl: `https://trust.publisher.example/csaf/white/2026/${csafFileName(id)}`,
  pageUrl: `https://trust.publisher.example/advisories/${id}`,
});
const documentOf = (advisory: Advisory) => csafDocument(csafOf(advisory), placeOf(advisory.meta.id));
const demonstrations = (
  await Promise.all(["alphagen", "alai"].map((name) => loadPack("content", name, { demonstration: true })))
).flatMap(({ advisories }) => advisories);
const [sample] = demonstrations;
const scored = demonstrations.find(({ meta }) => meta.cvss.length > 1);
if (sample === undefined || scored === undefined) throw new Error("the demonstration has no advisory");

describe("CSAF 2.0", () => {
  test.each(demonstrations)(
    "of $meta.id: nothing found by schema, mandatory and optional tests",
    async (advisory) => {
      expect(await judge(JSON.parse(documentOf(advisory)))).toEqual([]);
    },
    120_000,
  );

  test("the judge finds a document without its title and with a wrong score", async () => {
    const [untitled, wrong] = [JSON.parse(documentOf(scored)), JSON.parse(documentOf(scored))];
    delete untitled.document.title;
    expect((await judge(untitled)).join()).toContain("title");
    wrong.vulnerabilities[0].scores[0].cvss_v3.baseScore = 1;
    expect((await judge(wrong)).join()).toContain("mandatory");
  });

  test.each(hostileTitles)(
    "of hostile text stays valid and keeps every character: %j",
    async (text) => {
      const hostile = madeHostile(scored, text);
      const document = JSON.parse(documentOf(hostile));
      expect(await judge(document)).toEqual([]);
      expect(document.document.title).toBe(hostile.meta.title);
    },
    120_000,
  );

  test.each([
    ["CLEAR", "WHITE", "TLP:CLEAR"],
    ["GREEN", "GREEN", "TLP:GREEN"],
    ["AMBER", "AMBER", "TLP:AMBER"],
    ["AMBER+STRICT", "AMBER", "TLP:AMBER+STRICT"],
  ] as const)("of TLP:%s has the label %s and says the rest in the text", (tlp, label, words) => {
    const { distribution } = JSON.parse(documentOf({ ...sample, meta: { ...sample.meta, tlp } })).document;
    expect(distribution.tlp.label).toBe(label);
    expect(distribution.text).toContain(words);
  });

  test("names its file as the standard says", () => {
    expect(csafFileName("AGSA-2026-7F3K9Q")).toBe("agsa-2026-7f3k9q.json");
    expect(csafFileName("Æ 2026:1")).toBe("_2026_1.json");
  });

  test("says in a note what CSAF 2.0 has no place for", () => {
    const { notes } = JSON.parse(documentOf(scored)).document;
    expect(notes.map(({ title }: { title: string }) => title)).toEqual([
      "Summary",
      "Details",
      "CVSS 4.0",
      "Demonstration",
    ]);
  });
});
