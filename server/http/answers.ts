import type { ServerResponse } from "node:http";
import { type Words, wordsIn } from "@/server/words/words";

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}

/** Sends a form on with GET (RFC 9110 §15.4.4). */
export function sendRedirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location }).end();
}

/** One sentence as a plain page, for a person whose browser asked for a file: in English where its address tells no language. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  tell: (words: Words) => string,
  words: Words = wordsIn("en"),
): void {
  response
    .writeHead(status, { "Content-Type": "text/plain; charset=utf-8" })
    .end(`${tell(words)}\n${words("form.goBack")}\n`);
}

/** A file name as RFC 6266 §4.3 wants it: an ASCII fallback and the true name in UTF-8. */
export function contentDisposition(fileName: string): string {
  const ascii =
    fileName
      .normalize("NFKD")
      .replace(/[^\x20-\x7e]/g, "")
      .replace(/["\\]/g, "")
      .trim() || "document";
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
