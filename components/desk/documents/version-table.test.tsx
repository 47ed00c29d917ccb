import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { DeskVersion } from "@/server/vault/desk-queries";
import { currentIn } from "@/server/words/testing/current";
import { VersionTable } from "./version-table";

const version: DeskVersion = {
  id: "v1",
  number: 3,
  fileName: "Απόδειξη <3>.txt",
  mediaType: "text/plain; charset=utf-8",
  bytes: 1200,
  pages: null,
  sha256: "ab".repeat(32),
  validFrom: new Date("2026-11-01T00:00:00Z"),
  validUntil: new Date("2026-12-31T23:59:59Z"),
  createdAt: new Date("2026-11-01T00:00:00Z"),
  state: "current",
  withdrawnReason: null,
  downloads: 4,
};
const render = (change: Partial<DeskVersion>, unmarkable: "refuse" | "send_unmarked", withdraws = true) =>
  renderToStaticMarkup(
    <VersionTable
      versions={[{ ...version, ...change }]}
      unmarkable={unmarkable}
      current={currentIn("en")}
      {...(withdraws ? { withdrawal: (id: string) => `/withdraw/${id}` } : {})}
    />,
  );

it("says that a file which cannot be marked is not sent, unless the document allows it", () => {
  expect(render({}, "refuse")).toContain("Cannot be marked");
  expect(render({}, "send_unmarked")).not.toContain("Cannot be marked");
  expect(render({ mediaType: "application/pdf" }, "refuse")).not.toContain("Cannot be marked");
});

it("offers withdrawal once, and only to those who may", () => {
  expect(render({}, "refuse")).toContain('href="/withdraw/v1"');
  expect(render({}, "refuse", false)).not.toContain("Withdraw version");
  const withdrawn = render({ state: "withdrawn", withdrawnReason: "<wrong>" }, "refuse");
  expect(withdrawn).not.toContain('href="/withdraw/v1"');
  expect(withdrawn).toContain("&lt;wrong&gt;");
});

it("keeps the last valid day and the file's name as they are", () => {
  const html = render({}, "refuse");
  expect(html).toContain("31 December 2026");
  expect(html).toContain("Απόδειξη &lt;3&gt;.txt");
});
