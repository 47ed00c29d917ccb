/**
 * Objects as files: `<folder>/ab/<uuid>`, for the server's user alone. What has its name there is whole and on
 * the disk; what is still being written is under `<folder>/unfinished` and is removed when it fails.
 */
import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  MissingObjectError,
  type ObjectStorage,
  type OpenObject,
  StorageFullError,
  type StoredObject,
} from "@/server/storage/object-storage";

const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1000;
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param folder made on the first put when it is not there. */
export function createFileStorage(folder: string): ObjectStorage {
  return new FileStorage(folder);
}

class FileStorage implements ObjectStorage {
  readonly #folder: string;
  readonly #unfinished: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#unfinished = join(folder, "unfinished");
  }

  async put(source: AsyncIterable<Uint8Array>): Promise<StoredObject> {
    const key = randomUUID();
    const path = this.#pathOf(key);
    const temporary = join(this.#unfinished, key);
    try {
      await makeFolder(this.#unfinished);
      await makeFolder(dirname(path));
      const bytes = await writeDurably(temporary, source);
      await rename(temporary, path);
      // A new name is safe from a power cut only when the folder that holds it is on the disk too.
      await syncFolder(dirname(path));
      await syncFolder(this.#folder);
      return { key, bytes };
    } catch (error) {
      // What went wrong first says more than a removal that fails after it; `sweep` takes what stays.
      await Promise.allSettled([removeIfThere(temporary), removeIfThere(path)]);
      throw isFull(error) ? new StorageFullError({ cause: error }) : error;
    }
  }

  async open(key: string): Promise<OpenObject> {
    const handle = await open(this.#pathOf(key), "r").catch(asMissing);
    try {
      const { size } = await handle.stat();
      return {
        bytes: size,
        read: (offset, length) => readAt(handle, offset, length),
        close: () => handle.close(),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async stat(key: string): Promise<StoredObject> {
    const { size } = await stat(this.#pathOf(key)).catch(asMissing);
    return { key, bytes: size };
  }

  async remove(key: string): Promise<void> {
    await removeIfThere(this.#pathOf(key));
  }

  async sweep(now: Date): Promise<number> {
    let removed = 0;
    for (const name of await namesIn(this.#unfinished)) {
      const path = join(this.#unfinished, name);
      const age = await ageOf(path, now);
      if (age === undefined || age <= LEFTOVER_AGE_MS) continue;
      await removeIfThere(path);
      removed += 1;
    }
    return removed;
  }

  /** Only what `put` gave is a key, so no key leads out of the folder. */
  #pathOf(key: string): string {
    if (!KEY.test(key)) throw new MissingObjectError("There is no stored file under such a key.");
    return join(this.#folder, key.slice(0, 2), key);
  }
}

/** @returns bytes written. */
async function writeDurably(path: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await open(path, "wx", 0o600);
  try {
    let bytes = 0;
    for await (const piece of source) {
      await handle.writeFile(piece);
      bytes += piece.length;
    }
    await handle.sync();
    return bytes;
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** In ms; undefined when it was finished or removed meanwhile. */
async function ageOf(path: string, now: Date): Promise<number | undefined> {
  try {
    return now.getTime() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function asMissing(error: unknown): never {
  if (isAbsent(error)) throw new MissingObjectError("A stored file is missing.", { cause: error });
  throw error;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
