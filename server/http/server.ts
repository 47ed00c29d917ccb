/**
 * The server in front of Next. It answers ready-made files and public pages from memory, keeps whoever is signed out away
 * from /portal and /desk, serves downloads and takes uploads itself, and hands the rest to Next.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { safeNext } from "@/server/accounts/links";
import { currentPack } from "@/server/content/current-pack";
import { answerBounces, bouncesPath } from "@/server/http/bounce-route";
import { clientAddress, isTrusted } from "@/server/http/client-address";
import { DocumentStore } from "@/server/http/documents";
import { answerFileRoute } from "@/server/http/file-routes";
import { answerHealth } from "@/server/http/health";
import { answerPrivateFeed } from "@/server/http/private-feed-route";
import { answerReportForm } from "@/server/http/report-route";
import { type Representation, sendRepresentation } from "@/server/http/representation";
import { setSecurityHeaders } from "@/server/http/security-headers";
import { sessionOf } from "@/server/http/session-of";
import { loadStaticFiles } from "@/server/http/static-files";
import { answerUnsubscribe } from "@/server/http/unsubscribe-route";
import { settings } from "@/server/platform/env";
import { errorFields, log } from "@/server/platform/log";
import { type InsideAddress, insideAddress, localeHeader, localHref } from "@/server/words/locale";

export interface RunningServer {
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Pages that are rendered before the first visitor asks. */
const warmed = ["/", "/trust", "/toms", "/compliance", "/subprocessors", "/sign-in", "/request-access"];
/** Files that take seconds to draw the first time: made when visitors can come already. */
const drawn = ["/trust.pdf", "/toms.pdf"];

export async function startServer({ dev }: { dev: boolean }): Promise<RunningServer> {
  const app = next({ dev, port: settings().port });
  await app.prepare();
  const handle: Handler = app.getRequestHandler();
  const inner = createServer((request, response) => void handle(request, response));
  await listen(inner, 0, "127.0.0.1");
  const documents = new DocumentStore(portOf(inner), { hub: settings().webSubHub !== undefined });
  const outer = createServer((request, response) => {
    route(request, response, { files, documents, handle, dev }).catch((error: unknown) => fail(response, error));
  });
  // Uploads may take long; forms have their own patience (form-body.ts).
  outer.requestTimeout = 0;
  outer.maxConnections = 10_000;
  const files = dev ? new Map<string, Representation>() : loadStaticFiles();
  await listen(outer, settings().port);
  const stopping = new AbortController();
  if (!dev) {
    await documents.warm(warmed);
    void documents.warm(drawn, stopping.signal);
  }
  return {
    close: async () => {
      stopping.abort();
      await Promise.all([closeServer(outer), closeServer(inner)]);
    },
  };
}

interface Parts {
  readonly files: ReadonlyMap<string, Representation>;
  readonly documents: DocumentStore;
  readonly handle: Handler;
  readonly dev: boolean;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { files, documents, handle, dev }: Parts,
): Promise<void> {
  const path = pathOf(request);
  setSecurityHeaders(response);
  if (path === null) {
    const closed = isSignedInArea((request.url ?? "").split("?")[0] ?? "") && (await sessionOf(request)) === null;
    return closed ? sendToSignIn(request, response) : refuse(response);
  }
  settleHeaders(request);
  const file = files.get(path);
  if (file !== undefined && (request.method === "GET" || request.method === "HEAD"))
    return sendRepresentation(request, response, file);
  if (path.startsWith("/api/health/")) return answerHealth(path, response);
  if (path === bouncesPath) return answerBounces(request, response);
  if (path.startsWith("/_next/")) return dev ? handle(request, response) : refuse(response);
  if (await answerPrivateFeed(request, response, path)) return;
  const inside = await insideOf(request);
  if (request.method === "POST" && (await answerReportForm(request, response, inside, documents))) return;
  if (await answerUnsubscribe(request, response, inside, documents)) return;
  if (!isSignedInArea(path)) return documents.answer(request, response, inside);

  response.setHeader("Cache-Control", "private, no-store");
  if ((await sessionOf(request)) === null) return sendToSignIn(request, response);
  const answer = await answerFileRoute(request, response, path);
  if (answer === "sent") return;
  // A form's body may be read already, so Next, which would wait for it, is not asked for its page.
  if (answer === "hidden" && request.method === "POST") return refuse(response);
  request.headers[localeHeader] = inside.locale;
  request.url = inside.url;
  return handle(request, response);
}

export const isSignedInArea = (path: string): boolean => /^(\/nb)?\/(portal|desk)(\/|$)/.test(path);

/** The address without its language; as it stands where the publisher does not offer that language. */
async function insideOf(request: IncomingMessage): Promise<InsideAddress> {
  const url = request.url ?? "/";
  const inside = insideAddress(url);
  return (await currentPack()).publisher.languages.includes(inside.locale) ? inside : { locale: "en", url };
}

function sendToSignIn(request: IncomingMessage, response: ServerResponse): void {
  const wanted = request.method === "GET" ? safeNext(request.url) : null;
  const { locale } = insideAddress(request.url ?? "/");
  const location = `${localHref(locale, "/sign-in")}${wanted === null ? "" : `?next=${encodeURIComponent(wanted)}`}`;
  response.writeHead(303, { Location: location }).end();
}

/** What only this server may say is written anew; what a stranger forwards is forgotten. */
function settleHeaders(request: IncomingMessage): void {
  const { trustedProxies, publicUrl } = settings();
  const proxied = isTrusted(request.socket.remoteAddress ?? "", trustedProxies);
  const address = clientAddress(request, trustedProxies);
  for (const name of [
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-port",
    "x-nonce",
    localeHeader,
    "x-middleware-subrequest",
  ])
    delete request.headers[name];
  request.headers["x-client-address"] = address;
  request.headers["x-forwarded-proto"] = publicUrl.protocol.replace(":", "");
  if (proxied) request.headers.host = publicUrl.host;
}

/** Null for an address that no page of ours has: a proxy's absolute form, `//host`, or one that does not decode. */
function pathOf(request: IncomingMessage): string | null {
  const raw = request.url ?? "/";
  if (!raw.startsWith("/") || raw.startsWith("//") || raw.includes("\\")) return null;
  try {
    const decoded = decodeURIComponent(raw.split("?")[0] ?? "/");
    return decoded.includes("\0") || decoded.includes("//") ? null : decoded;
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse): void {
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("There is no such page.");
}

function fail(response: ServerResponse, error: unknown): void {
  log("error", "request.failed", errorFields(error));
  if (response.headersSent) response.destroy();
  else
    response
      .writeHead(500, { "Content-Type": "text/plain; charset=utf-8" })
      .end("Something went wrong on our side. Try again in a minute.");
}

function listen(server: Server, port: number, host?: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      failed(
        error.code === "EADDRINUSE"
          ? new Error(`PORT: ${port} is in use; stop the other program or set another port.`)
          : error,
      ),
    );
    server.listen(port, host, () => done());
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3000).unref();
  });
}
