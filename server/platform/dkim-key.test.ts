import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "@/server/platform/env";

const folder = mkdtempSync(join(tmpdir(), "dkim-"));
const pkcs8 = { type: "pkcs8", format: "pem" } as const;
const spki = { type: "spki", format: "pem" } as const;
const rsa = (bits: number) => generateKeyPairSync("rsa", { modulusLength: bits });
const { privateKey, publicKey } = rsa(2048);

function fileWith(name: string, content: string | Buffer, mode = 0o600): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

const files = {
  good: fileWith("good.pem", privateKey.export(pkcs8)),
  older: fileWith("pkcs1.pem", privateKey.export({ type: "pkcs1", format: "pem" })),
  open: fileWith("open.pem", privateKey.export(pkcs8), 0o640),
  short: fileWith("short.pem", rsa(1024).privateKey.export(pkcs8)),
  edwards: fileWith("ed25519.pem", generateKeyPairSync("ed25519").privateKey.export(pkcs8)),
  pss: fileWith("pss.pem", generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey.export(pkcs8)),
  locked: fileWith("locked.pem", privateKey.export({ ...pkcs8, cipher: "aes-256-cbc", passphrase: "hunter2" })),
  public: fileWith("public.pem", publicKey.export(spki)),
  empty: fileWith("empty.pem", ""),
};

const complete = {
  SMTP_URL: "smtps://mail.example.com",
  DKIM_DOMAIN: "example.com",
  DKIM_SELECTOR: "s2026",
  DKIM_KEY: files.good,
};
type Changes = Readonly<Record<string, string | undefined>>;

function linesOf(changes: Changes): readonly string[] {
  try {
    readSettings({ ...complete, ...changes });
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
  return [];
}

describe("the settings of DKIM", () => {
  test.each([files.good, files.older])("are read with the key of %s", (DKIM_KEY) => {
    const { dkim } = readSettings({ ...complete, DKIM_KEY, DKIM_SELECTOR: "jan.2026-a" });
    expect(dkim).toMatchObject({ domain: "example.com", selector: "jan.2026-a" });
    expect(dkim?.privateKey.equals(privateKey)).toBe(true);
  });

  test("never show the key when they are printed", () => {
    expect(JSON.stringify(readSettings(complete))).not.toContain("PRIVATE");
  });

  const none = { DKIM_DOMAIN: undefined, DKIM_SELECTOR: undefined, DKIM_KEY: undefined };
  const refused: readonly (readonly [changes: Changes, line: RegExp])[] = [
    [
      { ...none, DKIM_DOMAIN: "example.com" },
      /^DKIM_SELECTOR, DKIM_KEY: are required beside DKIM_DOMAIN; .*or none\.$/,
    ],
    [{ ...none, DKIM_KEY: files.good }, /^DKIM_DOMAIN, DKIM_SELECTOR: are required beside DKIM_KEY; /],
    [
      { DKIM_DOMAIN: undefined },
      /^DKIM_DOMAIN: is required beside DKIM_SELECTOR and DKIM_KEY; set all three, or none\.$/,
    ],
    [{ DKIM_SELECTOR: "" }, /^DKIM_SELECTOR: is required beside DKIM_DOMAIN and DKIM_KEY; /],
    [{ DKIM_KEY: undefined }, /^DKIM_KEY: is required beside DKIM_DOMAIN and DKIM_SELECTOR; /],
    [{ SMTP_URL: undefined }, /^SMTP_URL: is required beside DKIM_DOMAIN: .* unset DKIM_\*\.$/],
    [{ DKIM_DOMAIN: "https://example.com" }, /^DKIM_DOMAIN: must be a domain name like example\.com\.$/],
    [{ DKIM_DOMAIN: "localhost" }, /^DKIM_DOMAIN: must be a domain name/],
    [{ DKIM_DOMAIN: "example.com; l=0" }, /^DKIM_DOMAIN: must be a domain name/],
    [{ DKIM_SELECTOR: "s1._domainkey" }, /^DKIM_SELECTOR: must be a name of letters, digits and hyphens/],
    [{ DKIM_SELECTOR: "s1;" }, /^DKIM_SELECTOR: must be a name/],
    [{ DKIM_KEY: join(folder, "nowhere.pem") }, /^DKIM_KEY: there is no such file; .*openssl genrsa/],
    [{ DKIM_KEY: folder }, /^DKIM_KEY: /],
    [{ DKIM_KEY: files.open }, /^DKIM_KEY: the file is open to other users; run chmod 600/],
    [{ DKIM_KEY: files.short }, /^DKIM_KEY: the RSA key has 1024 bits and needs at least 2048; make one with: openssl/],
    [{ DKIM_KEY: files.edwards }, /^DKIM_KEY: the file must hold an RSA key, not another kind; /],
    [{ DKIM_KEY: files.pss }, /^DKIM_KEY: the file must hold an RSA key/],
    [{ DKIM_KEY: files.locked }, /^DKIM_KEY: the file holds no PEM private key without a passphrase; /],
    [{ DKIM_KEY: files.public }, /^DKIM_KEY: the file holds no PEM private key/],
    [{ DKIM_KEY: files.empty }, /^DKIM_KEY: the file holds no PEM private key/],
  ];
  test.each(refused.map(([changes, line]) => ({ changes, line })))("$line", ({ changes, line }) => {
    const lines = linesOf(changes);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
    expect(lines[0]).not.toContain("\n");
  });

  test.each([
    String(privateKey.export(pkcs8)),
    privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    "hunter2-hunter2",
  ])("do not repeat a key that was put there itself (%#)", (key) => {
    const lines = linesOf({ DKIM_KEY: key });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^DKIM_KEY: there is no such file/);
    expect(lines[0]).not.toContain(key.slice(30, 60) || key);
    expect(lines[0]).not.toContain("hunter2");
  });
});
