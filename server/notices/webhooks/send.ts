/**
 * One attempt to deliver. The name is resolved once, every address of the answer is checked, and the connection goes to
 * exactly these: a name that changes in between leads nowhere else. Redirects are not followed, and of the answer nothing
 * but its status is kept.
 */
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import type { LookupFunction } from "node:net";
import { readEndpointAddress } from "@/server/notices/webhooks/endpoint-address";
import { destinationOf, type Network, type ResolvedAddress } from "@/server/notices/webhooks/network";
import { attemptTimeout } from "@/server/notices/webhooks/retries";
import { now, seconds } from "@/server/platform/clock";
import type { WebhookFailure } from "@/server/platform/generated/prisma/enums";

export interface Attempt {
  readonly failure: WebhookFailure | null;
  readonly status: number | null;
  /** Milliseconds that the endpoint asked to be left alone for, by Retry-After in seconds (RFC 9110 §10.2.3). */
  readonly retryAfter: number | null;
  readonly milliseconds: number;
}

export interface Outgoing {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Limits {
  /** Milliseconds from the look-up of the name to the head of the answer. */
  readonly timeout: number;
}

const mostAnswerBytes = 64 * 1024;
/** Milliseconds that an answer's body is read for, so that a polite server is not cut off; then the connection is closed. */
const longestBody = 2 * seconds;

export async function sendWebhook(
  network: Network,
  outgoing: Outgoing,
  { timeout }: Limits = { timeout: attemptTimeout },
): Promise<Attempt> {
  const started = now();
  const ended = (failure: WebhookFailure | null, status: number | null = null, retryAfter: number | null = null) => ({
    ...{ failure, status, retryAfter },
    milliseconds: now().getTime() - started.getTime(),
  });
  const url = readEndpointAddress(outgoing.address);
  if (typeof url === "string") return ended("private_address");
  const deadline = AbortSignal.timeout(timeout);
  const destination = await destinationOf(network, url.hostname, deadline);
  if (deadline.aborted) return ended("timeout");
  if (destination.state !== "allowed")
    return ended(destination.state === "private" ? "private_address" : "unknown_name");
  const answer = await post(url, destination.addresses, outgoing, network.authority, deadline);
  if (typeof answer === "string") return ended(answer);
  return ended(failureOf(answer.status), answer.status, answer.retryAfter);
}

function failureOf(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "redirect";
  return status === 410 ? "gone" : "status";
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number | null;
}

function post(
  url: URL,
  addresses: readonly ResolvedAddress[],
  { headers, body }: Outgoing,
  authority: string | undefined,
  signal: AbortSignal,
): Promise<Answer | WebhookFailure> {
  return new Promise((done) => {
    let stage: "connection" | "tls" | "answer" = "connection";
    const sent = request(url, {
      method: "POST",
      // One connection an attempt, so that none outlives the check of its address.
      agent: new Agent({
        keepAlive: false,
        maxCachedSessions: 0,
        // Said here, so that no variable of the environment takes it away.
        rejectUnauthorized: true,
        ...(authority === undefined ? {} : { ca: authority }),
      }),
      lookup: only(addresses),
      signal,
      headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    });
    sent.on("socket", (socket) => {
      socket.on("connect", () => {
        stage = "tls";
      });
      socket.on("secureConnect", () => {
        stage = "answer";
      });
    });
    sent.on("response", (response) => {
      done({ status: response.statusCode ?? 0, retryAfter: wishOf(response) });
      discard(response);
    });
    sent.on("error", (error) =>
      done(signal.aborted ? "timeout" : wasReset(error) && stage === "tls" ? "connection" : stage),
    );
    // What ends without an answer or an error, as a switch of protocols does.
    sent.on("close", () => done(stage));
    sent.end(body);
  });
}

/** A connection that ends before its certificate was seen tells nothing of the certificate. */
const wasReset = (error: Error) => "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");

/** The resolver of the connection: it knows the checked addresses and nothing else. */
function only(addresses: readonly ResolvedAddress[]): LookupFunction {
  const [first] = addresses;
  return (_name, options, callback) => {
    if (first === undefined) callback(new Error("no address"), "");
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

function wishOf({ headers }: IncomingMessage): number | null {
  const asked = headers["retry-after"];
  return asked !== undefined && /^\d{1,6}$/.test(asked) ? Number(asked) * seconds : null;
}

function discard(response: IncomingMessage): void {
  let read = 0;
  const close = () => response.destroy();
  const timer = setTimeout(close, longestBody);
  response.on("data", (piece: Buffer) => {
    read += piece.length;
    if (read > mostAnswerBytes) close();
  });
  response.on("error", close);
  response.on("close", () => clearTimeout(timer));
}
