import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import { ContentProblems } from "@/server/content/problems";
import { makeOpenPgpKey, readOpenPgpKey } from "@/server/keys/openpgp";
import { days, later, seconds } from "@/server/platform/clock";
import { contactOf } from "./security-contact";
import { type SecurityTextFacts, securityText, validity } from "./security-text";
import { readSecurityText, unframed } from "./testing/security-text-parser";

const at = new Date("2026-11-22T10:00:00Z");
const longAgo = new Date("2026-01-01T00:00:00Z");
const facts: SecurityTextFacts = {
  contact: { address: "security@publisher.example", demonstration: false },
  publicUrl: new URL("https://trust.publisher.example"),
  languages: ["en", "nb"],
  key: { fingerprint: "A".repeat(40), encrypts: true },
  expires: validity(at, longAgo).expires,
};

describe("security.txt", () => {
  test("says everything that RFC 9116 has a field for, and nothing else", () => {
    const { fields } = readSecurityText(securityText(facts), at);
    const site = "https://trust.publisher.example";
    expect(Object.fromEntries(fields)).toEqual({
      contact: ["mailto:security@publisher.example", `${site}/report-a-vulnerability`],
      expires: [facts.expires.toISOString().replace(".000", "")],
      encryption: [`${site}/.well-known/openpgp-key.asc`, `openpgp4fpr:${"a".repeat(40)}`],
      acknowledgments: [`${site}/acknowledgements`],
      "preferred-languages": ["en, nb"],
      canonical: [`${site}/.well-known/security.txt`],
      policy: [`${site}/report-a-vulnerability`],
      csaf: [`${site}/.well-known/csaf/provider-metadata.json`],
    });
  });

  test("names no http address, and says why not", () => {
    const text = securityText({ ...facts, publicUrl: new URL("http://localhost:3000") });
    const { fields } = readSecurityText(text, at);
    expect([...fields.keys()]).toEqual(["contact", "expires", "encryption", "preferred-languages"]);
    expect(text).toMatch(/^# .*must be https/m);
  });

  test("promises no encryption with a key that only signs, and marks a demonstration", () => {
    const contact = { ...facts.contact, demonstration: true };
    const text = securityText({ ...facts, contact, key: { ...facts.key, encrypts: false } });
    expect(readSecurityText(text, at).fields.has("encryption")).toBe(false);
    expect(text).toMatch(/^# Demonstration/);
  });

  test("keeps its bytes for a week, and is renewed twelve weeks before it would expire", async () => {
    const key = await readOpenPgpKey(makeOpenPgpKey(new Uint8Array(randomBytes(32)), "x <x@y.example>", longAgo));
    const signedAt = (moment: Date) => {
      const { signed, expires } = validity(moment, key.createdAt);
      return key.signCleartext(securityText({ ...facts, key, expires }), signed);
    };
    const made = Array.from({ length: 60 }, (_, day) => signedAt(later(at, day * days)));
    expect(new Set(made).size).toBe(Math.ceil(60 / 7));
    for (const [day, text] of made.entries()) {
      const moment = later(at, day * days);
      const { fields } = readSecurityText(unframed(text), moment);
      const left = Date.parse(fields.get("expires")?.[0] ?? "") - moment.getTime();
      expect(left).toBeGreaterThanOrEqual(83 * days);
    }
  });

  test("is not signed before its key was made", () => {
    const keyMade = later(at, -3 * seconds);
    expect(validity(at, keyMade).signed).toEqual(keyMade);
    expect(validity(later(at, 30 * days), keyMade).signed.getTime()).toBeGreaterThan(keyMade.getTime());
  });
});

describe("the strict reader refuses", () => {
  const good = securityText(facts);
  test.each([
    ["no contact", good.replace(/^Contact.*\n/gm, "")],
    ["two expiries", `${good}Expires: 2026-12-01T00:00:00Z\n`],
    ["one that has passed", good.replace(/^Expires.*$/m, "Expires: 2026-11-22T09:59:59Z")],
    ["one too far off", good.replace(/^Expires.*$/m, "Expires: 2027-11-23T00:00:00Z")],
    ["http", good.replace("https:", "http:")],
    ["a field of its own", `${good}Mail: x\n`],
    ["no last line end", good.trim()],
    ["no fingerprint", good.replace("openpgp4fpr:a", "openpgp4fpr:")],
  ])("%s", (_name, text) => {
    expect(() => readSecurityText(text, at)).toThrow();
  });
});

describe("the security contact", () => {
  test("is the publisher's own, or none", async () => {
    const alphagen = await loadPack("content", "alphagen");
    const alai = await loadPack("content", "alai");
    const stated = alphagen.publisher.contacts.security;
    for (const demonstration of [false, true])
      expect(await contactOf(alphagen, "content", demonstration)).toEqual({ address: stated, demonstration: false });
    expect(await contactOf(alai, "content", false)).toBeNull();
  });

  test("of a demonstration is marked as one, and a wrong file is told", async () => {
    const alai = await loadPack("content", "alai");
    expect(await contactOf(alai, "content", true)).toEqual({ address: "security@alai.example", demonstration: true });
    const folder = mkdtempSync(join(tmpdir(), "content-"));
    try {
      expect(await contactOf(alai, folder, true)).toBeNull();
      cpSync("content/demo", join(folder, "demo"), { recursive: true });
      writeFileSync(join(folder, "demo/alai/contacts.yaml"), "security: nobody\n");
      await expect(contactOf(alai, folder, true)).rejects.toThrow(ContentProblems);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
