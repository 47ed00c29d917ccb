/** Looks for the programs that serve as references. They are optional: a missing one is named in the table. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** nginx is often installed where only the administrator's PATH looks. */
const usualFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/homebrew/bin"];

/** @returns its full path */
export function findProgram(name: string, path = process.env.PATH ?? ""): string | null {
  for (const folder of [...path.split(delimiter).filter(Boolean), ...usualFolders]) {
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
