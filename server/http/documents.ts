/**
 * Public pages are documents: Next renders them without the visitor's cookie, the framework's scripts are taken out, and
 * the finished bytes are kept in memory. A page that is older than a few seconds is sent as it is while a new one is made,
 * so content, register and clock show within seconds and no visitor waits.
 */
import { request as ask, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { readBody } from "@/server/http/form-body";
import { type Representation, represent, sendRepresentation } from "@/server/http/representation";
import { isSameOrigin } from "@/server/http/same-origin";
import { documentPolicy } from "@/server/http/security-headers";
import { now, seconds } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { Turns } from "@/server/platform/turns";

const freshFor = 5 * seconds;
const mostDocuments = 2000;
const largestAnswer = 8 * 1024 * 1024;
/** Public forms are short; anything longer is refused before it is read. */
const largestForm = 256 * 1024;

interface Kept {
  readonly representation: Representation;
  renderedAt: number;
}

interface Rendered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export class DocumentStore {
  readonly #kept = new Map<string, Kept>();
  /** Of many visitors at pages that are not kept yet, a few are rendered for at once and the others wait. */
  readonly #turns = new Turns(8);
  readonly #underWay = new Map<string, Promise<Rendered>>();

  /** @param nextPort where Next answers, on the loopback interface alone */
  constructor(readonly nextPort: number) {}

  async warm(paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.#render(path, {});
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = addressOf(request.url ?? "/");
    if (request.method === "POST") return this.#post(request, response, path);
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD, POST" }).end();
      return;
    }
    const kept = this.#kept.get(path);
    if (kept === undefined) return this.#sendRendered(request, response, await this.#render(path, request.headers));
    sendRepresentation(request, response, kept.representation);
    if (now().getTime() - kept.renderedAt < freshFor) return;
    kept.renderedAt = now().getTime();
    this.#render(path, {}).catch((error: unknown) => log("error", "document.render", errorFields(error)));
  }

  /** One rendering of a path at a time, however many ask. */
  #render(path: string, headers: IncomingHttpHeaders): Promise<Rendered> {
    const underWay = this.#underWay.get(path);
    if (underWay !== undefined) return underWay;
    const sent = { accept: "text/html", "x-client-address": headers["x-client-address"] };
    const made = this.#renderOnce(path, sent);
    this.#underWay.set(path, made);
    return made.finally(() => this.#underWay.delete(path));
  }

  async #renderOnce(path: string, headers: IncomingHttpHeaders): Promise<Rendered> {
    const leave = await this.#turns.take();
    try {
      const rendered = await this.#fetch("GET", path, headers);
      this.#keep(path, rendered);
      return rendered;
    } finally {
      leave();
    }
  }

  #keep(path: string, rendered: Rendered): void {
    if (rendered.status !== 200 || !isHtml(rendered) || path.includes("?")) {
      this.#kept.delete(path);
      return;
    }
    if (this.#kept.size >= mostDocuments) this.#kept.delete(this.#kept.keys().next().value ?? "");
    this.#kept.set(path, { representation: documentOf(rendered, path), renderedAt: now().getTime() });
  }

  #sendRendered(request: IncomingMessage, response: ServerResponse, rendered: Rendered): void {
    for (const cookie of rendered.headers["set-cookie"] ?? []) response.appendHeader("Set-Cookie", cookie);
    if (rendered.status === 200) {
      sendRepresentation(request, response, documentOf(rendered, request.url ?? "/", request.method === "POST"));
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

  async #post(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = await readForm(request);
    if (body === null) {
      response.writeHead(413, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
      response.end("The form is larger than 256 KB. Go back and shorten what you typed.");
      return;
    }
    const { host, "content-type": type, "user-agent": agent, "x-client-address": address } = request.headers;
    // Next compares the origin with the host: it is told the outcome of our own comparison.
    const origin = isSameOrigin(request) ? `http://${host}` : "http://another.invalid";
    const sent = {
      host,
      origin,
      "content-type": type,
      "user-agent": agent,
      "x-client-address": address,
      accept: "text/html",
    };
    const rendered = await this.#fetch("POST", path, { ...sent, "content-length": String(body.length) }, body);
    response.setHeader("Cache-Control", "no-store");
    this.#sendRendered(request, response, rendered);
  }

  #fetch(method: string, path: string, headers: IncomingHttpHeaders, body?: Buffer): Promise<Rendered> {
    return new Promise((resolve, reject) => {
      const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
      const outgoing = ask({ host: "127.0.0.1", port: this.nextPort, method, path, headers: given }, (incoming) => {
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
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

/** Queries that a public page reads; any other is dropped, so that nobody fills the memory or the processor with variants. */
const queries: Readonly<Record<string, string>> = {
  "/sign-in": "next",
  "/sign-in/confirm": "token",
  "/request-access/confirm": "token",
};

function addressOf(url: string): string {
  const [path = "/", query] = url.split("?");
  const name = queries[path];
  const value = name === undefined || query === undefined ? null : new URLSearchParams(query).get(name);
  return value === null || name === undefined ? path : `${path}?${new URLSearchParams({ [name]: value })}`;
}

const isHtml = (rendered: Rendered) => rendered.headers["content-type"]?.startsWith("text/html") ?? false;

/** @param answer of a form: it holds what the person typed and is kept nowhere */
function documentOf(rendered: Rendered, path: string, answer = false): Representation {
  const withToken = path.includes("token=");
  const type = rendered.headers["content-type"] ?? "application/octet-stream";
  return represent(isHtml(rendered) ? finishHtml(rendered.body) : rendered.body, type, {
    "Content-Security-Policy": documentPolicy,
    "Cache-Control": answer || path.includes("?") ? "no-store" : "public, max-age=0, must-revalidate",
    ...(withToken ? { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" } : {}),
  });
}

/**
 * Takes the framework's scripts out. Sound because public pages render in one piece (no Suspense boundary) and their
 * forms post natively. What stays are plain files of public/.
 */
export function finishHtml(html: Buffer): Buffer {
  const text = html
    .toString("utf8")
    .replace(/<script\b([^>]*)>[\s\S]*?<\/script>/g, (script, attributes: string) =>
      isPlainFile(attributes) ? script : "",
    )
    .replace(/<link\b[^>]*\b(as="script"|rel="modulepreload")[^>]*>/g, "");
  return Buffer.from(text);
}

const isPlainFile = (attributes: string) =>
  /\bsrc="\/(?!_next\/)/.test(attributes) || /\btype="application\/ld\+json"/.test(attributes);

async function readForm(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > largestForm) return null;
  return readBody(request, largestForm);
}
