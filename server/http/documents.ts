/**
 * Public pages are documents: Next renders them without the visitor's cookie, the framework's scripts are taken out, and
 * the finished bytes are kept in memory. A page that is older than a few seconds is sent as it is while a new one is made,
 * so content, register and clock show within seconds and hardly a visitor waits. Only whoever comes after a quiet minute
 * waits for the new one: a page says what is true by the clock, and nobody is sent yesterday's.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { formHeaders, methodsOf, readPageForm } from "@/server/http/page-forms";
import { mayBeKept, readAddress } from "@/server/http/page-queries";
import { askNext, documentOf, type Rendered, type Renderer, renderPage, sendRendered } from "@/server/http/rendering";
import { type Representation, sendRepresentation } from "@/server/http/representation";
import { minutes, now, seconds } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { Turns } from "@/server/platform/turns";
import type { InsideAddress } from "@/server/words/locale";

const freshFor = 5 * seconds;
/** What is older is sent only where no new rendering is to be had. */
const oldestSent = minutes;
/** Customers go by these to the minute, and another server may have changed what they say: never sent older than fresh. */
const neverOld = /^\/subprocessors(?![\w-])/;
/** Nor are these where a hub is told of them: it reads them at once and passes on what it gets (server/site/hub). */
const feeds = /^\/advisories\/(rss\.xml|atom\.xml|feed\.json)(?![\w-])/;
/** The CSAF feed of a thousand advisories is 1.4 MB. */
const largestKept = 4 * 1024 * 1024;

interface Kept {
  readonly representation: Representation;
  readonly renderedAt: number;
  /** Where rendering it anew failed, when it last did. */
  failedAt: number | null;
}

export interface StoreOptions {
  readonly clock?: () => Date;
  /** Milliseconds of silence after which a rendering counts as failed. */
  readonly patience?: number;
  /** How many documents are kept; beyond, the one that was not asked for longest is let go. */
  readonly most?: number;
  /** A hub is told of the feeds. */
  readonly hub?: boolean;
}

export class DocumentStore {
  readonly #kept = new Map<string, Kept>();
  /** Of many who wait for a page or for the answer to a form, a few are rendered for at once. */
  readonly #turns = new Turns(8);
  readonly #underWay = new Map<string, Promise<Rendered>>();
  readonly #renderer: Renderer;
  readonly #clock: () => Date;
  readonly #most: number;
  readonly #hub: boolean;

  /** @param port where Next answers, on the loopback interface alone */
  constructor(port: number, { clock = now, patience = minutes, most = 2000, hub = false }: StoreOptions = {}) {
    this.#renderer = { port, patience };
    this.#clock = clock;
    this.#most = most;
    this.#hub = hub;
  }

  /** Renders English pages, one after the other. What fails is logged, and made when somebody asks for it. */
  async warm(paths: readonly string[], stopping?: AbortSignal): Promise<void> {
    for (const url of paths) {
      if (stopping?.aborted) return;
      await this.#render({ locale: "en", url }, {}).catch((error: unknown) => stopping?.aborted || logFailure(error));
    }
  }

