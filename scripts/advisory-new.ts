/**
 * `npm run advisory:new [-- PACK]`: asks for an advisory or a retrospective and writes its file into the pack, with an id
 * that tells nothing of how many there are. Nothing is published by it that is not CLEAR and due.
 */
import { newAdvisory } from "./advisory-new/write";

const contentDir = process.env.CONTENT_DIR || "content";
const publisher = process.argv[2] ?? (process.env.PUBLISHER || "alphagen");

try {
  const { stdin: input, stdout: output } = process;
  const file = await newAdvisory({ input, output, contentDir, publisher, now: new Date() });
  console.log(`\nWritten: ${file}. Write its text, then run npm run content:check -- ${publisher}.`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
