import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "@/server/platform/env";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a deployment behind an outside address needs at least. */
const outside: Environment = {
  PUBLIC_URL: "https://trust.example.com",
  AUTH_SECRET: "x".repeat(32),
  DATABASE_URL: "postgresql://application@db/trust",
  DATABASE_OWNER_URL: "postgresql://owner@db/trust",
};

function linesOf(environment: Environment): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
  return [];
}

describe("an empty environment", () => {
  test("gives the embedded defaults of the README", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "settings-"));
    expect(readSettings({ DATA_DIR: dataDir })).toEqual({
      publisher: "alphagen",
      contentDir: resolve("content"),
      port: 3000,
      publicUrl: new URL("http://localhost:3000"),
      loopback: true,
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      dataDir,
      storageDir: join(dataDir, "files"),
      smtpUrl: undefined,
      dkim: undefined,
      bounceToken: undefined,
      trustedProxies: [],
      timestampAuthority: undefined,
      webSubHub: undefined,
      openPgpKey: undefined,
      authSecret: undefined,
      demo: undefined,
    });
  });

  test("counts an empty variable as unset", () => {
    const { publisher, smtpUrl, demo } = readSettings({ PUBLISHER: "", SMTP_URL: "", DEMO: "", KMS_URL: "" });
    expect([publisher, smtpUrl, demo]).toEqual(["alphagen", undefined, undefined]);
  });

  test("takes the secret that start has made under the data folder, unless one is set", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "settings-"));
    writeFileSync(join(dataDir, "auth-secret"), "made at the first start\n");
    expect(readSettings({ DATA_DIR: dataDir }).authSecret).toBe("made at the first start");
    expect(readSettings({ DATA_DIR: dataDir, AUTH_SECRET: "s".repeat(40) }).authSecret).toBe("s".repeat(40));
  });
});

describe("a set environment", () => {
  test("is taken over", () => {
    const settings = readSettings({
      ...outside,
      PUBLISHER: "alai",
      PORT: "8443",
      STORAGE_URL: "file:///srv/trust",
      SMTP_URL: "smtps://mail.example.com",
      TRUSTED_PROXIES: "10.0.0.0/8, 2001:db8::/32 192.0.2.1",
      TSA_URL: "https://tsa.example.com/",
      WEBSUB_HUB: "https://hub.example.com/",
      DEMO: "0",
    });
    expect(settings).toMatchObject({
      publisher: "alai",
      port: 8443,
      loopback: false,
      storageDir: "/srv/trust",
      smtpUrl: "smtps://mail.example.com",
      trustedProxies: ["10.0.0.0/8", "2001:db8::/32", "192.0.2.1"],
      timestampAuthority: new URL("https://tsa.example.com/"),
      webSubHub: new URL("https://hub.example.com/"),
      demo: false,
    });
  });

  test.each(["http://localhost:8080", "http://trust.localhost", "http://127.0.0.2:3000", "http://[::1]:3000"])(
    "%s is this machine's own address",
    (address) => expect(readSettings({ PUBLIC_URL: address }).loopback).toBe(true),
  );
});