  /** @param inside the address without its language */
  async answer(request: IncomingMessage, response: ServerResponse, inside: InsideAddress): Promise<void> {
    const address = { locale: inside.locale, url: readAddress(inside.url) };
    const methods = methodsOf(address.url);
    if (!methods.includes(request.method ?? "")) return refuse(response, 405, noForm, { Allow: methods.join(", ") });
    if (request.method === "POST") return this.#post(request, response, address);
    const kept = this.#kept.get(keyOf(address));
    if (kept === undefined) return sendRendered(request, response, await this.#render(address, request.headers));
    const isNeverOld = neverOld.test(address.url) || (this.#hub && feeds.test(address.url));
    const { renderDue, tooOld } = this.#judge(kept, isNeverOld ? freshFor : oldestSent);
    if (renderDue && tooOld) return this.#sendRenewed(request, response, address, kept);
    sendRepresentation(request, response, kept.representation);
    if (renderDue) this.#render(address, {}).catch(logFailure);
  }

  /** A clock that was set back makes a page old as well. Where a rendering just failed, the next one waits a little. */
  #judge({ renderedAt, failedAt }: Kept, oldest: number): { readonly renderDue: boolean; readonly tooOld: boolean } {
    const at = this.#clock().getTime();
    const since = (moment: number) => Math.abs(at - moment);
    return { renderDue: since(failedAt ?? renderedAt) >= freshFor, tooOld: since(renderedAt) >= oldest };
  }

  async #sendRenewed(
    request: IncomingMessage,
    response: ServerResponse,
    address: InsideAddress,
    old: Kept,
  ): Promise<void> {
    const rendered = await this.#render(address, request.headers).catch(logFailure);
    if (rendered === undefined || hasFailed(rendered)) return sendRepresentation(request, response, old.representation);
    const renewed = this.#kept.get(keyOf(address))?.representation;
    // The same bytes are there compressed already.
    if (renewed?.body === old.representation.body) sendRepresentation(request, response, renewed);
    else sendRendered(request, response, rendered);
  }

  /** One rendering of a path at a time, however many ask. */
  #render(address: InsideAddress, headers: IncomingHttpHeaders): Promise<Rendered> {
    const key = keyOf(address);
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const sent = { accept: "text/html", "x-client-address": headers["x-client-address"] };
    const made = this.#renderOnce(address, sent).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, made);
    return made;
  }

  async #renderOnce(address: InsideAddress, headers: IncomingHttpHeaders): Promise<Rendered> {
    try {
      const rendered = await this.#inTurn(() => renderPage(this.#renderer, address, headers));
      if (hasFailed(rendered)) this.#markFailed(address);
      else this.#keep(address, rendered);
      return rendered;
    } catch (error) {
      this.#markFailed(address);
      throw error;
    }
  }

  async #inTurn(render: () => Promise<Rendered>): Promise<Rendered> {
    const leave = await this.#turns.take();
    try {
      return await render();
    } finally {
      leave();
    }
  }

  #keep(address: InsideAddress, rendered: Rendered): void {
    const key = keyOf(address);
    const path = address.url;
    const before = this.#kept.get(key)?.representation;
    if (rendered.status !== 200 || rendered.body.length > largestKept || !mayBeKept(path)) {
      this.#kept.delete(key);
      return;
    }
    if (before === undefined && this.#kept.size >= this.#most) this.#kept.delete(this.#kept.keys().next().value ?? "");
    const representation = documentOf(rendered, path, { before });
    this.#kept.delete(key);
    this.#kept.set(key, { representation, renderedAt: this.#clock().getTime(), failedAt: null });
  }

  #markFailed(address: InsideAddress): void {
    const kept = this.#kept.get(keyOf(address));
    if (kept !== undefined) kept.failedAt = this.#clock().getTime();
  }

  async #post(request: IncomingMessage, response: ServerResponse, address: InsideAddress): Promise<void> {
    const body = await readPageForm(request);
    if (body === null) return refuse(response, 413, tooLarge);
    const headers = formHeaders(request, body);
    const rendered = await this.#inTurn(() => askNext(this.#renderer, { method: "POST", address, headers, body }));
    response.setHeader("Cache-Control", "no-store");
    sendRendered(request, response, rendered);
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
    const headers = { ...told, accept: "text/html" };
    const rendered = await this.#inTurn(() => askNext(this.#renderer, { method: "GET", address, headers }));
    response.setHeader("Cache-Control", "no-store");
    sendRendered(request, response, rendered);
  }
}

const keyOf = ({ locale, url }: InsideAddress) => `${locale} ${url}`;

const hasFailed = ({ status }: Rendered) => status >= 500;

const logFailure = (error: unknown): undefined => void log("error", "document.render", errorFields(error));

const noForm = "This address takes no form; it can only be read.";
const tooLarge = "The form is larger than 256 KB. Go back and shorten what you typed.";

/** What is still being sent is not read. */
function refuse(
  response: ServerResponse,
  status: number,
  why: string,
  headers: { readonly Allow?: string } = {},
): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", Connection: "close", ...headers });
  response.end(why);
}
