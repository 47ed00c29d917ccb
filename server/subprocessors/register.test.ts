import { describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import { differencesBetween, type RegisterEntry } from "./register";
import { registerDocument } from "./register-json";

const packs = { alphagen: await loadPack("content", "alphagen"), alai: await loadPack("content", "alai") };
const silent = { role: null, purpose: null, dataCategories: null, transferMechanism: null, since: null };

describe("the shipped registers say what their publishers say, and no more", () => {
  test("AlphaGen names two, and no other supplier is one", () => {
    const rest = { dataCategories: null, location: null, transferMechanism: null, certifications: null, since: null };
    const purpose =
      "Called by the world-state synthesis layer, under contract with the customer-data-not-used-for-training clause";
    expect(packs.alphagen.subProcessors.list).toEqual([
      { id: "anthropic", name: "Anthropic", role: "Third-party LLM (Anthropic Claude)", purpose, ...rest },
      { id: "openai", name: "OpenAI", role: "Third-party LLM (OpenAI GPT)", purpose, ...rest },
    ]);
    expect(packs.alphagen.subProcessors.fullerList).toContain("docs/legal/privacy/subprocessors.md");
  });

  test("ALAI names four", () => {
    const four = [
      ["anthropic", "Anthropic PBC", "USA (AWS us-east-1)", "SOC 2 Type II, GDPR DPA, SCCs"],
      ["microsoft-azure", "Microsoft Azure", "EU West / Norway East", "ISO 27001, SOC 2, GDPR compliant"],
      ["cloudflare", "Cloudflare Inc.", "Global (EU data residency)", "ISO 27001, SOC 2 Type II, GDPR DPA"],
      ["brevo", "Brevo", "EU (Frankfurt)", "GDPR compliant, ISO 27001"],
    ].map(([id, name, location, certifications]) => ({ ...silent, id, name, location, certifications }));
    const expected = four.map((entry) => (entry.id === "anthropic" ? { ...entry, transferMechanism: "SCCs" } : entry));
    expect(packs.alai.subProcessors.list).toEqual(expected);
  });
});

describe("the JSON", () => {
  const keptSince = new Date("2026-11-22T12:00:00Z");

  test("has its documented shape; what is not stated stays null", () => {
    const { publisher, subProcessors } = packs.alai;
    const page = "https://trust.example/subprocessors";
    const made = registerDocument(
      publisher,
      { entries: subProcessors.list, keptSince },
      { fullerList: subProcessors.fullerList, page, asOf: "2026-12-15" },
    );
    expect(JSON.parse(JSON.stringify(made))).toMatchObject({
      format: 1,
      publisher: { name: "ALAI", legalName: "ALAI Holding AS" },
      status: "draft",
      page,
      asOf: "2026-12-15",
      keptSince: "2026-11-22T12:00:00.000Z",
      fullerList: subProcessors.fullerList,
    });
    expect(made.subProcessors[3]).toEqual({
      ...silent,
      id: "brevo",
      name: "Brevo",
      location: "EU (Frankfurt)",
      certifications: "GDPR compliant, ISO 27001",
      page: `${page}#brevo`,
    });
  });

  test("of an empty register says so", () => {
    const made = registerDocument(
      packs.alphagen.publisher,
      { entries: [], keptSince: null },
      { fullerList: "None.", page: "https://trust.example/subprocessors", asOf: null },
    );
    expect(made).toMatchObject({ asOf: null, keptSince: null, subProcessors: [], status: "final" });
  });
});

describe("differences between file and register", () => {
  const one: RegisterEntry = { ...silent, id: "one", name: "One", location: "EU", certifications: null };

  test("name what was added, left out and changed, with the fields", () => {
    const file = [
      { ...one, name: "One Ltd", location: null },
      { ...one, id: "new" },
    ];
    expect(differencesBetween(file, [{ ...one, id: "gone", name: "Gone" }, one])).toEqual([
      { id: "one", name: "One Ltd", kind: "changed", fields: ["name", "location"] },
      { id: "new", name: "One", kind: "file-only", fields: [] },
      { id: "gone", name: "Gone", kind: "register-only", fields: [] },
    ]);
  });

  test("are none where only the order differs", () => {
    const two = { ...one, id: "two" };
    expect(differencesBetween([two, one], [one, two])).toEqual([]);
  });
});
