import { describe, expect, it } from "vitest";
import { type ColumnName, type Columns, columnNames, readHeadings } from "@/server/order-forms/import/columns";
import { RowReader } from "@/server/order-forms/import/row";
import { type CsvRow, choices } from "@/server/order-forms/import/testing/csv-file";
import { told } from "@/server/order-forms/import/testing/told";

const columns: Columns = { places: new Map(columnNames.map((name, place) => [name, place])), width: 6 };
const sound: CsvRow = { account: "Northwind Ltd", reference: "OF-1", regions: "EU" };

function read(changes: CsvRow, kept?: Parameters<RowReader["terms"]>[2]) {
  const row = { ...sound, ...changes };
  const reader = new RowReader({ line: 7, cells: columnNames.map((name) => row[name] ?? "") }, columns);
  reader.account();
  const terms = reader.terms(reader.reference(), choices, kept);
  return { terms, problems: told(reader.problems).map(({ column, kind }) => [column, kind]) };
}

it("reads several values in a cell, whatever parts them, as the lists write them", () => {
  const { terms, problems } = read({
    regions: "eu | UK\nEU",
    services: "Analyse æøå; Support\n支援",
    approved_sub_processors: "Mailer Ltd; CLOUD",
    notice_contacts: "Łukasz Żółć <Lukasz@Kunde.example> | notices@kunde.example",
  });
  expect(problems).toEqual([]);
  expect(terms).toEqual({
    ...{ reference: "OF-1", regions: ["EU", "UK"], services: ["Analyse æøå", "Support", "支援"] },
    ...{ restricted: true, approvedSubProcessors: ["mailer", "cloud"] },
    contacts: [
      { name: "Łukasz Żółć", email: "lukasz@kunde.example" },
      { name: "", email: "notices@kunde.example" },
    ],
  });
});

it.each<[CsvRow, [ColumnName, string][]]>([
  [{ account: " " }, [["account", "accountMissing"]]],
  [{ reference: "" }, [["reference", "reference"]]],
  [{ reference: "x".repeat(61) }, [["reference", "reference"]]],
  [{ regions: "" }, [["regions", "regionMissing"]]],
  [{ regions: "UK, EU" }, [["regions", "region"]]],
  [{ services: "x".repeat(121) }, [["services", "services"]]],
  [{ services: Array.from({ length: 51 }, (_, index) => index).join(";") }, [["services", "services"]]],
  [{ approved_sub_processors: "cloud; nobody" }, [["approved_sub_processors", "subProcessor"]]],
  [{ notice_contacts: "nobody" }, [["notice_contacts", "address"]]],
  [{ notice_contacts: "a@b.example\u202e" }, [["notice_contacts", "address"]]],
  [{ notice_contacts: `${"x".repeat(121)} <a@b.example>` }, [["notice_contacts", "contactName"]]],
  [{ notice_contacts: "a@b.example; A@B.example" }, [["notice_contacts", "addressTwice"]]],
  [{ notice_contacts: "a@b.no;c@b.no;d@b.no;e@b.no;f@b.no;g@b.no" }, [["notice_contacts", "contactsTooMany"]]],
  [{ reference: "=1+1" }, [["reference", "formula"]]],
  [{ account: "@SUM(A1)" }, [["account", "formula"]]],
  [{ services: "Analysis; +cmd|' /C calc'!A0" }, [["services", "formula"]]],
  [{ notice_contacts: "＝a@b.example" }, [["notice_contacts", "formula"]]],
  [
    { account: "", reference: "-1", regions: "Mars; EU", notice_contacts: "x" },
    [
      ["reference", "formula"],
      ["account", "accountMissing"],
      ["notice_contacts", "address"],
      ["regions", "region"],
    ],
  ],
])("tells of every problem at its column: %j", (changes, problems) => {
  expect(read(changes).problems).toEqual(problems);
});

it("lets an order form keep what the lists dropped since", () => {
  const kept = { regions: ["Moon"], restricted: true, approvedSubProcessors: ["gone"] };
  const row = { regions: "Moon; EU", approved_sub_processors: "gone; cloud" };
  expect(read(row, kept).problems).toEqual([]);
  expect(read(row).problems).toHaveLength(2);
});

it("says nothing more of a row whose cells stand under the wrong headings", () => {
  const reader = new RowReader({ line: 7, cells: ["a", "b", "c"] }, columns);
  reader.account();
  reader.terms(reader.reference(), choices);
  expect(told(reader.problems)).toEqual([{ line: 7, column: null, kind: "cells", values: { found: 3, wanted: 6 } }]);
});

describe("the headings", () => {
  const kinds = (...cells: string[]) =>
    told(readHeadings({ line: 1, cells }).problems).map(({ column, kind }) => [column, kind]);

  it("may come in any order and spelling", () => {
    const headings = ["Notice contacts", "Approved Sub-Processors", "SERVICES", " regions ", "reference", "account"];
    expect(kinds(...headings)).toEqual([]);
    expect(readHeadings({ line: 1, cells: headings }).columns?.places.get("account")).toBe(5);
  });

  it("are told one by one where they are missing, unknown or come twice", () => {
    expect(kinds("account", "reference", "regions", "colour", "account", "")).toEqual([
      [null, "columnUnknown"],
      [null, "columnTwice"],
      [null, "columnUnknown"],
      ["services", "columnMissing"],
      ["approved_sub_processors", "columnMissing"],
      ["notice_contacts", "columnMissing"],
    ]);
  });

  it("are missing where the first line is a row", () => {
    expect(kinds("Northwind Ltd", "OF-1")).toEqual([[null, "headings"]]);
  });
});
