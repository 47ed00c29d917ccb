import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import type { StaffRole } from "@/server/platform/generated/prisma/enums";
import type { RegisterDifference } from "@/server/subprocessors/register";
import type { Locale } from "@/server/words/locale";
import { currentIn } from "@/server/words/testing/current";
import { attentionItems } from "./attention";

let pack: Pack;
let alai: Pack;
beforeAll(async () => {
  const content = join(import.meta.dirname, "../../content");
  [pack, alai] = await Promise.all([loadPack(content, "alphagen"), loadPack(content, "alai")]);
});

const difference: RegisterDifference = { id: "openai", name: "OpenAI", kind: "register-only", fields: [] };
const november = new Date("2026-11-22T12:00:00Z");

function titles(
  role: StaffRole,
  change: {
    at?: Date;
    locale?: Locale;
    pack?: Pack;
    waiting?: number;
    received?: number;
    damaged?: number;
    clocks?: { running: number; missed: number };
    toApprove?: number;
    objections?: { toAnswer: number; toDecide: number };
    unsettled?: number;
    unshown?: number;
    differences?: readonly RegisterDifference[];
  } = {},
): string[] {
  const viewer = {
    personId: "p",
    email: "p@publisher.example",
    name: "P",
    sessionId: "s",
    authenticatedAt: november,
    staffRoles: [role],
    contact: null,
  };
  return attentionItems({
    viewer,
    pack,
    clocks: { running: 0, missed: 0 },
    waiting: 0,
    received: 0,
    damaged: 0,
    toApprove: 0,
    objections: { toAnswer: 0, toDecide: 0 },
    unsettled: 0,
    unshown: 0,
    differences: [],
    at: november,
    current: currentIn(change.locale ?? "en"),
    ...change,
  }).map((item) => item.title);
}

