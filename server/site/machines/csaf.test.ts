import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import { makeOpenPgpKey, readOpenPgpKey } from "@/server/keys/openpgp";
import { csafFile } from "./csaf";

const hasGpg = spawnSync("gpg", ["--version"]).status === 0;
const at = new Date("2026-12-01T00:00:00Z");
const key = await readOpenPgpKey(
  makeOpenPgpKey(new Uint8Array(32).fill(7), "Demonstration <security@publisher.example>", new Date("2026-01-01")),
);
const pack = await loadPack("content", "alphagen", { demonstration: true });
const publicUrl = new URL("https://trust.publisher.example");
const fileAt = (path: string, moment = at) => csafFile({ pack, publicUrl, key, at: moment }, path)?.body ?? null;
const parsed = (path: string, moment = at) => JSON.parse(fileAt(path, moment) ?? "null");
const feed = "csaf-feed-tlp-white.json";
const below = (address: string) => address.replace("https://trust.publisher.example/.well-known/csaf/", "");

interface Entry {
  readonly id: string;
  readonly link: readonly { readonly rel: string; readonly href: string }[];
}
const entries = (moment = at): Entry[] => parsed(feed, moment).feed.entry;

describe("the provider", () => {
  test("says who it is, with its key, and where its feed is", () => {
    const metadata = parsed("provider-metadata.json");
    expect(metadata).toMatchObject({
      canonical_url: "https://trust.publisher.example/.well-known/csaf/provider-metadata.json",
      metadata_version: "2.0",
      role: "csaf_trusted_provider",
      public_openpgp_keys: [{ fingerprint: key.fingerprint }],
    });
    const [{ rolie }] = metadata.distributions;
    for (const address of [rolie.feeds[0].url, ...rolie.services, ...rolie.categories])
      expect(fileAt(below(address))).not.toBeNull();
  });

  test("without a key is no trusted one, and names no signature", () => {
    const file = (path: string) => csafFile({ pack, publicUrl, key: null, at }, path)?.body ?? null;
    expect(JSON.parse(file("provider-metadata.json") ?? "")).toMatchObject({ role: "csaf_provider" });
    expect(file(feed)).not.toContain("signature");
    expect(file("2026/agsa-2026-7f3k9q.json.asc")).toBeNull();
  });

  test("lists each document once, with hashes that match", () => {
    expect(new Set(entries().map(({ id }) => id)).size).toBe(entries().length);
    for (const { link } of entries()) {
      const [self = "", sha256 = "", sha512 = ""] = link.map(({ href }) => fileAt(below(href)) ?? "");
      expect(sha256.split(" ")[0]).toBe(createHash("sha256").update(self).digest("hex"));
      expect(sha512.split(" ")[0]).toBe(createHash("sha512").update(self).digest("hex"));
    }
  });

  test.skipIf(!hasGpg)("has a signature of each document that gpg accepts, and of no other bytes", () => {
    const home = mkdtempSync(join(tmpdir(), "csaf-"));
    try {
      writeFileSync(join(home, "key.asc"), key.publicArmored);
      execFileSync("gpg", ["--homedir", home, "--batch", "--import", join(home, "key.asc")], { stdio: "ignore" });
      for (const { link } of entries()) {
        const [self = "", , , signature = ""] = link.map(({ href }) => fileAt(below(href)) ?? "");
        writeFileSync(join(home, "document"), self);
        writeFileSync(join(home, "document.asc"), signature);
        const verify = (name: string) =>
          spawnSync("gpg", ["--homedir", home, "--batch", "--verify", join(home, "document.asc"), join(home, name)]);
        expect(verify("document").status).toBe(0);
        writeFileSync(join(home, "altered"), `${self} `);
        expect(verify("altered").status).not.toBe(0);
      }
    } finally {
      spawnSync("gpgconf", ["--homedir", home, "--kill", "all"]);
      rmSync(home, { recursive: true, force: true });
    }
  });

  test("has the same documents in its feed, index.txt, changes.csv and folders", () => {
    const paths = entries().map(({ link }) => below(link[0]?.href ?? ""));
    expect(fileAt("index.txt")?.trim().split("\n")).toEqual(paths);
    expect(fileAt("changes.csv")?.match(/"(\d{4}\/[^"]+)"/g)?.length).toBe(paths.length);
    for (const path of paths) expect(fileAt("2026")).toContain(path.slice(5));
    expect(fileAt("")).toContain("2026/");
  });

  test("has no file that it does not name", () => {
    for (const path of ["2025", "2026/none.json", "2026/agsa-2026-7f3k9q.json.md5", "../publisher.yaml", "white"])
      expect(fileAt(path)).toBeNull();
  });
});

describe("what is restricted", () => {
  const hidden = ["AGSA-2026-9H4TCX", "AGSA-2026-C5R1VJ", "agsa-2026-c5r1vj", "supplier's library", "K2V8RD", "P7M3XE"];
  const everything = (moment = at) =>
    ["provider-metadata.json", "service.json", "category.json", feed, "index.txt", "changes.csv", "", "2026"]
      .map((path) => fileAt(path, moment))
      .join("\n");

  test("stands in no list and has no file", () => {
    for (const words of hidden) expect(everything()).not.toContain(words);
    expect(fileAt("2026/agsa-2026-c5r1vj.json")).toBeNull();
    expect(fileAt("2026/agsa-2026-9h4tcx.json.sha256")).toBeNull();
  });

  test("becomes public under the same id, labelled so, in the moment its embargo ends", () => {
    const lifted = new Date("2027-02-01T09:00:00Z");
    expect(everything(new Date(lifted.getTime() - 1))).not.toContain("AGSA-2026-C5R1VJ");
    expect(entries(lifted).map(({ id }) => id)).toContain("AGSA-2026-C5R1VJ");
    const document = parsed("2026/agsa-2026-c5r1vj.json", lifted).document;
    expect(document.distribution.tlp.label).toBe("WHITE");
  });
});
