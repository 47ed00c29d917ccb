/**
 * `npm run content:check [-- PACK…]`: lists every problem of the packs under CONTENT_DIR at once, each as
 * `file:line: what is wrong. How to mend it.` Exits with 1 where a pack has an error; warnings are marked and exit with 0.
 * PACK in the environment, or names as arguments, check those packs alone. Nothing is asked of the network.
 */
import { readdir } from "node:fs/promises";
import { problemLine } from "@/server/content/problems";
import { now } from "@/server/platform/clock";
import { checkPack } from "./content-check/check-pack";

const contentDir = process.env.CONTENT_DIR || "content";
const asked = process.argv.slice(2).concat(process.env.PACK || []);
const packs = asked.length > 0 ? asked : await packNames();

let failed = packs.length === 0;
if (failed) console.error(`${contentDir} holds no pack. Check CONTENT_DIR.`);
for (const name of packs) {
  const { errors, warnings } = await checkPack(contentDir, name, now());
  for (const error of errors) console.error(problemLine(error));
  for (const warning of warnings) console.log(problemLine({ ...warning, what: `warning: ${warning.what}` }));
  console.log(`${name}: ${count(errors.length, "error")}, ${count(warnings.length, "warning")}.`);
  failed ||= errors.length > 0;
}
process.exitCode = failed ? 1 : 0;

/** `demo` holds what a demonstration adds to packs, and is none itself. */
async function packNames(): Promise<string[]> {
  const entries = await readdir(contentDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "demo" && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
