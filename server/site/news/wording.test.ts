import { describe, expect, test } from "vitest";
import type { News } from "./published";
import { newsMail } from "./wording";

const publisher = { name: "Publisher", legalName: "Publisher Ltd" };
const url = "https://trust.publisher.example/x";
const mailOf = (locale: "en" | "nb", first: News, ...others: readonly News[]) =>
  newsMail({ news: [first, ...others], publisher, url, locale });

const page = { topic: "documents", kind: "page", key: "trust", version: "1.1", path: "/trust" } as const;
const quarter = { year: 2026, number: 3 };
const report = {
  topic: "reports",
  kind: "report",
  key: "2026-q3",
  version: "2026-10-09",
  path: "/r",
  quarter,
} as const;
const document = { topic: "documents", kind: "document", key: "d", version: "2", path: "/portal/pack" } as const;

describe("what is mailed", () => {
  test("of a page names its version and title on one line, whatever the title holds", () => {
    const { subject, text } = mailOf("en", {
      ...page,
      title: "Trust\r\nBcc: all@customer.example 漏洞",
      revised: true,
    });
    expect(subject).toBe("Publisher: version 1.1 of “Trust Bcc: all@customer.example 漏洞”");
    expect(text).toContain(url);
  });

  test("of a report names its quarter, in the reader's language, and says what is invented", () => {
    const demonstration = { ...report, demonstration: true, revised: false };
    expect(mailOf("en", demonstration).subject).toBe("Publisher: Trust report 2026 Q3 (demonstration)");
    expect(mailOf("nb", demonstration).text).toContain("oppdiktet");
    const { subject, text } = mailOf("nb", { ...report, demonstration: false, revised: true });
    expect(subject).toBe("Publisher: Tillitsrapport 3. kvartal 2026, godkjent på nytt");
    expect(text).not.toContain("oppdiktet");
  });

  test.each([
    ["en", "has put a new document, or a new version of one, in", "has put 2 new documents or new versions in"],
    ["nb", "har lagt et nytt dokument eller en ny versjon av et dokument i", "har lagt 2 nye dokumenter"],
  ] as const)("of documents counts them (%s)", (locale, one, two) => {
    const each = { ...document, revised: false };
    expect(mailOf(locale, each).text).toContain(one);
    expect(mailOf(locale, each, each).text).toContain(two);
  });
});
