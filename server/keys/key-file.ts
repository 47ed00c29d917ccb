/**
 * The file that holds the local keys. It is there whole or not at all, only its owner can read it, and whatever is
 * wrong with it is one line that names the file and the mend. No message holds any of its content.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { chown, link, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { KeyServiceError } from "@/server/keys/key-service";
import { createSealIdentity } from "@/server/keys/seal-identity";

export const KEY_BYTES = 32;

const key = z.base64().refine((text) => Buffer.from(text, "base64").length === KEY_BYTES);

const KeyFileContent = z.strictObject({
  /** Tells these keys from those of another file; every wrapped key names it. */
  id: z.uuid(),
  /** Counted from 1, oldest first. None is ever taken out: what it wrapped would be lost. */
  keyEncryptionKeys: z
    .array(z.strictObject({ version: z.int(), key, createdAt: z.iso.datetime() }))
    .min(1)
    .refine((keys) => keys.every(({ version }, index) => version === index + 1)),
  lookupKey: key,
  seal: z.strictObject({ privateKey: z.base64().min(1), certificates: z.array(z.base64().min(1)).min(1) }),
});

/** Keys in base64, as they stand in the file. */
export type KeyFileContent = z.infer<typeof KeyFileContent>;

/** A flipped letter in a key would be a valid but wrong key: the digest finds it at start, not at the first download. */
const Envelope = z.strictObject({
  format: z.literal("trust-centre-keys-1"),
  sha256: z.hash("sha256"),
  keys: z.unknown(),
});

/** @throws KeyServiceError when the file is damaged, open to other users or unreadable. Undefined when there is none. */
export async function readKeyFile(file: string): Promise<KeyFileContent | undefined> {
  let text: string;
  try {
    text = await readPrivately(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw asKeyServiceError(error, `The key file ${file} can't be read`);
  }
  return parse(text, file);
}

async function readPrivately(file: string): Promise<string> {
  const handle = await open(file, "r");
  try {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) {
      const octal = (mode & 0o777).toString(8).padStart(4, "0");
      throw new KeyServiceError(
        `The key file ${file} is open to other users (mode ${octal}): run "chmod 600 ${file}", and change the keys if others could read it.`,
      );
    }
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

function parse(text: string, file: string): KeyFileContent {
  const damaged = new KeyServiceError(`The key file ${file} is damaged: restore it from your backup.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged;
  }
  const envelope = Envelope.safeParse(json);
  if (!envelope.success || digest(envelope.data.keys) !== envelope.data.sha256) throw damaged;
  const content = KeyFileContent.safeParse(envelope.data.keys);
  if (!content.success) throw damaged;
  return content.data;
}

/**
 * Makes new keys unless there are some already: of two processes that start at once one wins, and both go on with
 * the winner's keys.
 */
export async function createKeyFile(file: string, organisation: string, now: Date): Promise<KeyFileContent> {
  const seal = await createSealIdentity({ organisation, createdAt: now });
  const content: KeyFileContent = {
    id: randomUUID(),
    keyEncryptionKeys: [{ version: 1, key: newKey(), createdAt: now.toISOString() }],
    lookupKey: newKey(),
    seal: { privateKey: toBase64(seal.privateKey), certificates: seal.certificates.map(toBase64) },
  };
  const temporary = `${file}.${randomUUID()}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(temporary, async () => content);
    try {
      // A link, unlike a rename, never takes the place of a file that is there.
      await link(temporary, file);
    } finally {
      await unlink(temporary);
    }
    await syncFolder(dirname(file));
    return content;
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      const winners = await readKeyFile(file);
      if (winners) return winners;
    }
    throw asKeyServiceError(error, `The key file ${file} can't be made`);
  }
}

/**
 * Adds a key-encryption key. Two rotations at once would lose the keys of one, and with them all that it wrapped:
 * the file being written is also the lock.
 *
 * @returns the new version.
 */
export async function addKeyEncryptionKey(file: string, now: Date): Promise<number> {
  const next = `${file}.next`;
  let version = 0;
  try {
    await writeDurably(next, async () => {
      const content = await readKeyFile(file);
      if (!content) throw new KeyServiceError(`There is no key file ${file} to add a key to.`);
      version = content.keyEncryptionKeys.length + 1;
      const added = { version, key: newKey(), createdAt: now.toISOString() };
      return { ...content, keyEncryptionKeys: [...content.keyEncryptionKeys, added] };
    });
    // Rotation is often run by root: the server's own user must still be able to read what comes of it.
    const owner = await stat(file);
    await chown(next, owner.uid, owner.gid);
    await rename(next, file);
    await syncFolder(dirname(file));
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      throw new KeyServiceError(
        `Another change of ${file} is under way or was cut short: if none is running, delete ${next} and try again.`,
      );
    }
    throw asKeyServiceError(error, `The key file ${file} can't be changed`);
  }
  return version;
}

/** Writes a new file, which must not be there yet, and leaves none behind when that fails. */
async function writeDurably(file: string, content: () => Promise<KeyFileContent>): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    const keys = await content();
    const envelope = { format: "trust-centre-keys-1", sha256: digest(keys), keys };
    await handle.writeFile(`${JSON.stringify(envelope, null, 2)}\n`, "utf8");
    await handle.sync();
  } catch (error) {
    await unlink(file);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Without it a power cut can take back the new name of a file whose content is safe. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function digest(keys: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(keys) ?? "")
    .digest("hex");
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function asKeyServiceError(error: unknown, sentence: string): KeyServiceError {
  if (error instanceof KeyServiceError) return error;
  return new KeyServiceError(`${sentence} (${codeOf(error) ?? "unknown reason"}).`, { cause: error });
}
