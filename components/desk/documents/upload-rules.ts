/** What the browser can tell of an upload by itself: a file that can't be taken, how far it has come, and what an answer means. */
import { uploadWords } from "@/components/desk/documents/upload-words";
import { filled } from "@/components/vault/copy-words";
import { sizeInWords } from "@/components/vault/size-words";
import { documentLimits } from "@/server/vault/policy";
import type { Locale } from "@/server/words/locale";

/** Told before a byte is sent; null where the server has to look at the file. */
export function fileProblem(
  file: { readonly name: string; readonly size: number } | null,
  locale: Locale,
): string | null {
  const words = uploadWords[locale];
  if (file === null || (file.size === 0 && file.name === "")) return words.choose;
  if (file.size === 0) return words.emptyFile;
  const isPdf = /\.pdf$/i.test(file.name);
  if (file.size <= (isPdf ? documentLimits.pdfBytes : documentLimits.otherBytes)) return null;
  return filled(isPdf ? words.pdfTooLarge : words.fileTooLarge, { size: sizeInWords(file.size, locale) });
}

/** In steps of a tenth, so that a screen reader is not told of every piece. */
export function progressInWords(sent: number, total: number, locale: Locale): string {
  const words = uploadWords[locale];
  if (sent >= total) return words.checking;
  const percent = Math.floor((sent / total) * 10) * 10;
  return filled(words.sent, { percent, size: sizeInWords(total, locale) });
}

export type UploadOutcome = { readonly location: string } | { readonly problem: string };

/** @param status 0 where no answer came @param body the answer's text */
export function uploadOutcome(status: number, body: string, locale: Locale): UploadOutcome {
  const words = uploadWords[locale];
  if (status === 0) return { problem: words.broke };
  const answer = readJson(body);
  const location = textAt(answer, "location");
  if (status === 201 && location !== undefined && location.startsWith("/desk/documents/")) return { location };
  const problem = textAt(answer, "problem");
  if (status === 422 && problem !== undefined) return { problem };
  if (status === 200) return { problem: words.signedOut };
  if (status === 404) return { problem: words.gone };
  return { problem: words.failed };
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
