import { createPublicKey, randomBytes, verify, X509Certificate } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type KeyService, KeyServiceError } from "@/server/keys/key-service";
import { addKeyVersion, openLocalKeyService } from "@/server/keys/local-key-service";

const now = new Date("2026-11-22T12:00:00Z");
const later = new Date("2027-01-01T00:00:00Z");

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
  file = join(folder, "keys.json");
});
afterEach(() => rm(folder, { recursive: true }));

const openKeys = (createIfMissing = false, path = file) =>
  openLocalKeyService({ file: path, organisation: "AlphaGen Holdings Limited", createIfMissing, now });

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const refusal = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(KeyServiceError);
  const message = refusal instanceof Error ? refusal.message : "";
  expect(message).not.toContain("\n");
  return message;
}

const opens = async (keys: KeyService, wrapped: Awaited<ReturnType<KeyService["wrap"]>>, dataKey: Uint8Array) =>
  Buffer.from(await keys.unwrap(wrapped, "row/1")).equals(dataKey);

describe("the key file", () => {
  it("is made once, for its owner alone, and holds the same keys when opened again", async () => {
    file = join(folder, "data", "keys.json");
    const made = await openKeys(true);
    const dataKey = randomBytes(32);
    const wrapped = await made.wrap(dataKey, "row/1");
    const again = await openKeys(true);
    expect(await opens(again, wrapped, dataKey)).toBe(true);
    expect(await again.checkValue()).toBe(await made.checkValue());
    expect(await readdir(join(folder, "data"))).toEqual(["keys.json"]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "data"))).mode & 0o777).toBe(0o700);
  });

  it("is the same for all who start at once", async () => {
    const services = await Promise.all(Array.from({ length: 8 }, () => openKeys(true)));
    const checks = await Promise.all(services.map((service) => service.checkValue()));
    expect(new Set(checks).size).toBe(1);
    expect(await (await openKeys()).checkValue()).toBe(checks[0]);
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });

  it("is asked for when it is missing", async () => {
    const message = await refusalOf(openKeys());
    expect(message).toContain(
      `the database was encrypted with keys that are not in ${file}: restore it from your backup`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([0o640, 0o604, 0o660, 0o644, 0o601])("is refused with mode %o, naming the mend", async (mode) => {
    await openKeys(true);
    await chmod(file, mode);
    expect(await refusalOf(openKeys())).toContain(`chmod 600 ${file}`);
    await chmod(file, 0o600);
    await openKeys();
  });

  it("is refused when it is damaged, shows nothing of itself then, and is never written over", async () => {
    await openKeys(true);
    const text = await readFile(file, "utf8");
    const key = /"key": "([^"]+)"/.exec(text)?.[1] ?? "";
    expect(Buffer.from(key, "base64").length).toBe(32);
    const otherKey = `${key.startsWith("A") ? "B" : "A"}${key.slice(1)}`;
    const damages = {
      empty: "",
      cut: text.slice(0, -20),
      "cut in a key": text.slice(0, text.indexOf(key) + 10),
      "one letter of a key": text.replace(key, otherKey),
      "another format": text.replace("trust-centre-keys-1", "trust-centre-keys-2"),
      "another file": '{"keys":[]}',
      zeroes: "\0".repeat(text.length),
    };
    for (const [name, damaged] of Object.entries(damages)) {
      await writeFile(file, damaged);
      const message = await refusalOf(openKeys(true));
      expect(message, name).toBe(`The key file ${file} is damaged: restore it from your backup.`);
      expect(await readFile(file, "utf8")).toBe(damaged);
    }
  });

  it("is refused in a place that can't be written", async () => {
    await writeFile(join(folder, "not-a-folder"), "");
    expect(await refusalOf(openKeys(true, join(folder, "not-a-folder", "keys.json")))).toContain("ENOTDIR");
  });
});

describe("wrapping", () => {
  it("takes another nonce each time and opens with the same context only", async () => {
    const keys = await openKeys(true);
    const dataKey = randomBytes(32);
    const one = await keys.wrap(dataKey, "row/1");
    const other = await keys.wrap(dataKey, "row/1");
    expect(Buffer.from(one.wrapped).equals(Buffer.from(other.wrapped))).toBe(false);
    expect(await opens(keys, one, dataKey)).toBe(true);
    await refusalOf(keys.unwrap(one, "row/2"));
  });

  it("refuses a forged, cut or foreign wrapped key", async () => {
    const keys = await openKeys(true);
    const wrapped = await keys.wrap(randomBytes(32), "row/1");
    for (let at = 0; at < wrapped.wrapped.length; at++) {
      const forged = Buffer.from(wrapped.wrapped);
      forged.writeUInt8(forged.readUInt8(at) ^ 1, at);
      await refusalOf(keys.unwrap({ ...wrapped, wrapped: forged }, "row/1"));
    }
    await refusalOf(keys.unwrap({ ...wrapped, wrapped: wrapped.wrapped.subarray(0, 20) }, "row/1"));
    const foreign = await openKeys(true, join(folder, "foreign.json"));
    expect(await refusalOf(foreign.unwrap(wrapped, "row/1"))).toContain("keys that are not in");
    for (const kekVersion of [0, 2, -1, 1.5, Number.NaN]) {
      expect(await refusalOf(keys.unwrap({ ...wrapped, kekVersion }, "row/1"))).toContain(`version ${kekVersion}`);
    }
  });

  it.each([0, 16, 31, 33])("refuses a data key of %i bytes", async (bytes) => {
    await refusalOf((await openKeys(true)).wrap(Buffer.alloc(bytes), "row/1"));
  });
});

