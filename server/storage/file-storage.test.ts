import { randomBytes } from "node:crypto";
import type * as FileSystem from "node:fs/promises";
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFileStorage } from "@/server/storage/file-storage";
import { MissingObjectError, StorageFullError } from "@/server/storage/object-storage";

/** A disk that can be full, and what it was asked to do. */
const disk = vi.hoisted(() => ({
  failing: undefined as undefined | { operation: "writeFile" | "sync" | "rename"; code: string },
  asked: [] as string[],
}));

vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof FileSystem>();
  const fail = (operation: string) => {
    disk.asked.push(operation);
    if (disk.failing?.operation !== operation) return;
    throw Object.assign(new Error(`${disk.failing.code}: no luck`), { code: disk.failing.code });
  };
  const open: typeof real.open = async (...options) => {
    const handle = await real.open(...options);
    const { writeFile: write, sync } = handle;
    let writes = 0;
    handle.writeFile = async (...data) => {
      // The first piece still fits, so that there is something to clear away.
      if (++writes > 1) fail("writeFile");
      return write.apply(handle, data);
    };
    handle.sync = async () => {
      fail("sync");
      return sync.apply(handle);
    };
    return handle;
  };
  const rename: typeof real.rename = async (...options) => {
    fail("rename");
    return real.rename(...options);
  };
  return { ...real, open, rename };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-storage-"));
});
afterEach(async () => {
  disk.failing = undefined;
  disk.asked.length = 0;
  await rm(folder, { recursive: true });
});

async function* from(...pieces: Uint8Array[]) {
  yield* pieces;
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("put", () => {
  it("keeps a stream whole under a random key, for the server's user alone", async () => {
    const storage = createFileStorage(join(folder, "made", "on-demand"));
    const stored = await storage.put(from(Buffer.from("one "), Buffer.alloc(0), Buffer.from("two")));
    expect(stored.bytes).toBe(7);
    expect(stored.key).toMatch(/^[0-9a-f-]{36}$/);
    const path = join(folder, "made", "on-demand", stored.key.slice(0, 2), stored.key);
    expect(await filesIn(folder)).toEqual([path]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, ".."))).mode & 0o777).toBe(0o700);
    expect(await storage.stat(stored.key)).toEqual(stored);
  });

  it("gives a file its name only once its content is on the disk, and puts the name there too", async () => {
    await createFileStorage(folder).put(from(Buffer.from("one")));
    expect(disk.asked.filter((operation) => operation !== "writeFile")).toEqual(["sync", "rename", "sync", "sync"]);
  });

  it("keeps an empty stream, and the same stream twice under two keys", async () => {
    const storage = createFileStorage(folder);
    const one = await storage.put(from());
    const other = await storage.put(from());
    expect(one.bytes).toBe(0);
    expect(other.key).not.toBe(one.key);
  });

  it("leaves nothing behind when its source breaks, and closes the source when it breaks itself", async () => {
    const storage = createFileStorage(folder);
    const broken = (async function* () {
      yield randomBytes(100_000);
      throw new Error("the connection broke");
    })();
    await expect(storage.put(broken)).rejects.toThrow("the connection broke");

    disk.failing = { operation: "writeFile", code: "EIO" };
    let closed = false;
    const endless = (async function* () {
      try {
        for (;;) yield randomBytes(10);
      } finally {
        closed = true;
      }
    })();
    await expect(storage.put(endless)).rejects.toMatchObject({ code: "EIO" });
    expect(closed).toBe(true);
    expect(await filesIn(folder)).toEqual([]);
  });

  it.each([
    ["writeFile", "ENOSPC"],
    ["writeFile", "EDQUOT"],
    ["sync", "ENOSPC"],
    ["rename", "ENOSPC"],
  ] as const)("says that the storage is full when %s gives %s, and leaves nothing behind", async (operation, code) => {
    disk.failing = { operation, code };
    const storage = createFileStorage(folder);
    const refusal = await storage.put(from(randomBytes(100), randomBytes(100))).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StorageFullError);
    expect(String(refusal)).toContain("The storage is full");
    expect(String(refusal)).not.toContain(folder);
    expect(await filesIn(folder)).toEqual([]);
    disk.failing = undefined;
    expect((await storage.put(from(randomBytes(100)))).bytes).toBe(100);
  });
});

describe("open", () => {
  it("reads at any offset, and less where the object ends", async () => {
    const storage = createFileStorage(folder);
    const content = randomBytes(100_000);
    const { key } = await storage.put(from(content));
    const object = await storage.open(key);
    expect(object.bytes).toBe(100_000);
    const parts = await Promise.all([object.read(99_990, 100), object.read(0, 5), object.read(50_000, 10)]);
    await object.close();
    expect(parts.map((part) => Buffer.from(part))).toEqual([
      content.subarray(99_990),
      content.subarray(0, 5),
      content.subarray(50_000, 50_010),
    ]);
  });

  it("finds nothing that was removed, and removing twice is no error", async () => {
    const storage = createFileStorage(folder);
    const { key } = await storage.put(from(randomBytes(10)));
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.open(key)).rejects.toBeInstanceOf(MissingObjectError);
    await expect(storage.stat(key)).rejects.toBeInstanceOf(MissingObjectError);
  });

  it.each([
    "../secret",
    "/etc/passwd",
    "",
    ".",
    "unfinished",
    "ab/../../secret",
    "0b5f2f3e-0000-4000-8000-00000000000G",
    "0B5F2F3E-0000-4000-8000-000000000000",
    "0b5f2f3e-0000-4000-8000-000000000000\n",
    "0b5f2f3e-0000-4000-8000-000000000000\0",
    "０b5f2f3e-0000-4000-8000-000000000000",
  ])("refuses the forged key %j everywhere", async (key) => {
    const storage = createFileStorage(join(folder, "objects"));
    await writeFile(join(folder, "secret"), "secret");
    await expect(storage.open(key)).rejects.toBeInstanceOf(MissingObjectError);
    await expect(storage.stat(key)).rejects.toBeInstanceOf(MissingObjectError);
    await expect(storage.remove(key)).rejects.toBeInstanceOf(MissingObjectError);
    expect(await filesIn(folder)).toEqual([join(folder, "secret")]);
  });
});

describe("sweep", () => {
  it("removes leftovers older than a day and nothing else", async () => {
    const storage = createFileStorage(folder);
    const kept = await storage.put(from(randomBytes(10)));
    const now = new Date("2026-11-22T12:00:00Z");
    const ages = { old: 86_401_000, young: 86_399_000 };
    for (const [name, age] of Object.entries(ages)) {
      const path = join(folder, "unfinished", name);
      await writeFile(path, "leftover");
      await utimes(path, now, new Date(now.getTime() - age));
    }
    const keptPath = join(folder, kept.key.slice(0, 2), kept.key);
    await utimes(keptPath, now, new Date(0));
    expect(await storage.sweep(now)).toBe(1);
    expect(await storage.sweep(now)).toBe(0);
    expect((await filesIn(folder)).sort()).toEqual([keptPath, join(folder, "unfinished", "young")].sort());
  });

  it("finds nothing to do where nothing was ever put", async () => {
    expect(await createFileStorage(join(folder, "absent")).sweep(new Date())).toBe(0);
  });
});
