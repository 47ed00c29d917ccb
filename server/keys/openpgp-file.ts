/**
 * Where the deployment's OpenPGP key is: the file that OPENPGP_KEY names, or one under DATA_DIR that is made once. It is
 * there whole or not at all, its owner alone can read it, and no message holds any of its content.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { KeyServiceError } from "@/server/keys/key-service";
import { makeOpenPgpKey, type OpenPgpKey, readOpenPgpKey, UnusableOpenPgpKey } from "@/server/keys/openpgp";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { processWide } from "@/server/platform/process-wide";

const opened = processWide("openpgp-keys", () => new Map<string, Promise<OpenPgpKey>>());

/**
 * @param owner names the file under DATA_DIR: the content pack's name @param userId of a key that has to be made
 * @throws KeyServiceError with one line for the operator
 */
export function openPgpKey(owner: string, userId: string): Promise<OpenPgpKey> {
  const own = settings().openPgpKey;
  const file = own ?? join(settings().dataDir, `openpgp-${owner}.asc`);
  const known = opened.get(file);
  if (known !== undefined) return known;
  const key = openFile(file, own === undefined ? userId : null, now());
  opened.set(file, key);
  key.catch(() => opened.delete(file));
  return key;
}

/** @param userId null where a missing file is not to be made @throws KeyServiceError */
export async function openFile(file: string, userId: string | null, at: Date): Promise<OpenPgpKey> {
  const name = userId === null ? `OPENPGP_KEY: ${file}` : `The OpenPGP key ${file}`;
  try {
    const armored = (await readPrivately(file, name)) ?? (userId === null ? null : await makeFile(file, userId, at));
    if (armored === null) throw new KeyServiceError(`${name} is not there: name an armored private key, or unset it.`);
    return await readOpenPgpKey(armored);
  } catch (error) {
    if (error instanceof KeyServiceError) throw error;
    if (error instanceof UnusableOpenPgpKey)
      throw new KeyServiceError(
        `${name} is ${error.message}: ${userId === null ? "export one with gpg --armor --export-secret-keys, or unset it" : "restore it from your backup"}.`,
      );
    throw new KeyServiceError(`${name} can't be read or made (${codeOf(error) ?? "unknown reason"}).`, {
      cause: error,
    });
  }
}

/** @returns null where there is none */
async function readPrivately(file: string, name: string): Promise<string | null> {
  const handle = await open(file, "r").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0)
      throw new KeyServiceError(
        `${name} is open to other users: run "chmod 600 ${file}", and change the key if others could read it.`,
      );
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

/** Of two processes that start at once one wins, and both go on with the winner's key. */
async function makeFile(file: string, userId: string, at: Date): Promise<string> {
  const armored = makeOpenPgpKey(new Uint8Array(randomBytes(32)), userId, at);
  const temporary = `${file}.${randomUUID()}.new`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(temporary, "wx", 0o600);
  try {
    await handle.writeFile(`${armored.trim()}\n`, "utf8");
    await handle.sync();
    // A link, unlike a rename, never takes the place of a file that is there.
    await link(temporary, file);
    return armored;
  } catch (error) {
    const winners = codeOf(error) === "EEXIST" ? await readPrivately(file, `The OpenPGP key ${file}`) : null;
    if (winners === null) throw error;
    return winners;
  } finally {
    await handle.close();
    await unlink(temporary);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