describe("rotation", () => {
  it("wraps with the newest key and opens with every one", async () => {
    const dataKey = randomBytes(32);
    const before = await openKeys(true);
    const check = await before.checkValue();
    const old = await before.wrap(dataKey, "row/1");
    expect(await addKeyVersion(file, later)).toBe(2);
    expect(await addKeyVersion(file, later)).toBe(3);

    const after = await openKeys();
    const fresh = await after.wrap(dataKey, "row/1");
    const rewrapped = await after.rewrap(old, "row/1");
    expect([old.kekVersion, fresh.kekVersion, rewrapped.kekVersion]).toEqual([1, 3, 3]);
    for (const wrapped of [old, fresh, rewrapped]) expect(await opens(after, wrapped, dataKey)).toBe(true);
    expect(await opens(before, fresh, dataKey)).toBe(true);
    await refusalOf(after.rewrap(old, "row/2"));
    expect(await after.checkValue()).toBe(check);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });

  it("loses no key when two run at once", async () => {
    await openKeys(true);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => addKeyVersion(file, later)));
    const added = results.filter((result) => result.status === "fulfilled").map((result) => result.value);
    expect(added.length).toBeGreaterThan(0);
    expect(new Set(added).size).toBe(added.length);
    const { kekVersion } = await (await openKeys()).wrap(randomBytes(32), "row/1");
    expect(kekVersion).toBe(Math.max(...added));
  });

  it("says what to do when an earlier one was cut short, and changes nothing", async () => {
    await openKeys(true);
    const before = await readFile(file, "utf8");
    await writeFile(`${file}.next`, "cut", { mode: 0o600 });
    expect(await refusalOf(addKeyVersion(file, later))).toContain(`delete ${file}.next`);
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("of no file, or of a damaged one, is refused and leaves nothing", async () => {
    expect(await refusalOf(addKeyVersion(file, later))).toContain("There is no key file");
    await writeFile(file, "{}", { mode: 0o600 });
    expect(await refusalOf(addKeyVersion(file, later))).toContain("damaged");
    expect(await readdir(folder)).toEqual(["keys.json"]);
  });

  it("is missed by an older backup, which is said", async () => {
    await openKeys(true);
    const backup = await readFile(file, "utf8");
    await addKeyVersion(file, later);
    const wrapped = await (await openKeys()).wrap(randomBytes(32), "row/1");
    await writeFile(file, backup);
    expect(await refusalOf((await openKeys()).unwrap(wrapped, "row/1"))).toContain("restore the newest backup");
  });
});

describe("look-ups", () => {
  it("are the same for the same value, and tell purposes, values and key files apart", async () => {
    const keys = await openKeys(true);
    const foreign = await openKeys(true, join(folder, "foreign.json"));
    const hex = async (work: Promise<Uint8Array>) => Buffer.from(await work).toString("hex");
    const values = await Promise.all([
      hex(keys.lookupIndex("email", "ola@alai.example")),
      hex(keys.lookupIndex("email", "øla@alai.example")),
      hex(keys.lookupIndex("domain", "ola@alai.example")),
      hex(keys.lookupIndex("emailo", "la@alai.example")),
      hex(foreign.lookupIndex("email", "ola@alai.example")),
    ]);
    expect(new Set(values).size).toBe(5);
    expect(values[0]).toHaveLength(64);
    await addKeyVersion(file, later);
    expect(await hex((await openKeys()).lookupIndex("email", "ola@alai.example"))).toBe(values[0]);
  });
});

describe("the check value", () => {
  it("tells key files apart and is none of the keys", async () => {
    const keys = await openKeys(true);
    const foreign = await openKeys(true, join(folder, "foreign.json"));
    const check = await keys.checkValue();
    expect(check).not.toBe(await foreign.checkValue());
    const text = await readFile(file, "utf8");
    expect(text).not.toContain(check.split(".")[1]);
  });
});

describe("the seal", () => {
  it("is the same after a restart, and its certificate verifies it", async () => {
    await openKeys(true);
    const sealer = await (await openKeys()).sealer();
    const data = Buffer.from("Vertraulichkeitsvereinbarung, 保密協議");
    const [certificate] = sealer.certificates;
    if (!certificate) throw new Error("A seal has a certificate.");
    const publicKey = createPublicKey(
      new X509Certificate(certificate).publicKey.export({ type: "spki", format: "pem" }),
    );
    expect(verify("sha256", data, publicKey, await sealer.sign(data))).toBe(true);
    expect(verify("sha256", Buffer.from("another text"), publicKey, await sealer.sign(data))).toBe(false);
  });
});
