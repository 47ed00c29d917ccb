/** For tests: a signed account with one reader, whose documents nobody else's tests see, and the way to a copy. */
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  contactViewerOf,
  cookieOf,
  type MadeContact,
  type MadeFile,
  makeContact,
  makeDocument,
  publishFile,
  signFor,
} from "@/prisma/factories";
import { importAgreements } from "@/server/agreements/versions";
import { currentPack } from "@/server/content/current-pack";
import type { Answer, FileServer } from "@/server/http/testing/file-server";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { nameAccount } from "@/server/vault/publishing";
import type { NewDocumentInput } from "@/server/vault/schema";

export interface PackReader extends MadeContact {
  readonly cookie: string;
}

/** The account has signed. Its documents are named for it alone. */
export async function makeReader(given: Parameters<typeof makeContact>[1] = {}): Promise<PackReader> {
  const pack = await currentPack();
  await importAgreements(database(), pack);
  const contact = await makeContact(["signatory", "reviewer"], given);
  const viewer = await contactViewerOf(contact.personId);
  await signFor(pack, viewer, { again: true });
  return { ...contact, cookie: await cookieOf(contact.personId) };
}

export interface SharedDocument {
  readonly documentId: string;
  readonly versionId: string;
}

export async function shareWith(
  reader: MadeContact,
  file: MadeFile,
  given: Partial<NewDocumentInput> = {},
): Promise<SharedDocument> {
  const { name } = await currentPack();
  const documentId = await makeDocument(name, { class: "named_accounts", ...given });
  const versionId = await publishFile(documentId, file);
  await nameAccount(database(), name, { documentId, accountId: reader.accountId, named: true }, reader.personId);
  return { documentId, versionId };
}

/** Posts the form. @param wanted a document's id, or `pack` */
export function post(server: FileServer, cookie: string, wanted: string, headers: Record<string, string> = {}) {
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  const body = Buffer.from(new URLSearchParams({ document: wanted }).toString());
  return server.ask({ method: "POST", path: "/portal/pack/downloads", cookie, headers: { ...type, ...headers }, body });
}

/** @returns the address of the file, and the download's id */
export async function started(server: FileServer, cookie: string, wanted: string) {
  const { status, headers } = await post(server, cookie, wanted);
  const path = headers.location ?? "";
  if (status !== 303) throw new Error(`the download was not started: ${status}`);
  return { path, id: path.split("/").at(-1) ?? "" };
}

export async function fetched(server: FileServer, cookie: string, wanted: string): Promise<Answer & { id: string }> {
  const { path, id } = await started(server, cookie, wanted);
  return { id, ...(await server.ask({ path, cookie })) };
}

/** Where the stored bytes of a version lie. */
export async function storedPath(versionId: string): Promise<string> {
  const { file } = await database().documentVersion.findUniqueOrThrow({
    where: { id: versionId },
    include: { file: true },
  });
  return join(settings().storageDir, file.storageKey.slice(0, 2), file.storageKey);
}

export const damages = {
  /** @param at counted from the end */
  "a bit flipped": async (path: string, at = 20) => {
    const bytes = await readFile(path);
    const index = bytes.length - at;
    bytes[index] = (bytes[index] ?? 0) ^ 4;
    await writeFile(path, bytes);
  },
  truncated: async (path: string) => truncate(path, (await readFile(path)).length - 17),
  missing: (path: string) => rm(path),
};

/** Stored files that this process holds open. */
export function openStoredFiles(): string[] {
  const folder = settings().storageDir;
  return readdirSync("/proc/self/fd")
    .map((name) => join("/proc/self/fd", name))
    .flatMap((path) => (existsSync(path) ? [readlinkSync(path)] : []))
    .filter((target) => target.startsWith(folder));
}
