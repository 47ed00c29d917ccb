import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ByteRange, DamagedFileError } from "@/server/keys/chunked-encryption";
import { type KeyService, KeyServiceError } from "@/server/keys/key-service";
import { openLocalKeyService } from "@/server/keys/local-key-service";
import {
  type EncryptedFile,
  FileTooLargeError,
  openEncryptedFile,
  writeEncryptedFile,
} from "@/server/storage/encrypted-file";
import { createFileStorage } from "@/server/storage/file-storage";
import { MissingObjectError, type ObjectStorage } from "@/server/storage/object-storage";

const context = "publisher/document/1/version/1";
const megabyte = 1_000_000;

let folder: string;
let storage: ObjectStorage;
let keys: KeyService;

const keysIn = (name: string) =>
  openLocalKeyService({
    file: join(folder, name),
    organisation: "ALAI Holding AS",
    createIfMissing: true,
    now: new Date("2026-11-22T12:00:00Z"),
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "encrypted-file-"));
  storage = createFileStorage(join(folder, "objects"));
  keys = await keysIn("keys.json");
});
afterEach(() => rm(folder, { recursive: true }));

async function* from(...pieces: Uint8Array[]) {
  yield* pieces;
}

const write = (content: Uint8Array, maximumBytes = 50 * megabyte) =>
  writeEncryptedFile({ storage, keys, source: from(content), context, maximumBytes });

async function read(
  file: EncryptedFile,
  range?: ByteRange,
  changes: Partial<Parameters<typeof openEncryptedFile>[0]> = {},
) {
  const opened = await openEncryptedFile({ storage, keys, context, ...file, ...changes });
  const pieces: Uint8Array[] = [];
  for await (const piece of opened.read(range)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const pathOf = (file: EncryptedFile) => join(folder, "objects", file.storageKey.slice(0, 2), file.storageKey);

async function storedFiles() {
  const entries = await readdir(join(folder, "objects"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile());
}

describe("a file", () => {
  it("comes back whole and in ranges, as often as asked", async () => {
    const content = randomBytes(100_000);
    const file = await write(content);
    expect(file.bytes).toBe(100_000);
    expect(file.sha256).toBe(createHash("sha256").update(content).digest("hex"));
    expect((await read(file)).equals(content)).toBe(true);
    expect((await read(file, { start: 16_380, end: 33_000 })).equals(content.subarray(16_380, 33_000))).toBe(true);
    expect((await read(file, { start: 0, end: 0 })).length).toBe(0);
    expect((await read(await write(Buffer.alloc(0)))).length).toBe(0);
  });

  it("shows nothing of itself on the disk", async () => {
    const secret = "AlphaGen penetration test, not for everybody. ".repeat(500);
    const file = await write(Buffer.from(secret));
    const stored = await readFile(pathOf(file));
    expect(stored.includes("penetration")).toBe(false);
    expect(Buffer.from(file.wrapped.wrapped).length).toBe(1 + 12 + 32 + 16);
  });

  it("is closed again, read to its end or left half-read", async () => {
    const file = await write(randomBytes(3 * megabyte));
    let open = 0;
    const counting: ObjectStorage = {
      ...storage,
      stat: (key) => storage.stat(key),
      open: async (key) => {
        const object = await storage.open(key);
        open += 1;
        return {
          ...object,
          close: async () => {
            open -= 1;
            await object.close();
          },
        };
      },
    };
    const opened = await openEncryptedFile({ keys, context, ...file, storage: counting });
    for await (const piece of opened.read()) {
      expect(piece.length).toBeGreaterThan(0);
      expect(open).toBe(1);
      break;
    }
    expect(open).toBe(0);
    expect((await read(file, undefined, { storage: counting })).length).toBe(3 * megabyte);
    expect(open).toBe(0);
  });

  it("is missing once it is removed", async () => {
    const file = await write(randomBytes(10));
    await storage.remove(file.storageKey);
    await expect(read(file)).rejects.toBeInstanceOf(MissingObjectError);
  });
});

describe("the limit", () => {
  it("is inclusive, named, and leaves nothing behind", async () => {
    expect((await write(Buffer.alloc(1000), 1000)).bytes).toBe(1000);
    const before = await storedFiles();
    const refusal = await write(Buffer.alloc(2_500_001), 2_500_000).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FileTooLargeError);
    expect(refusal).toMatchObject({ maximumBytes: 2_500_000, message: expect.stringContaining("2,500,000 bytes") });
    expect(await storedFiles()).toEqual(before);
  });

  it("cuts an endless source off", async () => {
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(65_536);
    })();
    const tooLarge = writeEncryptedFile({ storage, keys, source: endless, context, maximumBytes: 5 * megabyte });
    await expect(tooLarge).rejects.toBeInstanceOf(FileTooLargeError);
    expect(await storedFiles()).toEqual([]);
  });
});

describe("what does not belong together is refused", () => {
  it("another context, another key file, another file's key", async () => {
    const file = await write(randomBytes(100));
    const other = await write(randomBytes(100));
    await expect(read(file, undefined, { context: "publisher/document/2/version/1" })).rejects.toBeInstanceOf(
      KeyServiceError,
    );
    await expect(read(file, undefined, { keys: await keysIn("other.json") })).rejects.toBeInstanceOf(KeyServiceError);
    await expect(read(file, undefined, { wrapped: other.wrapped })).rejects.toBeInstanceOf(DamagedFileError);
    await expect(read(file, undefined, { storageKey: other.storageKey })).rejects.toBeInstanceOf(DamagedFileError);
  });

  it("a stored file that was cut at a chunk, lengthened, emptied or changed", async () => {
    const cut = await write(randomBytes(50_000));
    await truncate(pathOf(cut), 56 + 16_400);
    await expect(read(cut)).rejects.toBeInstanceOf(DamagedFileError);
    // Even a row that was cut to match: the short last chunk is missing.
    await expect(read({ ...cut, bytes: 16_384 })).rejects.toBeInstanceOf(DamagedFileError);

    const lengthened = await write(randomBytes(50_000));
    await appendFile(pathOf(lengthened), "x");
    await expect(read(lengthened)).rejects.toBeInstanceOf(DamagedFileError);
    await expect(read({ ...lengthened, bytes: 50_001 })).rejects.toBeInstanceOf(DamagedFileError);

    const emptied = await write(randomBytes(50_000));
    await truncate(pathOf(emptied), 0);
    await expect(read(emptied)).rejects.toBeInstanceOf(DamagedFileError);

    const changed = await write(randomBytes(50_000));
    const stored = await readFile(pathOf(changed));
    stored.writeUInt8(stored.readUInt8(20_000) ^ 1, 20_000);
    await writeFile(pathOf(changed), stored);
    await expect(read(changed)).rejects.toBeInstanceOf(DamagedFileError);
    expect((await read(changed, { start: 40_000, end: 40_010 })).length).toBe(10);
  });
});

it("streams 300 MB in little memory", async () => {
  const piece = randomBytes(65_536);
  const source = (async function* () {
    for (let sent = 0; sent < 300 * megabyte; sent += piece.length) yield piece;
  })();
  const before = process.memoryUsage().rss;
  let highest = before;
  const sampler = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 5);
  const file = await writeEncryptedFile({ storage, keys, source, context, maximumBytes: 400 * megabyte });
  const hash = createHash("sha256");
  const opened = await openEncryptedFile({ storage, keys, context, ...file });
  for await (const part of opened.read()) hash.update(part);
  clearInterval(sampler);
  expect(hash.digest("hex")).toBe(file.sha256);
  expect(highest - before).toBeLessThan(80 * megabyte);
});
