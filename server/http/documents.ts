/**
 * Public pages are documents: Next renders them without the visitor's cookie, the framework's scripts are taken out, and
 * the finished bytes are kept in memory. A page that is older than a few seconds is sent as it is while a new one is made,
 * so content, register and clock show within seconds and no visitor waits.
 */
import {
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import { readBody } from "@/server/http/form-body";
import { readAddress } from "@/server/http/page-queries";
import {
  type Representation,
  type RepresentOptions,
  represent,
  sendRepresentation,
} from "@/server/http/representation";
import { isSameOrigin } from "@/server/http/same-origin";
import { documentPolicy } from "@/server/http/security-headers";
import { now, seconds } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { Turns } from "@/server/platform/turns";
import { type InsideAddress, localeHeader } from "@/server/words/locale";

const freshFor = 5 * seconds;
const mostDocuments = 2000;
const largestAnswer = 8 * 1024 * 1024;
const largestKept = 1024 * 1024;
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
    for (const path of paths) await this.#render({ locale: "en", url: path }, {});
  }

  /** @param inside the address without its language */
  async answer(request: IncomingMessage, response: ServerResponse, inside: InsideAddress): Promise<void> {
    const address = { locale: inside.locale, url: readAddress(inside.url) };
    if (request.method === "POST") return this.#post(request, response, address);
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD, POST" }).end();
      return;
    }
    const kept = this.#kept.get(keyOf(address));
    if (kept === undefined) return this.#sendRendered(request, response, await this.#render(address, request.headers));
    sendRepresentation(request, response, kept.representation);
    if (now().getTime() - kept.renderedAt < freshFor) return;
    kept.renderedAt = now().getTime();
    this.#render(address, {}).catch((error: unknown) => log("error", "document.render", errorFields(error)));
  }

  /** One rendering of a path at a time, however many ask. */
  #render(address: InsideAddress, headers: IncomingHttpHeaders): Promise<Rendered> {
    const key = keyOf(address);
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const sent = { accept: "text/html", "x-client-address": headers["x-client-address"] };
    const made = this.#renderOnce(address, sent);
    this.#underWay.set(key, made);
    return made.finally(() => this.#underWay.delete(key));
  }

  async #renderOnce(address: InsideAddress, headers: IncomingHttpHeaders): Promise<Rendered> {
    const leave = await this.#turns.take();
    try {
      const asked = await this.#fetch("GET", address, headers);
      const rendered = isEmptyShell(asked) ? await this.#fetch("GET", { ...address, url: nowhere }, headers) : asked;
      this.#keep(address, rendered);
      return rendered;
    } finally {
      leave();
    }
  }

  #keep(address: InsideAddress, rendered: Rendered): void {
    const key = keyOf(address);
    const path = address.url;
    if (rendered.status !== 200 || rendered.body.length > largestKept || path.includes("?")) {
      this.#kept.delete(key);
      return;
    }
    if (this.#kept.size >= mostDocuments) this.#kept.delete(this.#kept.keys().next().value ?? "");
    const before = this.#kept.get(key)?.representation;
    this.#kept.set(key, { representation: documentOf(rendered, path, { before }), renderedAt: now().getTime() });
  }

  #sendRendered(request: IncomingMessage, response: ServerResponse, rendered: Rendered): void {
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

  async #post(request: IncomingMessage, response: ServerResponse, address: InsideAddress): Promise<void> {
    const body = await readForm(request);
    if (body === null) {
      response.writeHead(413, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
      response.end("The form is larger than 256 KB. Go back and shorten what you typed.");
      return;
    }
    const { host, "content-type": type, "user-agent": agent, "x-client-address": client } = request.headers;
    // Next compares the origin with the host: it is told the outcome of our own comparison.
    const origin = isSameOrigin(request) ? `http://${host}` : "http://another.invalid";
    const sent = {
      host,
      origin,
      "content-type": type,
      "user-agent": agent,
      "x-client-address": client,
      accept: "text/html",
    };
    const rendered = await this.#fetch("POST", address, { ...sent, "content-length": String(body.length) }, body);
    response.setHeader("Cache-Control", "no-store");
    this.#sendRendered(request, response, rendered);
  }

  /**
   * The page that answers a form which was read already. It is kept nowhere.
   * @param told headers for the page alone
   */
  async answerForm(
    request: IncomingMessage,
    response: ServerResponse,
    address: InsideAddress,
    told: IncomingHttpHeaders,
  ): Promise<void> {
    const rendered = await this.#fetch("GET", address, { ...told, accept: "text/html" });
    response.setHeader("Cache-Control", "no-store");
    this.#sendRendered(request, response, rendered);
  }

  #fetch(method: string, address: InsideAddress, headers: IncomingHttpHeaders, body?: Buffer): Promise<Rendered> {
    return new Promise((resolve, reject) => {
      const path = address.url;
      const told = { ...headers, [localeHeader]: address.locale };
      const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
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

const keyOf = ({ locale, url }: InsideAddress) => `${locale} ${url}`;

/** Any address that no page has: what Next answers there is the finished page that says so. */
const nowhere = "/no-such-page";

/** A page that finds out by itself that it does not exist is sent by Next as an empty shell for its scripts to fill. */
const isEmptyShell = ({ status, body }: Rendered) => status === 404 && body.includes('<html id="__next_error__"');

const isHtml = (rendered: Rendered) => rendered.headers["content-type"]?.startsWith("text/html") ?? false;

interface DocumentOptions extends RepresentOptions {
  /** Of a form: it holds what the person typed and is kept nowhere. */
  readonly answer?: boolean;
}

function documentOf(rendered: Rendered, path: string, { answer = false, ...options }: DocumentOptions): Representation {
  const withToken = path.includes("token=");
  const type = rendered.headers["content-type"] ?? "application/octet-stream";
  const headers = {
    "Content-Security-Policy": documentPolicy,
    "Cache-Control": answer || path.includes("?") ? "no-store" : "public, max-age=0, must-revalidate",
    ...forwarded(rendered.headers),
    ...(withToken ? { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" } : {}),
  };
  return represent(isHtml(rendered) ? finishHtml(rendered.body) : rendered.body, type, headers, options);
}

/** What a route says of its own answer and the browser is to know. */
function forwarded(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const names = ["content-disposition", "last-modified", "link", "x-robots-tag", "access-control-allow-origin"];
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
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
    .replace(/<link\b[^>]*\b(as="script"|rel="modulepreload")[^>]*>/g, "")
    // A form without an action posts to its own page; an empty one, which React writes, is no valid address.
    .replace(/(<form\b[^>]*) action=""/g, "$1");
  return Buffer.from(text);
}

const isPlainFile = (attributes: string) =>
  /\bsrc="\/(?!_next\/)/.test(attributes) || /\btype="application\/ld\+json"/.test(attributes);

async function readForm(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > largestForm) return null;
  return readBody(request, largestForm);
}
