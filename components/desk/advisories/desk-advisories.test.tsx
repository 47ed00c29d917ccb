import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { DeskAdvisory, DeskAdvisoryDetail, DeskGrant } from "@/server/advisories/access/desk-queries";
import { currentIn } from "@/server/words/testing/current";
import { WhoSees } from "./advisory-summary";
import { DeskAdvisoryTable } from "./advisory-table";
import { OpenGrants, PastGrants } from "./grant-table";
import { ShowForm } from "./show-form";

vi.mock("@/server/advisories/access/actions", () => ({ showAdvisoryTo: vi.fn(), endAdvisoryFor: vi.fn() }));
vi.mock("@/server/advisories/access/schema", () => ({ mostChoices: 2 }));

const current = currentIn("en");
const moment = new Date("2026-11-29T08:30:00Z");
const advisory: DeskAdvisory = {
  ...{ id: "TEST-2026-AMBER1", title: "<b>Ωμέγα</b>", summary: "S", kind: "advisory", severity: "high" },
  ...{ tlp: { inFile: "AMBER", now: "AMBER" }, audience: "named", forNamed: true, accounts: 1 },
  ...{ embargo: { until: moment, over: false }, revision: { number: 2, at: moment } },
};
const grant: DeskGrant = {
  ...{ id: "g1", account: { id: "a1", legalName: "Åse & Co" }, grantedAt: moment, grantedBy: "Ada" },
  ...{ ended: null, sight: "unsigned" },
};
const detail: DeskAdvisoryDetail = { ...advisory, readers: 0, open: [grant], past: [] };

describe("the list of advisories", () => {
  const row = (changes: Partial<DeskAdvisory>) =>
    renderToStaticMarkup(<DeskAdvisoryTable rows={[{ ...advisory, ...changes }]} current={current} />);

  it("tells TLP, severity, audience, embargo and revision, and the title as text", () => {
    const html = row({});
    for (const told of ["&lt;b&gt;Ωμέγα", "TLP:AMBER", "High", "1 chosen account", "until", "2, <time"])
      expect(html).toContain(told);
  });

  it("says whom it is shown to in each circle", () => {
    expect(row({ accounts: 0 })).toContain("No account: none is chosen");
    expect(row({ audience: "signed", accounts: 3 })).toContain("Every signed account: 3 now");
    expect(row({ audience: "public", accounts: null })).toContain("Everybody");
    expect(row({ audience: "nobody", accounts: null })).toContain("Nobody");
    expect(row({ embargo: { until: moment, over: true } })).toContain("over since");
  });

  it("says where advisories come from while there is none", () => {
    expect(renderToStaticMarkup(<DeskAdvisoryTable rows={[]} current={current} />)).toContain(
      "file of the content pack",
    );
  });
});

describe("one advisory", () => {
  it("says that an account which has not signed sees nothing yet, and ends it for those who may", () => {
    const html = renderToStaticMarkup(<OpenGrants advisory={detail} ends current={current} />);
    expect(html).toContain("has not signed");
    expect(html).toContain("by Ada");
    expect(html).toContain("End it for Åse &amp; Co");
    expect(renderToStaticMarkup(<OpenGrants advisory={detail} ends={false} current={current} />)).not.toContain(
      "<form",
    );
  });

  it("keeps on show whom it was shown to before, by whom it was ended", () => {
    const past = [{ ...grant, sight: null, ended: { at: moment, by: "Grace" } }];
    const html = renderToStaticMarkup(<PastGrants advisory={{ ...detail, past }} current={current} />);
    expect(html).toContain("by Grace");
  });

  it("explains its circle, and leads to the public page where it is public", () => {
    expect(renderToStaticMarkup(<WhoSees advisory={detail} current={current} />)).toContain("No contact can read it");
    const open = { ...detail, audience: "public", readers: null } as const;
    expect(renderToStaticMarkup(<WhoSees advisory={open} current={current} />)).toContain(
      'href="/advisories/TEST-2026-AMBER1"',
    );
  });

  it("offers accounts only after a search, with the sentence that is confirmed, and says where there are more", () => {
    const accounts = ["One", "Two", "Three"].map((legalName) => ({ id: legalName, legalName, signed: false }));
    const form = (search: string, found: typeof accounts) =>
      renderToStaticMarkup(<ShowForm advisory={advisory} search={search} accounts={found} current={current} />);
    expect(form("", [])).not.toContain("accountId");
    expect(form("x", [])).toContain("No other open account");
    expect(form("o", accounts)).toContain("Only the first 2 are listed");
    expect(form("o", accounts)).not.toContain("Three");
    expect(form("o", accounts)).toContain("TLP:AMBER permits to show it");
    expect(form("o", accounts)).toContain("has not signed: sees it after signing");
  });
});