describe("attentionItems", () => {
  it("tells those who may approve of another's draft, and nobody else", () => {
    for (const role of ["trust_manager", "dpo"] as const)
      expect(titles(role, { toApprove: 2 })).toContain("2 sub-processor changes wait for approval");
    for (const role of ["security", "auditor", "on_call_manager"] as const)
      expect(titles(role, { toApprove: 2 }).join()).not.toContain("for approval");
    expect(titles("dpo", { toApprove: 0 }).join()).not.toContain("for approval");
  });

  it("tells the data protection officer of objections and holds that wait, and nobody else", () => {
    const waiting = { objections: { toAnswer: 2, toDecide: 1 } };
    expect(titles("dpo", waiting)).toEqual(
      expect.arrayContaining([
        "2 objections wait for an answer",
        "1 customer is on hold after an unresolved objection",
      ]),
    );
    for (const role of ["trust_manager", "security", "auditor", "on_call_manager"] as const)
      expect(titles(role, waiting).join()).not.toMatch(/objection/);
  });

  it("tells those who handle incidents first of a time that is over or runs, and nobody else", () => {
    const clocks = { running: 2, missed: 1 };
    for (const role of ["trust_manager", "dpo", "security", "on_call_manager"] as const)
      expect(titles(role, { clocks }).slice(0, 2)).toEqual([
        "The time to tell of an incident is over",
        "The time to tell of 2 incidents runs",
      ]);
    expect(titles("auditor", { clocks }).join()).not.toContain("incident");
    expect(titles("on_call_manager")).toEqual([]);
  });

  it("tells those who work on notices of accounts that are not told, and nobody else", () => {
    for (const role of ["trust_manager", "dpo"] as const)
      expect(titles(role, { unsettled: 2 })).toContain("2 notices need somebody");
    for (const role of ["security", "auditor", "on_call_manager"] as const)
      expect(titles(role, { unsettled: 2 }).join()).not.toContain("need somebody");
  });

  it("tells those who choose accounts of advisories that are shown to none, and nobody else", () => {
    for (const role of ["trust_manager", "security"] as const)
      expect(titles(role, { unshown: 1 })).toContain("A restricted advisory is shown to no account");
    for (const role of ["dpo", "auditor", "on_call_manager"] as const)
      expect(titles(role, { unshown: 1 }).join()).not.toContain("advisory");
  });

  it("tells a trust manager of the target that has passed, with its quarter, and not of those to come", () => {
    const found = titles("trust_manager");
    expect(found.filter((title) => title.endsWith("has passed"))).toEqual([
      "Cyber Essentials Plus (UK NCSC): Certification: 2026 Q3 has passed",
    ]);
    expect(titles("trust_manager", { at: new Date("2026-09-30T23:59:59Z") }).join()).not.toContain("has passed");
    expect(titles("trust_manager", { at: new Date("2026-10-01T00:00:00Z") }).join()).toContain("2026 Q3 has passed");
  });

  it("counts requests and damaged versions in words, and only for those who can act", () => {
    expect(titles("trust_manager", { waiting: 1, damaged: 2 })).toEqual(
      expect.arrayContaining(["1 request for access waits", "2 document versions are damaged"]),
    );
    expect(titles("security", { waiting: 3 }).join()).not.toContain("request");
    expect(titles("security", { damaged: 1 })).toContain("1 document version is damaged");
    expect(titles("security", { received: 2 })).toContain("2 vulnerability reports are new");
    expect(titles("trust_manager", { received: 2 })).not.toContain("2 vulnerability reports are new");
    for (const role of ["dpo", "auditor", "on_call_manager"] as const)
      expect(titles(role, { waiting: 3, damaged: 3, differences: [difference] })).toEqual([]);
  });

  it("speaks the language of the page, down to quarters, dates and the pack's concerns", () => {
    const found = titles("trust_manager", { locale: "nb", waiting: 2, differences: [difference] });
    expect(found).toEqual(
      expect.arrayContaining([
        "2 forespørsler om tilgang venter",
        "Registeret avviker fra subprocessors.yaml",
        "Cyber Essentials Plus (UK NCSC): Certification: 3. kvartal 2026 er passert",
        "Registrert adresse er ikke oppgitt",
      ]),
    );
    const later = titles("trust_manager", { locale: "nb", pack: alai, at: new Date("2027-05-02T00:00:00Z") });
    expect(later).toContain("Trust: Fristen for gjennomgang 1. mai 2027 er passert");
  });

  it("names what the publisher has not stated, and nothing that it has", () => {
    expect(titles("trust_manager")).toContain("Registered address is not stated");
    expect(titles("trust_manager").join()).not.toContain("Security contact");
    const silent: Pack = {
      ...pack,
      publisher: { ...pack.publisher, contacts: { ...pack.publisher.contacts, security: null } },
    };
    expect(titles("security", { pack: silent })).toContain("Security contact is not stated");
  });

  it("tells of a pending item of a draft whose quarter has passed", () => {
    const pending = [
      { title: "External review", statement: "Planned", quarter: "2026-Q3" },
      { title: "Pricing", statement: "Open", quarter: null },
    ];
    const draft: Pack = {
      ...pack,
      publisher: { ...pack.publisher, status: { ...pack.publisher.status, pending } },
    };
    const found = titles("trust_manager", { pack: draft });
    expect(found).toContain("External review: 2026 Q3 has passed");
    expect(found.join()).not.toContain("Pricing");
  });

  it("tells of a register that differs from the pack, and of claims that lack evidence", () => {
    expect(titles("trust_manager", { differences: [difference] })).toContain(
      "The register differs from subprocessors.yaml",
    );
    expect(titles("trust_manager").join()).not.toContain("register differs");
    expect(titles("security")).toContain("HIPAA is claimed without evidence");
  });

  it("tells of reviews and checks that are overdue once they are", () => {
    const later = { pack: alai, at: new Date("2027-11-23T00:00:00Z") };
    expect(titles("trust_manager", later)).toEqual(
      expect.arrayContaining([
        "Trust: the review of 1 May 2027 has passed",
        "SOC 2: last checked on 22 November 2026, more than a year ago",
      ]),
    );
  });
});
