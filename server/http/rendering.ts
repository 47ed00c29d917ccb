/** What Next makes of an address, and how that is sent. Next answers on the loopback interface, to this server alone. */
import {
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import { finishHtml } from "@/server/http/finish-html";
import { mayBeKept } from "@/server/http/page-queries";
import {
  type Representation,
  type RepresentOptions,
  represent,
  sendRepresentation,
} from "@/server/http/representation";
import { documentPolicy } from "@/server/http/security-headers";
import { type InsideAddress, localeHeader } from "@/server/words/locale";

const largestAnswer = 8 * 1024 * 1024;

export interface Rendered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Question {
  readonly method: "GET" | "POST";
  readonly address: InsideAddress;
  /** All that Next is told; undefined ones are left out. */
  readonly headers: IncomingHttpHeaders;
  readonly body?: Buffer;
}

export interface Renderer {
  readonly port: number;
  /** Milliseconds of silence after which a rendering counts as failed. */
  readonly patience: number;
}

/** @throws where Next is not there, is silent for too long, or sends more than 8 MB */
export function askNext({ port, patience }: Renderer, question: Question): Promise<Rendered> {
  const { method, address, headers, body } = question;
  const told = { ...headers, [localeHeader]: address.locale };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method, path: address.url, headers: given };
    const outgoing = ask(options, (incoming) => {
      const pieces: Buffer[] = [];
      let length = 0;
      incoming.on("data", (piece: Buffer) => {
        pieces.push(piece);
        length += piece.length;
        if (length > largestAnswer) incoming.destroy(new Error("a page is too large"));
      });
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 500, headers: incoming.headers, body: Buffer.concat(pieces) }),
      );
      incoming.on("error", reject);
    });
    outgoing.setTimeout(patience, () => outgoing.destroy(new Error("a page took too long")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Any address that no page has: what Next answers there is the finished page that says so. */
const nowhere = "/no-such-page";

/** A page that finds out by itself that it does not exist is sent by Next as an empty shell for its scripts to fill. */
const isEmptyShell = ({ status, body }: Rendered) => status === 404 && body.includes('<html id="__next_error__"');

/** A page as a visitor gets it. @throws as `askNext` does */
export async function renderPage(
  renderer: Renderer,
  address: InsideAddress,
  headers: IncomingHttpHeaders,
): Promise<Rendered> {
  const rendered = await askNext(renderer, { method: "GET", address, headers });
  return isEmptyShell(rendered)
    ? askNext(renderer, { method: "GET", address: { ...address, url: nowhere }, headers })
    : rendered;
}

export function sendRendered(request: IncomingMessage, response: ServerResponse, rendered: Rendered): void {
  for (const cookie of rendered.headers["set-cookie"] ?? []) response.appendHeader("Set-Cookie", cookie);
  if (rendered.status === 200) {
    const answer = request.method === "POST";
    sendRepresentation(request, response, documentOf(rendered, request.url ?? "/", { answer, effort: "once" }));
    return;
  }
  const { location } = rendered.headers;
  const body = isHtml(rendered) ? finishHtml(rendered.body) : rendered.body;
  response.writeHead(rendered.status, {
    "Content-Type": rendered.headers["content-type"] ?? "text/plain",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
    "Content-Security-Policy": documentPolicy,
    ...(location === undefined ? {} : { Location: location }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

interface DocumentOptions extends RepresentOptions {
  /** Of a form: it holds what the person typed and is kept nowhere. */
  readonly answer?: boolean;
}

/** @param path with its query, which says whether the page is one person's own */
export function documentOf(
  rendered: Rendered,
  path: string,
  { answer = false, ...options }: DocumentOptions,
): Representation {
  const withToken = path.includes("token=");
  const type = rendered.headers["content-type"] ?? "application/octet-stream";
  const headers = {
    "Content-Security-Policy": documentPolicy,
    "Cache-Control": answer || !mayBeKept(path) ? "no-store" : "public, max-age=0, must-revalidate",
    ...forwarded(rendered.headers),
    ...(withToken ? { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" } : {}),
  };
  return represent(isHtml(rendered) ? finishHtml(rendered.body) : rendered.body, type, headers, options);
}

const isHtml = (rendered: Rendered) => rendered.headers["content-type"]?.startsWith("text/html") ?? false;

/** What a route says of its own answer and the browser is to know. */
function forwarded(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const names = ["content-disposition", "last-modified", "link", "x-robots-tag", "access-control-allow-origin"];
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
