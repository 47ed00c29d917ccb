import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { SignatureView } from "@/server/agreements/records";
import { wording } from "@/server/agreements/wording";
import { currentIn } from "@/server/words/testing/current";
import { AcknowledgeForm, PresentForm, SignForm } from "./agreement-forms";
import { EarlierSignatures, SignatureFacts } from "./signature-facts";
import { WhatSigningMeans } from "./what-signing-means";

vi.mock("@/server/agreements/actions", () => ({
  acknowledge: vi.fn(),
  confirmIdentity: vi.fn(),
  present: vi.fn(),
  sign: vi.fn(),
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: vi.fn() }) }));

const current = currentIn("en");

function signature(changed: Partial<SignatureView> = {}): SignatureView {
  return {
    ...{ id: "s1", accountId: "a", accountName: "Ωμέγα <AE>", version: "1.0", specimen: true, superseded: false },
    ...{ signedAt: new Date("2026-11-22T10:00:00Z"), authenticatedAt: new Date(0), textSha256: "cd".repeat(32) },
    ...{
      evidence: null,
      record: { sealedAt: new Date(0), level: "PAdES B-B", sha256: "ef".repeat(32), damaged: false },
      chainPosition: 7n,
    },
    ...changed,
  };
}

describe("signing", () => {
  it("shows the very sentences that the evidence keeps, and ticks nothing beforehand", () => {
    const html = renderToStaticMarkup(
      <SignForm presentationId="p" consent={wording.consent} authority={wording.authority} current={current} />,
    );
    expect(html).toContain(wording.consent);
    expect(html).toContain(wording.authority);
    expect(html).not.toContain("checked");
    expect(html).toMatch(/name="consent"[^>]*value="yes"/);
    expect(html).toMatch(/name="authority"[^>]*value="yes"/);
  });

  it("claims no more than a simple electronic signature", () => {
    const html = renderToStaticMarkup(<WhatSigningMeans publisherName="Vendor" words={current.words} />);
    expect(html).toContain("simple electronic signature");
    expect(html).not.toMatch(/advanced|qualified/i);
  });

  it("supersedes only when asked to", () => {
    const form = (again: boolean) =>
      renderToStaticMarkup(<PresentForm name="Åse" registeredName="A &amp; B" again={again} current={current} />);
    expect(form(true)).toContain('name="again"');
    expect(form(false)).not.toContain('name="again"');
    expect(form(false)).toContain('value="Åse"');
  });

  it("leaves the acknowledgement to be ticked by the reader", () => {
    const html = renderToStaticMarkup(<AcknowledgeForm publisherName="Vendor" current={current} />);
    expect(html).toMatch(/name="read"[^>]*value="yes"/);
    expect(html).not.toContain("checked");
  });
});

describe("a signature", () => {
  it("links to its sealed record by a plain link", () => {
    expect(renderToStaticMarkup(<SignatureFacts signature={signature()} current={current} />)).toContain(
      '<a href="/portal/nda/records/s1">',
    );
  });

  it("gives no link while the record is made, and a way to look again without JavaScript", () => {
    const html = renderToStaticMarkup(<SignatureFacts signature={signature({ record: null })} current={current} />);
    expect(html).not.toContain("/portal/nda/records/");
    expect(html).toContain('href="/portal/nda"');
    expect(html).not.toContain("SHA-256 of the record");
  });

  it("says that the person was erased, and keeps the hash", () => {
    const html = renderToStaticMarkup(<SignatureFacts signature={signature()} current={current} />);
    expect(html).toContain("Erased");
    expect(html).toContain("Ωμέγα &lt;AE&gt;");
    expect(html).toContain("cd".repeat(32));
  });

  it("says why an earlier one does not count", () => {
    const html = renderToStaticMarkup(
      <EarlierSignatures signatures={[signature({ superseded: true }), signature({ id: "s2" })]} current={current} />,
    );
    expect(html).toContain("A later signature took its place");
    expect(html).toContain("The agreement has a newer version");
  });
});
