import { expect, it } from "vitest";
import { nextPage, rowsOnPage } from "./paging";

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `row-${index + 1}` }));

it("leads on after the last row of a full page, and nowhere after a shorter one", () => {
  expect(nextPage("/desk/mail", rows(rowsOnPage))).toBe("/desk/mail?before=row-50");
  expect(nextPage("/desk/mail", rows(rowsOnPage - 1))).toBeUndefined();
  expect(nextPage("/desk/mail", [])).toBeUndefined();
});

it("keeps what was searched for, in any alphabet, without letting it become another parameter", () => {
  const href = nextPage("/desk/accounts", rows(rowsOnPage), { q: "Ωμέγα & Søn=1" }) ?? "";
  expect([...new URL(href, "http://localhost").searchParams]).toEqual([
    ["q", "Ωμέγα & Søn=1"],
    ["before", "row-50"],
  ]);
});
