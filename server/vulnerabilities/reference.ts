/**
 * What a reporter follows a report with: `VR-7K3F-9QXM-2HTA-WW01`. It comes of the submission by a key of the deployment,
 * so that the same submission sent twice is one report, and nobody who lacks the key can guess it (80 bits).
 */
import { keyService } from "@/server/keys/keys";
import { inLetters } from "@/server/platform/ids";

/** @param submission everything that was sent, the form's token included */
export async function referenceOf(submission: string): Promise<string> {
  const index = await (await keyService()).lookupIndex("vulnerability-submission", submission);
  return `VR-${inLetters(index.subarray(0, 16))}`;
}

/** What is kept in its place to find the report again. */
export async function referenceIndex(reference: string): Promise<Uint8Array> {
  return (await keyService()).lookupIndex("vulnerability-reference", reference);
}

/** As somebody types it: small letters, without hyphens, with letters that are taken for digits. @returns null where it can be none */
export function readReference(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]+/gu, "")
    .replace(/^VR(?=.{16}$)/, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(letters)) return null;
  return `VR-${letters.match(/.{4}/g)?.join("-")}`;
}
