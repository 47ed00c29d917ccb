import type { IncomingMessage } from "node:http";

/**
 * Browsers name the origin of every POST: one from another site is forged. From a page whose address holds a token, which
 * is served with `Referrer-Policy: no-referrer`, the origin is `null` (Fetch §3.2.5); there the browser's own
 * `Sec-Fetch-Site`, which no page can set, tells.
 */
export function isSameOrigin({ headers }: Pick<IncomingMessage, "headers">): boolean {
  const { origin, host } = headers;
  if (origin === "null") return headers["sec-fetch-site"] === "same-origin";
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
