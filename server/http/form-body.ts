import type { IncomingMessage } from "node:http";
import { seconds } from "@/server/platform/clock";

const most = 16 * 1024;
/** A form is typed before it is sent: a body that trickles in longer than this is no form. */
const patience = 30 * seconds;

/** Null where the body is larger than `most` bytes. @throws when it does not arrive in time or whole */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const impatience = setTimeout(() => request.destroy(), patience);
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of request) {
      length += piece.length;
      if (length > most) return null;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } finally {
    clearTimeout(impatience);
  }
}

/** A small form in either encoding that browsers use. Null where it is too large or no form at all. */
export async function readSmallForm(request: IncomingMessage): Promise<FormData | null> {
  const body = await readBody(request, most);
  if (body === null) return null;
  try {
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    return await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    return null;
  }
}
