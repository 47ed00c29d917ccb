import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { RequestDetail } from "@/server/access/requests/queries";
import { currentIn } from "@/server/words/testing/current";
import { ApproveForm } from "./approve-form";
import { RequestFacts } from "./request-facts";
import { RequestWarnings } from "./request-warnings";

vi.mock("@/server/access/requests/actions", () => ({ approveAccess: async () => ({ status: "idle" }) }));

const current = currentIn("en");
const request: RequestDetail = {
  id: "r1",
  state: "waiting",
  name: "Åse <b>",
  email: "ase@nordbank.example",
  company: "Nordbank AS",
  reason: "",
  locale: "en",
  domain: "nordbank.example",
  createdAt: new Date("2026-11-20T12:00:00Z"),
  confirmedAt: new Date("2026-11-20T12:05:00Z"),
  decidedAt: null,
  freemail: false,
  revokedBefore: false,
  matchingAccountId: null,
  account: null,
};
const accounts = [{ id: "a1", legalName: "Nordbank AS" }];
const form = (change: Partial<RequestDetail>) =>
  renderToStaticMarkup(<ApproveForm request={{ ...request, ...change }} accounts={accounts} current={current} />);

describe("ApproveForm", () => {
  it("offers the domain unticked, and asks for the account where none matches", () => {
    const html = form({});
    expect(html).toContain('name="matchDomain"');
    expect(html).not.toMatch(/name="matchDomain"[^>]*checked/);
    expect(html).toMatch(/<option value="" selected="">/);
  });

  it("never offers an open mail provider's domain, nor one that another account has", () => {
    expect(form({ freemail: true, domain: "gmail.com" })).not.toContain("matchDomain");
    const html = form({ matchingAccountId: "a1" });
    expect(html).not.toContain("matchDomain");
    expect(html).toMatch(/<option value="a1" selected="">/);
  });
});

it("warns of ended access and of an open mail provider, and of nothing else", () => {
  const warn = (change: Partial<RequestDetail>) =>
    renderToStaticMarkup(<RequestWarnings request={{ ...request, ...change }} current={current} />);
  expect(warn({})).toBe("");
  expect(warn({ revokedBefore: true })).toContain("access was ended before");
  expect(warn({ freemail: true })).toContain("Anybody can have an address there");
});

it("shows what was typed as text, and the outcome once there is one", () => {
  const decided = {
    ...request,
    state: "declined",
    decidedAt: request.createdAt,
    declinedBecause: "Not a customer",
  } as const;
  const html = renderToStaticMarkup(<RequestFacts request={decided} current={current} />);
  expect(html).toContain("Åse &lt;b&gt;");
  expect(html).toContain("Declined");
  expect(html).toContain("Not a customer");
  expect(renderToStaticMarkup(<RequestFacts request={request} current={current} />)).not.toContain("Decided");
});
