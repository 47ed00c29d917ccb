import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { NoticeSummary } from "@/server/notices/received/queries";
import { currentIn } from "@/server/words/testing/current";
import { ObjectionWay } from "./objection-way";

const at = new Date("2026-12-01T00:00:00Z");
const notice: NoticeSummary = {
  ...{ id: "n", kind: "change", relation: "touches", preparedAt: at, givenAt: at, confirmedAt: null },
  change: {
    ...{ id: "c", kind: "addition", state: "noticed", name: "Newcomer", waits: true, withdrawnReason: null },
    ...{ windowUntil: new Date("2027-01-01T00:00:00Z"), effectiveAt: null, onHold: false, excluded: false },
  },
};
const shown = (openId: string | null) =>
  renderToStaticMarkup(<ObjectionWay notice={notice} mayFile openId={openId} at={at} current={currentIn("en")} />);

test("who may object is led to a new objection", () => {
  expect(shown(null)).toContain('href="/portal/objections/new?change=c"');
});

test("an account that objects already is led to its open objection, and not to another", () => {
  expect(shown("o")).toContain('href="/portal/objections/o"');
  expect(shown("o")).not.toContain("/portal/objections/new");
});
