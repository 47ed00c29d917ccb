import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOpenPgpKey, type OpenPgpKey, readOpenPgpKey, UnusableOpenPgpKey } from "./openpgp";
import { openFile } from "./openpgp-file";

const folder = mkdtempSync(join(tmpdir(), "openpgp-"));
afterAll(() => {
  for (const home of readdirSync(folder)) spawnSync("gpgconf", ["--homedir", join(folder, home), "--kill", "all"]);
  rmSync(folder, { recursive: true, force: true });
});

const at = new Date("2026-11-22T10:00:00.700Z");
const userId = "Ålgård 信頼 trust centre <security@publisher.example>";
const newKey = () => readOpenPgpKey(makeOpenPgpKey(new Uint8Array(randomBytes(32)), userId, at));
const hasGpg = spawnSync("gpg", ["--version"]).status === 0;

/** gpg with a home of its own, at a moment of the test. */
class Gpg {
  readonly home = mkdtempSync(join(folder, "home-"));
  constructor() {
    chmodSync(this.home, 0o700);
  }
  run(...args: string[]) {
    const all = ["--homedir", this.home, "--batch", "--no-tty", "--passphrase", "", "--pinentry-mode", "loopback"];
    return execFileSync("gpg", [...all, "--faked-system-time", "20261201T000000", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.home, name);
    writeFileSync(path, content);
    return path;
  }
  /** The lines for machines: GOODSIG, BADSIG, … */
  verify(...files: string[]): string {
    const all = ["--homedir", this.home, "--batch", "--faked-system-time", "20261201T000000", "--status-fd", "1"];
    return spawnSync("gpg", [...all, "--verify", ...files], { encoding: "utf8" }).stdout;
  }
}

function knowing(key: OpenPgpKey): Gpg {
  const gpg = new Gpg();
  gpg.run("--import", gpg.file("key.asc", key.publicArmored));
  return gpg;
}

describe.skipIf(!hasGpg)("gpg accepts", () => {
  let key: OpenPgpKey;
  let gpg: Gpg;
  beforeAll(async () => {
    key = await newKey();
    gpg = knowing(key);
  });

  test("the public key, with its user and its two uses", () => {
    const listing = gpg.run("--list-keys", "--with-colons");
    expect(listing).toContain(`fpr:::::::::${key.fingerprint}:`);
    expect(listing).toContain("Ålgård 信頼 trust centre <security@publisher.example>");
    expect(listing).toMatch(/^pub:.*:scESC:/m);
    expect(listing).toMatch(/^sub:.*:e:/m);
  });

  test("what is encrypted to it opens with the private key of the same file", async () => {
    const armored = makeOpenPgpKey(new Uint8Array(randomBytes(32)), userId, at);
    const { publicArmored, fingerprint } = await readOpenPgpKey(armored);
    const sender = new Gpg();
    sender.run("--import", sender.file("key.asc", publicArmored));
    const message = sender.file("message.txt", "weakness in 漢字");
    const encrypted = sender.run(
      "--armor",
      "--trust-model",
      "always",
      "-r",
      fingerprint,
      "-o",
      "-",
      "--encrypt",
      message,
    );
    const staff = new Gpg();
    staff.run("--import", staff.file("private.asc", armored));
    expect(staff.run("--decrypt", staff.file("message.asc", encrypted))).toBe("weakness in 漢字");
  });

  test("a detached signature, and not over other bytes", () => {
    const data = new Uint8Array(randomBytes(1000));
    const signature = gpg.file("data.sig", key.signDetached(data, at));
    expect(gpg.verify(signature, gpg.file("data", data))).toContain("GOODSIG");
    data[500] = (data[500] ?? 0) ^ 1;
    expect(gpg.verify(signature, gpg.file("data", data))).toContain("BADSIG");
  });

  const awkward = {
    plain: "Contact: mailto:a@b.example\n",
    "without a last line break": "one",
    "with dashes": "- one\n-----BEGIN PGP SIGNATURE-----\n--\nFrom here\n",
    "with white space at the ends": "one  \ntwo\t\n\n \n",
    "from elsewhere": "one\r\ntwo\rthree\r\n",
    "in other alphabets": "Ünïcode, Ålesund, 漢字, العربية, 👩🏽‍💻\n",
    empty: "",
  };
  test.each(Object.entries(awkward))("a signed text %s", (_name, text) => {
    const signed = key.signCleartext(text, at);
    expect(gpg.verify(gpg.file("text.asc", signed))).toContain("GOODSIG");
    expect(key.signCleartext(text, at)).toBe(signed);
  });

  test("a signed text whose every byte is as it was", () => {
    const signed = key.signCleartext("Contact: mailto:a@b.example\nExpires: 2027-01-01T00:00:00Z\n", at);
    for (const [from, to] of [
      ["a@b", "c@b"],
      ["2027", "2037"],
      ["Contact: ", "Contact:  "],
    ] as const)
      expect(gpg.verify(gpg.file("text.asc", signed.replace(from, to)))).toContain("BADSIG");
  });

  test("a signature made at the stated second", () => {
    const status = gpg.verify(gpg.file("text.asc", key.signCleartext("x", new Date("2026-11-29T00:00:00Z"))));
    expect(status).toMatch(new RegExp(`VALIDSIG ${key.fingerprint} 2026-11-29 ${Date.UTC(2026, 10, 29) / 1000} `));
  });
});

describe.skipIf(!hasGpg)("a key that gpg made", () => {
  const gpg = new Gpg();
  const made = (...args: string[]) => {
    const other = new Gpg();
    other.run("--quick-gen-key", ...args);
    return other.run("--armor", "--export-secret-keys");
  };

  test("is used as it is, and its public part is the one that gpg exports", async () => {
    gpg.run("--quick-gen-key", "Önn <o@publisher.example>", "ed25519", "sign", "never");
    const key = await readOpenPgpKey(gpg.run("--armor", "--export-secret-keys"));
    expect(key.publicArmored.trim()).toBe(gpg.run("--armor", "--export").trim());
    expect(key.encrypts).toBe(false);
    expect(gpg.verify(gpg.file("text.asc", key.signCleartext("x", new Date("2026-12-01"))))).toContain("GOODSIG");
    gpg.run("--quick-add-key", key.fingerprint, "cv25519", "encr", "never");
    const both = await readOpenPgpKey(gpg.run("--armor", "--export-secret-keys"));
    expect(both.publicArmored.trim()).toBe(gpg.run("--armor", "--export").trim());
    expect(both.encrypts).toBe(true);
  });

  test("of another kind is refused", async () => {
    await expect(readOpenPgpKey(made("r <r@b.example>", "rsa2048", "sign", "never"))).rejects.toThrow(
      UnusableOpenPgpKey,
    );
    await expect(readOpenPgpKey(made("e <e@b.example>", "nistp256", "sign", "never"))).rejects.toThrow(
      UnusableOpenPgpKey,
    );
  });
});

test("what is no private key is refused, and the message holds nothing of it", async () => {
  const { publicArmored } = await newKey();
  for (const text of ["", "secret words", publicArmored, publicArmored.replaceAll("PUBLIC", "PRIVATE")])
    await expect(readOpenPgpKey(text)).rejects.toThrow(/^not an armored Ed25519 private key/);
});

describe("the key's file", () => {
  const place = () => {
    const made = join(folder, `data-${randomBytes(4).toString("hex")}`);
    mkdirSync(made);
    return join(made, "openpgp-alphagen.asc");
  };

  test("is made once, for its owner alone, and leaves nothing else behind", async () => {
    const file = place();
    const made = await Promise.all([
      openFile(file, userId, at),
      openFile(file, userId, at),
      openFile(file, userId, at),
    ]);
    expect(new Set(made.map((key) => key.fingerprint)).size).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, ".."))).toEqual(["openpgp-alphagen.asc"]);
    expect((await openFile(file, "Another <a@b.example>", at)).publicArmored).toBe(made[0]?.publicArmored);
  });

  test("of the operator is never made, and what is wrong is one line that names the setting", async () => {
    const file = place();
    await expect(openFile(file, null, at)).rejects.toThrow(/^OPENPGP_KEY: .* is not there/);
    writeFileSync(file, "no key", { mode: 0o600 });
    await expect(openFile(file, null, at)).rejects.toThrow(/^OPENPGP_KEY: .* is not an armored Ed25519[^\n]*$/);
    chmodSync(file, 0o644);
    await expect(openFile(file, null, at)).rejects.toThrow(/chmod 600/);
    expect(readFileSync(file, "utf8")).toBe("no key");
  });
});
