/** How much of reports is taken from one network at a time, and the answer to more. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { networkOf } from "@/server/accounts/rate-limit";
import { sendProblem } from "@/server/http/answers";
import { seconds } from "@/server/platform/clock";
import { processWide } from "@/server/platform/process-wide";
import { reportLimits } from "@/server/vulnerabilities/schema";
import type { Words } from "@/server/words/words";

/** An office behind one address has room enough; one sender cannot hold many connections and their files. */
const mostAtOnce = 4;

const taken = processWide("report-places", () => new Map<string, number>());

/** @returns null where the network has none left, else what gives the place back */
export function takePlace(clientAddress: string): (() => void) | null {
  const network = networkOf(clientAddress);
  const before = taken.get(network) ?? 0;
  if (before >= mostAtOnce) return null;
  taken.set(network, before + 1);
  return () => {
    const left = (taken.get(network) ?? 1) - 1;
    if (left === 0) taken.delete(network);
    else taken.set(network, left);
  };
}

/** The network sends others at this moment; or the form is larger than any may be. */
export type BodyRefusal = "busy" | "too-large";

/** How long somebody who still sends is listened to: a browser takes an answer only when it has sent everything. */
const lingering = 30 * seconds;

/** Answers with 429 or 413 without reading on for what was typed. */
export function refuseBody(request: IncomingMessage, response: ServerResponse, why: BodyRefusal, words: Words): void {
  const { files, fileBytes } = reportLimits;
  if (why === "busy") response.setHeader("Retry-After", "60");
  response.setHeader("Cache-Control", "no-store");
  const megabytes = fileBytes / 1024 / 1024;
  const tell = () =>
    why === "busy"
      ? words("vulnerability.form.busy")
      : words("vulnerability.form.tooLargeAltogether", { files, megabytes });
  sendProblem(response, why === "busy" ? 429 : 413, tell, words);
  endWithin(request, lingering);
  request.resume();
}

/** Gives a connection up whose request has not arrived whole within this time, however steadily it trickles in. */
export function endWithin(request: IncomingMessage, milliseconds: number): void {
  const impatience = setTimeout(() => request.complete || request.destroy(), milliseconds);
  request.once("close", () => clearTimeout(impatience));
}
