import type { IncomingMessage } from "node:http";

const most = 16 * 1024;

/** A small form in either encoding that browsers use. Null where it is too large or no form at all. */
export async function readSmallForm(request: IncomingMessage): Promise<FormData | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.length;
    if (length > most) return null;
    pieces.push(piece);
  }
  try {
    return await new Response(Buffer.concat(pieces), {
      headers: { "content-type": request.headers["content-type"] ?? "" },
    }).formData();
  } catch {
    return null;
  }
}
