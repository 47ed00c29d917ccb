/** What the browser can tell of an upload by itself: a file that can't be taken, how far it has come, and what an answer means. */
import { sizeInWords } from "@/components/vault/size-words";
import { documentLimits } from "@/server/vault/policy";

/** Told before a byte is sent; null where the server has to look at the file. */
export function fileProblem(file: { readonly name: string; readonly size: number } | null): string | null {
  if (file === null || (file.size === 0 && file.name === "")) return "Choose a file.";
  if (file.size === 0) return "The file is empty. Choose another.";
  const isPdf = /\.pdf$/i.test(file.name);
  if (file.size <= (isPdf ? documentLimits.pdfBytes : documentLimits.otherBytes)) return null;
  return `${isPdf ? "A PDF may have at most 50 MB" : "A file may have at most 2 GB"}; this one has ${sizeInWords(file.size)}.`;
}

/** In steps of a tenth, so that a screen reader is not told of every piece. */
export function progressInWords(sent: number, total: number): string {
  if (sent >= total) return "Sent. It is being checked and encrypted.";
  return `${Math.floor((sent / total) * 10) * 10} % of ${sizeInWords(total)} sent`;
}

export type UploadOutcome = { readonly location: string } | { readonly problem: string };

/** @param status 0 where no answer came @param body the answer's text */
export function uploadOutcome(status: number, body: string): UploadOutcome {
  if (status === 0) return { problem: "The connection broke, and nothing was kept. Send it again." };
  const answer = readJson(body);
  const location = textAt(answer, "location");
  if (status === 201 && location !== undefined && location.startsWith("/desk/documents/")) return { location };
  const problem = textAt(answer, "problem");
  if (status === 422 && problem !== undefined) return { problem };
  if (status === 200)
    return { problem: "You were signed out meanwhile, and nothing was kept. Sign in again, then send it again." };
  if (status === 404) return { problem: "This document is gone, or you may no longer publish. Nothing was kept." };
  return { problem: "Something went wrong on our side, and nothing was kept. Try again in a minute." };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function textAt(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === "string" ? found : undefined;
}
