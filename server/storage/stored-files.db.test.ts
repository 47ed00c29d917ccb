import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile as readBytes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDocument, publishFile } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { KeyServiceError } from "@/server/keys/key-service";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import type { StoredFile } from "@/server/platform/generated/prisma/client";
import {
  discardFile,
  forgetFile,
  keepFile,
  readFile,
  readWhole,
  recheckDamagedFiles,
  recordFile,
  UnreadableFile,
} from "@/server/storage/stored-files";

let remove: () => void;
beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
});
afterAll(() => remove());

const limit = 10_000_000;
async function* one(piece: Uint8Array) {
  yield piece;
}
const pathOf = ({ storageKey }: { storageKey: string }) =>
  join(settings().storageDir, storageKey.slice(0, 2), storageKey);

async function kept(content: Uint8Array): Promise<StoredFile> {
  const file = await keepFile(one(content), "document/x", "text/plain", limit);
  await recordFile(database(), file);
  return database().storedFile.findUniqueOrThrow({ where: { id: file.id } });
}

const damageOf = async ({ id }: StoredFile) => ({
  marked: (await database().storedFile.findUniqueOrThrow({ where: { id } })).damagedAt,
  events: await database().auditEvent.count({ where: { kind: "file.damaged", subjectId: id } }),
});

test("what is kept is read again, whole and in parts, and lies encrypted on the disk", async () => {
  const content = Buffer.concat([Buffer.from("very secret words"), randomBytes(100_000)]);
  const row = await kept(content);
  expect((await readWhole(row)).equals(content)).toBe(true);
  const part: Uint8Array[] = [];
  for await (const piece of readFile(row, { start: 16_380, end: 50_000 })) part.push(piece);
  expect(Buffer.concat(part).equals(content.subarray(16_380, 50_000))).toBe(true);
  const onDisk = await readBytes(pathOf(row));
  expect(onDisk.includes("very secret words")).toBe(false);
  expect(await damageOf(row)).toEqual({ marked: null, events: 0 });
});

test("a file without a row can be discarded, and again", async () => {
  const file = await keepFile(one(randomBytes(10)), "document/x", "text/plain", limit);
  expect(existsSync(pathOf(file))).toBe(true);
  await discardFile(file);
  await discardFile(file);
  expect(existsSync(pathOf(file))).toBe(false);
});

test("a file is forgotten with its row; one that evidence refers to stays whole", async () => {
  const row = await kept(randomBytes(10));
  const forget = (file: StoredFile) => database().$transaction((transaction) => forgetFile(transaction, file));
  await forget(row);
  expect([existsSync(pathOf(row)), await database().storedFile.count({ where: { id: row.id } })]).toEqual([false, 0]);
  const content = randomBytes(10);
  const id = await publishFile(await makeDocument("test"), { content });
  const { file } = await database().documentVersion.findUniqueOrThrow({ where: { id }, include: { file: true } });
  await expect(forget(file)).rejects.toThrow();
  expect((await readWhole(file)).equals(content)).toBe(true);
});

describe("a row that points to another file gives nothing of it", () => {
  test("by its place in the storage: the damage is recorded once, however many read", async () => {
    const [mine, other] = [await kept(randomBytes(5000)), await kept(randomBytes(5000))];
    const swapped = { ...mine, storageKey: other.storageKey };
    const reads = await Promise.allSettled([1, 2, 3].map(() => readWhole(swapped)));
    for (const read of reads) expect(read.status === "rejected" && read.reason).toBeInstanceOf(UnreadableFile);
    const { marked, events } = await damageOf(mine);
    expect([marked === null, events]).toEqual([false, 1]);
    expect(await damageOf(other)).toEqual({ marked: null, events: 0 });
  });

  const swaps: Record<string, (mine: StoredFile, other: StoredFile) => StoredFile> = {
    "by place and key": (mine, { storageKey, wrapped }) => ({ ...mine, storageKey, wrapped }),
    "by the key alone": (mine, { wrapped }) => ({ ...mine, wrapped }),
    "by what it was kept for": (mine) => ({ ...mine, context: "document/y" }),
  };
  test.each(Object.entries(swaps))("%s: the key does not open, which says nothing of the file", async (_, swap) => {
    const [mine, other] = [await kept(randomBytes(5000)), await kept(randomBytes(5000))];
    await expect(readWhole(swap(mine, other))).rejects.toBeInstanceOf(KeyServiceError);
    expect(await damageOf(mine)).toEqual({ marked: null, events: 0 });
  });
});

test("a file that was found damaged counts again once it is whole again, and only then", async () => {
  const content = randomBytes(5000);
  const [mended, lost] = [await kept(content), await kept(content)];
  const bytes = await readBytes(pathOf(mended));
  for (const row of [mended, lost]) {
    await writeFile(pathOf(row), bytes.subarray(0, 100));
    await expect(readWhole(row)).rejects.toBeInstanceOf(UnreadableFile);
  }
  await recheckDamagedFiles(database());
  expect((await damageOf(mended)).marked).not.toBeNull();
  await writeFile(pathOf(mended), bytes);
  await recheckDamagedFiles(database());
  expect(await damageOf(mended)).toEqual({ marked: null, events: 1 });
  expect((await readWhole(mended)).equals(content)).toBe(true);
  const still = await damageOf(lost);
  expect([still.marked === null, still.events]).toEqual([false, 1]);
});

test("a file whose row was made after all is not discarded with it", async () => {
  const row = await kept(randomBytes(100));
  await discardFile(row);
  expect(await readWhole(row)).toHaveLength(100);
});

test("keys that cannot be had are no damage to the file", async () => {
  const row = await kept(randomBytes(100));
  const name = Symbol.for("trust-centre/key-service");
  const keys: unknown = Reflect.get(globalThis, name);
  const broken = Promise.reject(new KeyServiceError("The key file is not there."));
  broken.catch(() => {});
  Reflect.set(globalThis, name, broken);
  try {
    await expect(readWhole(row)).rejects.toBeInstanceOf(KeyServiceError);
  } finally {
    Reflect.set(globalThis, name, keys);
  }
  expect(await damageOf(row)).toEqual({ marked: null, events: 0 });
  expect(await readWhole(row)).toHaveLength(100);
});
