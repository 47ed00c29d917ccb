/** A cheap mark of a pack's files, so that a caller loads it again when one changed. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { demoFolder } from "./demo-overlay";
import { ContentProblems } from "./problems";
import { isMissing } from "./text-file";

/** As of one look at the pack's folder. No file is read. */
export interface PackState {
  /** Hash of the names, sizes and modification times of all that is in it. */
  readonly fingerprint: string;
  /** When something in it last came, went or changed: a folder's own time tells of what was taken out of it. */
  readonly changedAt: Date;
}

/** @param demonstration the files that a demonstration adds count too */
export async function packState(contentDir: string, publisher: string, demonstration = false): Promise<PackState> {
  requireFolderName(publisher);
  const added = demoFolder(publisher);
  const files = [
    ...(await filesBelow(contentDir, publisher)),
    ...(demonstration && existsSync(join(contentDir, added)) ? await filesBelow(contentDir, added) : []),
  ];
  const hash = createHash("sha256");
  let changed = 0;
  for (const name of files) {
    try {
      const { size, mtimeMs, ctimeMs } = await stat(join(contentDir, name));
      hash.update(`${name}\0${size}\0${mtimeMs}\0${ctimeMs}\n`);
      changed = Math.max(changed, mtimeMs, ctimeMs);
    } catch (error) {
      // Removed since it was listed: the next look will differ, which is all that is wanted.
      if (!isMissing(error)) throw error;
    }
  }
  return { fingerprint: hash.digest("hex"), changedAt: new Date(changed) };
}

export const packFingerprint = async (contentDir: string, publisher: string, demonstration = false): Promise<string> =>
  (await packState(contentDir, publisher, demonstration)).fingerprint;

async function filesBelow(contentDir: string, publisher: string): Promise<string[]> {
  try {
    const names = await readdir(join(contentDir, publisher), { recursive: true });
    return ["", ...names.sort()].map((name) => join(publisher, name));
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ContentProblems([
      { file: publisher, line: 1, what: "There is no such content pack.", mend: "Check PUBLISHER and CONTENT_DIR." },
    ]);
  }
}

/** Keeps a publisher's name from leading out of the content folder. */
export function requireFolderName(publisher: string): void {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(publisher)) return;
  throw new ContentProblems([
    {
      file: "content",
      line: 1,
      what: `“${publisher}” is not a pack's name.`,
      mend: "Name a folder of the content folder in lower-case letters, digits and hyphens.",
    },
  ]);
}