const refused: readonly (readonly [environment: Environment, line: RegExp])[] = [
  [{ PUBLISHER: "../other" }, /^PUBLISHER: must be the name of a folder under CONTENT_DIR/],
  [{ PUBLISHER: "AlphaGen" }, /^PUBLISHER: .*small letters/],
  [{ PORT: "http" }, /^PORT: must be a port number\.$/],
  [{ PORT: "0" }, /^PORT: /],
  [{ PORT: "65536" }, /^PORT: /],
  [{ PUBLIC_URL: "trust.example.com" }, /^PUBLIC_URL: must be an http:\/\/ or https:\/\/ address\.$/],
  [{ PUBLIC_URL: "javascript:alert(1)" }, /^PUBLIC_URL: must be an http/],
  [{ ...outside, PUBLIC_URL: "http://trust.example.com" }, /^PUBLIC_URL: must start with https:\/\//],
  [{ ...outside, PUBLIC_URL: "http://127.0.0.1.example.com" }, /^PUBLIC_URL: must start with https:\/\//],
  [{ ...outside, PUBLIC_URL: "https://trust.example.com/portal" }, /^PUBLIC_URL: must be an origin without a path/],
  [{ ...outside, PUBLIC_URL: "https://trust.example.com/?a=b" }, /^PUBLIC_URL: must be an origin/],
  [{ ...outside, AUTH_SECRET: undefined }, /^AUTH_SECRET: is required .*openssl rand -base64 32\.$/],
  [{ AUTH_SECRET: "short" }, /^AUTH_SECRET: must have at least 32 characters; make one with/],
  [{ DATABASE_URL: "mysql://db/trust" }, /^DATABASE_URL: must be a postgresql:\/\/ address\.$/],
  [{ DATABASE_URL: "postgresql://db/trust" }, /^DATABASE_OWNER_URL: is required beside DATABASE_URL/],
  [{ DATABASE_OWNER_URL: "postgresql://db/trust" }, /^DATABASE_URL: is required beside DATABASE_OWNER_URL\.$/],
  [{ STORAGE_URL: "s3://bucket/prefix" }, /^STORAGE_URL: must be a file: address; object storage is not part/],
  [{ SMTP_URL: "https://mail.example.com" }, /^SMTP_URL: must be an smtp:\/\/ or smtps:\/\/ address\.$/],
  [{ TRUSTED_PROXIES: "10.0.0.0/33" }, /^TRUSTED_PROXIES: 10\.0\.0\.0\/33 is not an address or a network/],
  [{ TRUSTED_PROXIES: "proxy.example.com" }, /^TRUSTED_PROXIES: proxy\.example\.com is not/],
  [{ TRUSTED_PROXIES: "10.0.0.0/8/8" }, /^TRUSTED_PROXIES: /],
  [{ TSA_URL: "ldap://tsa.example.com" }, /^TSA_URL: must be the http\(s\) address of an RFC 3161/],
  [{ DEMO: "true" }, /^DEMO: must be 0 or 1\.$/],
  [{ KMS_URL: "aws-kms://key" }, /^KMS_URL: cloud key services is not part of this version; unset it\.$/],
  [{ OIDC_ISSUER: "https://login.example.com" }, /^OIDC_ISSUER: single sign-on is not part .* unset it\.$/],
  [{ OIDC_CLIENT_ID: "id" }, /^OIDC_CLIENT_ID: .* unset it\.$/],
  [{ OIDC_CLIENT_SECRET: "secret" }, /^OIDC_CLIENT_SECRET: .* unset it\.$/],
  [{ WEBSUB_HUB: "hub.example.com" }, /^WEBSUB_HUB: must be the http\(s\) address of a WebSub hub\.$/],
  [{ WEBSUB_HUB: "https://us:secret@hub.example.com/" }, /^WEBSUB_HUB: must hold no user name and no password: [^@]*$/],
];

describe("a wrong setting is one line that names the variable and the mend", () => {
  test.each(refused.map(([environment, line]) => ({ environment, line })))("$line", ({ environment, line }) => {
    const lines = linesOf(environment);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
    expect(lines[0]).not.toContain("\n");
  });

  test("no line repeats a secret", () => {
    const secret = "hunter2-hunter2";
    const lines = linesOf({
      AUTH_SECRET: secret,
      OIDC_CLIENT_SECRET: secret,
      DATABASE_URL: `mysql://u:${secret}@db/x`,
    });
    expect(lines).toHaveLength(3);
    expect(lines.join("\n")).not.toContain(secret);
  });

  test("all of them are told at once", () => {
    const lines = linesOf({ PUBLISHER: "UPPER", PORT: "x", DEMO: "yes", KMS_URL: "kms:" });
    expect(lines.map((line) => line.split(":")[0])).toEqual(["KMS_URL", "PUBLISHER", "PORT", "DEMO"]);
  });
});
