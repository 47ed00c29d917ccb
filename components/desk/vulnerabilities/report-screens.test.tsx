import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { ReportDetail } from "@/server/vulnerabilities/queries";
import { currentIn } from "@/server/words/testing/current";
import { ReportFacts } from "./report-facts";
import { MoveForm, ThanksForm } from "./report-forms";
import { ReportTable } from "./report-table";

vi.mock("@/server/vulnerabilities/actions", () => {
  const nothing = async () => ({ status: "idle" });
  return {
    moveVulnerability: nothing,
    noteVulnerability: nothing,
    takeThanksBack: nothing,
    tellVulnerabilityReporter: nothing,
    thankVulnerabilityReporter: nothing,
  };
});

const norwegian = currentIn("nb");
const report: ReportDetail = {
  id: "r1",
  state: "received",
  createdAt: new Date("2026-11-20T12:00:00Z"),
  closedAt: null,
  details: {
    ...{
      summary: "XSS <script>",
      details: "Åpen",
      place: "",
      steps: "",
      name: "",
      email: "",
      note: "",
      creditName: "",
    },
    ...{ reference: "VR-7K3F-9QXM-2HTA-WW01", locale: "en" },
  },
  messages: [],
  attachments: [{ id: "a1", name: "政策.png", bytes: 1_234_567, sha256: "ab".repeat(32) }],
  creditedAs: "Åse <b>",
  creditedAt: null,
};

describe("a report in Norwegian", () => {
  it("is told in Norwegian around what was typed, which stays text", () => {
    const html = renderToStaticMarkup(<ReportFacts report={report} current={norwegian} />);
    expect(html).toContain("XSS &lt;script&gt;");
    expect(html).toContain("Mottatt");
    expect(html).toContain("som <bdi");
    expect(html).toContain("Åse &lt;b&gt;");
    expect(html).toMatch(/1\s234\s567 byte/);
    expect(html).toContain('href="/desk/vulnerabilities/attachments/a1"');
  });

  it("offers the steps that may follow, and thanks only for an accepted report", () => {
    const move = renderToStaticMarkup(<MoveForm report={report} current={norwegian} />);
    expect([...move.matchAll(/value="(\w+)"/g)].map((match) => match[1])).toEqual(
      expect.arrayContaining(["triaging", "declined"]),
    );
    expect(move).not.toContain('value="resolved"');
    const thanks = (state: ReportDetail["state"]) =>
      renderToStaticMarkup(<ThanksForm report={{ ...report, state }} current={norwegian} />);
    expect(thanks("received")).not.toContain("<form");
    expect(thanks("accepted")).toContain("Nevner innmelderen");
  });

  it("is listed under an address of its language, or as erased", () => {
    const rows = [report, { ...report, id: "r2", details: null }];
    const html = renderToStaticMarkup(<ReportTable state="resolved" rows={rows} current={norwegian} />);
    expect(html).toContain('href="/nb/desk/vulnerabilities/r1"');
    expect(html).toContain("Løst, de nyeste først");
    expect(html).toContain("Anonym");
    expect(html).toContain("Slettet");
  });
});
