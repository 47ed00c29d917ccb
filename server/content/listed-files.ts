/** The files of one folder of a pack, in the order of their names. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "./text-file";

export interface ListedFile {
  /** Without its extension. */
  readonly name: string;
  /** Path below the content folder. */
  readonly file: string;
}

/** None where there is no such folder. */
export async function listed(contentDir: string, folder: string, extension: string): Promise<ListedFile[]> {
  try {
    const names = await readdir(join(contentDir, folder));
    return names
      .filter((name) => name.endsWith(extension))
      .sort()
      .map((name) => ({ name: name.slice(0, -extension.length), file: `${folder}/${name}` }));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
