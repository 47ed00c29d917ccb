/**
 * Where the publisher's mail server posts delivery reports (RFC 3464) as they come, as `message/rfc822`. Whoever may post
 * hears whether it was a report that can be read, and never whether it was about a message of ours.
 */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "@/server/http/form-body";
import { readDeliveryReport } from "@/server/notices/bounces/delivery-report";
import { recordBounces } from "@/server/notices/bounces/record-bounce";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { sha256 } from "@/server/platform/ids";

export const bouncesPath = "/api/mail/bounces";

/** Bytes: a report encloses the message that came back, and ours are short. */
const most = 1024 * 1024;
const types = ["message/rfc822", "text/plain"];

export async function answerBounces(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { bounceToken } = settings();
  if (request.method !== "POST") return say(response, 405, "Post a delivery report here.", { Allow: "POST" });
  if (bounceToken === undefined)
    return say(response, 404, "No delivery reports are taken: set MAIL_BOUNCE_TOKEN, as docs/operating.md says.");
  if (!isBearer(request.headers.authorization, bounceToken))
    return say(response, 401, "Send the token of MAIL_BOUNCE_TOKEN as Authorization: Bearer.", {
      "WWW-Authenticate": "Bearer",
    });
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!types.includes(type)) return say(response, 415, "Send the whole message as message/rfc822 or text/plain.");
  const body = await readBody(request, most);
  if (body === null) return say(response, 413, "The message is larger than 1 MiB.", { Connection: "close" });
  const report = await readDeliveryReport(body);
  if (report === null) return say(response, 400, "This is no delivery report as RFC 3464 describes it.");
  await recordBounces(database(), report);
  say(response, 202, "Taken.");
}

/** Digests have one length, so that the comparison takes the same time whatever was sent. */
function isBearer(header: string | undefined, token: string): boolean {
  const sent = /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1] ?? "";
  return timingSafeEqual(sha256(sent), sha256(token));
}

function say(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers })
    .end(`${text}\n`);
}
