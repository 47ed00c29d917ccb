import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ColumnGuide } from "@/components/order-forms/import/column-guide";
import { ImportReview } from "@/components/order-forms/import/import-review";
import { RegionField } from "@/components/order-forms/order-form-fields";
import { OrderFormTable } from "@/components/order-forms/order-form-table";
import type { PlannedRow } from "@/server/order-forms/import/plan";
import type { ImportProblem } from "@/server/order-forms/import/problems";
import { choices } from "@/server/order-forms/import/testing/csv-file";
import type { OrderFormView } from "@/server/order-forms/queries";
import { currentIn } from "@/server/words/testing/current";
import { wordsIn } from "@/server/words/words";

const current = currentIn("en");
const orderForm: OrderFormView = {
  ...{ id: "o", accountId: "a", reference: "OF-1", regions: ["EU"], services: [], restricted: true },
  ...{ approvedSubProcessors: ["cloud"], approvedNames: ["Cloud Inc."], createdAt: new Date(0), endedAt: null },
  contacts: [{ name: "", email: "notices@kunde.example" }],
};
const table = (rows: readonly OrderFormView[]) =>
  renderToStaticMarkup(<OrderFormTable rows={rows} empty="Add one." current={current} />);

it("a table of order forms says what is empty, who is told by default, and when one ended", () => {
  expect(table([])).toContain("Add one.");
  expect(table([orderForm])).toMatch(/In force.*EU.*None.*Only one approved: Cloud Inc\..*notices@kunde\.example/);
  const ended = { ...orderForm, restricted: false, contacts: [], endedAt: new Date("2026-03-01T12:00:00Z") };
  expect(table([ended])).toMatch(/Ended.*1 March 2026.*any sub-processor.*privacy contacts/);
});

it("a region that is offered no more stays to be ticked; without any the field says so", () => {
  const field = (regions: typeof choices.regions | readonly [], chosen: readonly string[]) =>
    renderToStaticMarkup(<RegionField choices={{ ...choices, regions }} chosen={chosen} words={wordsIn("en")} />);
  expect(field(choices.regions, ["Moon"])).toMatch(/value="Moon"[^>]*checked|checked[^>]*value="Moon"/);
  expect(field(choices.regions, ["Moon"])).toContain("No longer offered");
  expect(field([], [])).toContain("states no regions");
});

it("the guide of the columns holds for a publisher without regions and with an empty register", () => {
  const guide = renderToStaticMarkup(<ColumnGuide choices={{ regions: [], subProcessors: [] }} current={current} />);
  expect(guide).toContain("states no regions");
});

const account = { id: "a", legalName: "Northwind", dataKeyId: "k" };
const { id: _, ...terms } = orderForm;
const row = (line: number, step: PlannedRow["step"]): PlannedRow => ({
  ...{ line, step, account, terms },
  existing: step === "add" ? null : { ...orderForm, regions: ["UK"] },
});
const problem = (line: number): ImportProblem => ({ line, column: "account", kind: "accountMissing", values: {} });

function review(rows: readonly PlannedRow[], problems: readonly ImportProblem[], page = 1): string {
  const plan = { rows, problems, read: rows.length, digest: "d1ge57" };
  const view = { state: "open", fileName: "orders.csv", until: new Date("2026-03-01T12:00:00Z"), plan } as const;
  return renderToStaticMarkup(<ImportReview id="i" view={view} page={page} current={current} />);
}

it("a file with a problem shows them, a hundred at a time, and no way to import it", () => {
  const problems = Array.from({ length: 201 }, (_each, index) => problem(index + 2));
  const [first, last] = [review([row(2, "add")], problems), review([row(2, "add")], problems, 3)];
  expect(first).toContain("201 problems");
  expect(first).toContain("Page 1 of 3");
  expect(first.match(/No account is named/g)).toHaveLength(100);
  expect(last.match(/No account is named/g)).toHaveLength(1);
  expect(first + last).not.toContain("d1ge57");
});

it("a sound file shows what would become of each row, and confirms just that", () => {
  const html = review([row(2, "add"), row(3, "change"), row(4, "leave")], []);
  expect(html).toContain('value="d1ge57"');
  expect(html).toContain("Import 2 order forms");
  expect(html).toContain("Regions: UK → EU");
  expect(review([row(4, "leave")], [])).not.toContain("d1ge57");
});
