/** The forms of public pages: where there are any, and how one is read before Next is asked for its answer. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { readBody } from "@/server/http/form-body";
import { isSameOrigin } from "@/server/http/same-origin";
import { reportPath } from "@/server/vulnerabilities/security-text";

/** Public forms are short; anything longer is refused before it is read. */
const largestForm = 256 * 1024;

/** The pages with a form that posts. report-route.ts answers those about vulnerabilities before they come here. */
export const formPages: readonly string[] = [
  "/sign-in",
  "/sign-in/confirm",
  "/request-access",
  "/request-access/confirm",
  "/subscribe",
  "/subscribe/confirm",
  reportPath,
  `${reportPath}/status`,
];

/** @param url without its language */
export function methodsOf(url: string): readonly string[] {
  const reading = ["GET", "HEAD"];
  return formPages.includes(url.split("?")[0] ?? "/") ? [...reading, "POST"] : reading;
}

/** Null where the form is larger than 256 KB. @throws when it does not arrive in time or whole */
export async function readPageForm(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > largestForm) return null;
  return readBody(request, largestForm);
}

/** What Next is told of a form. It compares the origin with the host: it is told the outcome of our own comparison. */
export function formHeaders(request: IncomingMessage, body: Buffer): IncomingHttpHeaders {
  const { host, "content-type": type, "user-agent": agent, "x-client-address": client } = request.headers;
  return {
    host,
    origin: isSameOrigin(request) ? `http://${host}` : "http://another.invalid",
    "content-type": type,
    "content-length": String(body.length),
    "user-agent": agent,
    "x-client-address": client,
    accept: "text/html",
  };
}
