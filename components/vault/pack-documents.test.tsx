import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { PackDocument } from "@/server/vault/queries";
import { currentIn } from "@/server/words/testing/current";
import { ExpectedReports } from "./expected-reports";
import { LockedKinds } from "./locked-kinds";
import { PackDocuments } from "./pack-documents";

const current = currentIn("en");

function render(node: ReactNode): string {
  return renderToStaticMarkup(<QueryClientProvider client={new QueryClient()}>{node}</QueryClientProvider>);
}

function document(id: string, changed: Partial<PackDocument> = {}): PackDocument {
  return {
    ...{ id, title: `Title ${id}`, description: "", kind: "architecture", version: 2, fileName: "a.pdf" },
    ...{ validFrom: new Date("2026-04-27"), validUntil: null, state: "current", pages: 12, bytes: 240_400 },
    ...{ sha256: "ab".repeat(32), sendable: true },
    ...changed,
  };
}

function pack(documents: readonly PackDocument[], mayDownload = true, complete = true): string {
  const facts = { documents, mayDownload, complete, current, publisherName: "Vendor" };
  return render(<PackDocuments {...facts} />);
}

describe("the documents", () => {
  it("post plain forms, so that they download without JavaScript", () => {
    const html = pack([document("one"), document("two")]);
    expect(html.match(/<form action="\/portal\/pack\/downloads" method="post">/g)).toHaveLength(3);
    for (const wanted of ["one", "two", "pack"]) expect(html).toContain(`name="document" value="${wanted}"`);
  });

  it("name the document in each button for a screen reader", () => {
    expect(pack([document("one", { title: "安全 <架构>" })])).toMatch(
      /Download<span class="visually-hidden"> <span dir="auto">安全 &lt;架构&gt;</,
    );
  });

  it("offer nothing to download without the right", () => {
    const html = pack([document("one"), document("two")], false);
    expect(html).not.toContain("<form");
    expect(html).toContain("Title one");
  });

  it.each([
    ["expired", "Expired"],
    ["damaged", "damaged"],
    ["withdrawn", "Withdrawn"],
    ["not-yet-valid", "Not valid yet"],
  ] as const)("offer no download of what is %s, and say why", (state, word) => {
    const html = pack([document("one", { state, sendable: false })]);
    expect(html).toContain(word);
    expect(html).not.toContain("<form");
  });

  it("say why a file that cannot be marked is not sent", () => {
    expect(pack([document("one", { sendable: false })])).toContain("cannot be marked");
  });

  it("count only what would be sent, and do not offer one document as a pack", () => {
    const expired = document("old", { state: "expired", sendable: false });
    expect(pack([document("one"), document("two"), expired])).toContain("Download all 2 documents");
    expect(pack([document("one"), expired])).not.toContain("Download all");
  });

  it("show the original's hash, the version, its validity and its size", () => {
    const html = pack([document("one", { validUntil: new Date("2026-12-31T23:59:59Z") })]);
    for (const fact of ["ab".repeat(32), "Version 2", "27 April 2026", "31 December 2026", "12 pages", "240 kB"])
      expect(html).toContain(fact);
  });

  it("say that the pack is empty only when nothing is hidden", () => {
    expect(pack([])).toContain("The pack is empty");
    expect(pack([], true, false)).toBe("");
  });
});

describe("what is behind the agreement", () => {
  it("is told by kind alone", () => {
    const html = render(<LockedKinds kinds={["architecture", "sub_processors"]} words={current.words} />);
    expect(html).toContain("Sub-processors");
    expect(html).not.toMatch(/\d+ documents?|href|<form/);
  });
});

describe("reports that are not issued", () => {
  const report = { title: "Plan", framework: "Plan", statement: "Targeted" };

  it("tell a target, a passed one and none apart, and give no file", () => {
    const html = render(
      <ExpectedReports
        reports={[
          { ...report, quarter: "2027-Q1", passed: false },
          { ...report, quarter: "2026-Q3", passed: true },
          { ...report, title: "Other", quarter: null, passed: false },
        ]}
        current={current}
      />,
    );
    expect(html).toContain("Not issued; target 2027 Q1");
    expect(html).toContain("Not issued; the target 2026 Q3 has passed");
    expect(html).toContain("no date stated");
    expect(html).not.toMatch(/<form|href/);
  });

  it("are not mentioned where there are none", () => {
    expect(render(<ExpectedReports reports={[]} current={current} />)).toBe("");
  });
});
