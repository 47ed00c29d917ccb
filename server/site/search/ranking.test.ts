import { describe, expect, test } from "vitest";
import { excerpt, find, prepare } from "@/public/search-ranking.js";

const section = (heading: string, text: string, page = "Trust & Security") => ({
  href: `/trust#${heading.toLowerCase().replaceAll(" ", "-")}`,
  page,
  heading,
  text,
});

const index = prepare([
  section("Encryption", "Data at rest is encrypted with AES-256-GCM. Keys rotate every 90 days."),
  section("Sub-processors", "Notice of new sub-processors is given at least 30 days in advance."),
  section("Incident response", "Customers are told within 48 hours of a personal data breach."),
  section("Access control", "Access to systems needs a second factor; encryption keys need two people."),
  section("Personvern", "Brudd på personopplysningssikkerheten meldes Datatilsynet. Smørbrød, Ålesund, Žižek."),
  section("审计", "所有特权操作均被记录。"),
  section("التدقيق", "يتم تسجيل كل إجراء مميز"),
]);

const headings = (query: string) => find(index, query).map(({ section: { heading } }) => heading);

describe("what is found", () => {
  test.each([
    ["encryption", "Encryption"],
    ["ENCRYPTION", "Encryption"],
    ["encr", "Encryption"],
    ["encyrption", "Encryption"],
    ["aes256", "Encryption"],
    ["AES-256", "Encryption"],
    ["subprocessor", "Sub-processors"],
    ["sub processors", "Sub-processors"],
    ["sub-processor", "Sub-processors"],
    ["48 hours breach", "Incident response"],
    ["datatilsynet", "Personvern"],
    ["smorbrod", "Personvern"],
    ["ALESUND", "Personvern"],
    ["zizek", "Personvern"],
    ["特权", "审计"],
    ["تسجيل", "التدقيق"],
  ])("%s leads first to “%s”", (query, heading) => {
    expect(headings(query)[0]).toBe(heading);
  });

  test("the section that is about it stands before one that mentions it", () => {
    expect(headings("encryption")).toEqual(["Encryption", "Access control"]);
  });

  test("a short section about it stands before a long one that names everything", () => {
    const everything = Array.from({ length: 300 }, (_, number) =>
      number % 150 === 0 ? "backup" : `measure${number}`,
    ).join(" ");
    const long = prepare([section("Mapping", everything), section("Deletion", "A backup is kept for 90 days.")]);
    expect(find(long, "backup").map(({ section: { heading } }) => heading)).toEqual(["Deletion", "Mapping"]);
  });

  test("what may be a slip stands behind what was asked for, and a slip leaves the first letter", () => {
    const slips = prepare([section("Detection", "Detection of intrusions."), section("Deletions", "Rules apply.")]);
    expect(find(slips, "retention")).toEqual([]);
    expect(find(slips, "detetcion rules").map(({ section: { heading } }) => heading)[0]).toBe("Deletions");
  });

  test("sections with all the words stand before, and without, those with few of them", () => {
    expect(headings("notice of new sub-processors")).toEqual(["Sub-processors"]);
  });

  test("a figure is never guessed: one that is not there is not found", () => {
    expect(headings("49")).toEqual([]);
    expect(headings("91 days").at(0)).not.toBe("Encryption-91");
  });

  test.each(["", "   ", "🙂🙂", "!!!", "zzzzqqqq", "qx"])("“%s” finds nothing", (query) => {
    expect(find(index, query)).toEqual([]);
  });

  test.each([
    "<script>alert(1)</script>",
    "(.*)+$",
    "[a-z",
    "\\",
    "\u0000\uFFFF\uD800",
    "constructor __proto__ toString hasOwnProperty",
    "a".repeat(10_000),
    "encryption ".repeat(2000),
    `${"é".normalize("NFD")}`.repeat(500),
  ])("a hostile query is only words", (query) => {
    const before = performance.now();
    expect(() => find(index, query)).not.toThrow();
    expect(performance.now() - before).toBeLessThan(200);
  });

  test("an index without sections finds nothing", () => {
    expect(find(prepare([]), "encryption")).toEqual([]);
  });

  test("a thousand sections are searched within a blink", () => {
    const many = prepare(
      Array.from({ length: 1000 }, (_, number) =>
        section(`Advisory ${number}`, `CVE-2026-${number} concerns component w${number} of the pipeline. `.repeat(8)),
      ),
    );
    const before = performance.now();
    expect(find(many, "component pipelin w777")[0]?.section.heading).toBe("Advisory 777");
    expect(performance.now() - before).toBeLessThan(150);
  });
});

describe("the piece of text that is shown", () => {
  const shown = (text: string, query: string) => {
    const [found] = find(prepare([section("Any", text)]), query);
    return excerpt(text, found?.words ?? new Set());
  };

  test("holds the text letter for letter and marks what was looked for", () => {
    const text = "Keys rotate every 90 days. <b>Not</b> & “quoted”.";
    const parts = shown(text, "90 rotat");
    expect(parts.map(([piece]) => piece).join("")).toBe(text);
    expect(parts.filter(([, hit]) => hit).map(([piece]) => piece)).toEqual(["rotate", "90"]);
  });

  test("is cut at words around the place where most of them stand", () => {
    const text =
      `${"filler words here ".repeat(60)}the needle and the thread are here ${"more of it ".repeat(60)}`.trim();
    const joined = shown(text, "needle thread")
      .map(([piece]) => piece)
      .join("");
    expect(joined).toMatch(/^… .*needle and the thread.* …$/);
    expect(joined.length).toBeLessThan(220);
  });

  test.each(["", "没有空格的文本".repeat(80), "x".repeat(5000)])(
    "copes with a text that has no place to cut",
    (text) => {
      expect(
        excerpt(text, new Set(["本", "nothing"]))
          .map(([piece]) => piece)
          .join("").length,
      ).toBeLessThan(200);
    },
  );
});
