/** Bytes ready to be sent: plain, gzip and Brotli, with one entity tag (RFC 9110 §8.8.3). */
import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { shownFeed } from "@/server/http/shown-feed";

export interface Representation {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Body;
}

/** How hard to compress: what is kept and sent often repays the densest, which takes some 50 times as long. */
type Effort = "kept" | "once";
const gzipLevel = { kept: 9, once: 5 } as const;
const brotliQuality = { kept: 11, once: 5 } as const;

/** One body in the encodings that clients take, each made when it is first asked for and then held. */
class Body {
  readonly entityTag: string;
  #gzip: Buffer | undefined;
  #brotli: Buffer | undefined;

  constructor(
    readonly plain: Buffer,
    readonly compress: boolean,
    readonly effort: Effort,
  ) {
    this.entityTag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  }

  gzip(): Buffer {
    this.#gzip ??= gzipSync(this.plain, { level: gzipLevel[this.effort] });
    return this.#gzip;
  }

  brotli(): Buffer {
    this.#brotli ??= brotliCompressSync(this.plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality[this.effort],
        [constants.BROTLI_PARAM_SIZE_HINT]: this.plain.length,
      },
    });
    return this.#brotli;
  }
}

const compressible = /^(text\/|image\/svg|application\/(javascript|([\w.-]+\+)?(json|xml))\b)/;

export interface RepresentOptions {
  /** `once` for an answer that is sent to one client and forgotten. */
  readonly effort?: Effort;
  /** What was kept at this address until now: bytes that did not change are not compressed again. */
  readonly before?: Representation | undefined;
}

export function represent(
  body: Buffer,
  contentType: string,
  headers: OutgoingHttpHeaders,
  { effort = "kept", before }: RepresentOptions = {},
): Representation {
  const compress = compressible.test(contentType) && body.length > 500;
  const unchanged =
    before?.body.compress === compress && before.body.effort === effort && before.body.plain.equals(body);
  return {
    headers: { "Content-Type": contentType, ...(compress ? { Vary: "Accept-Encoding" } : {}), ...headers },
    body: unchanged ? before.body : new Body(body, compress, effort),
  };
}

/** Answers GET and HEAD, with 304 where the client has the same bytes already (RFC 9110 §15.4.5). */
export function sendRepresentation(request: IncomingMessage, response: ServerResponse, made: Representation): void {
  const { entityTag } = made.body;
  const headers = { ...made.headers, ...shownFeed(request, made.headers) };
  if (isKnown(request, made)) {
    const told = ["cache-control", "vary", "last-modified", "access-control-allow-origin"];
    const repeated = Object.entries(headers).filter(([name]) => told.includes(name.toLowerCase()));
    response.writeHead(304, { ...Object.fromEntries(repeated), ETag: entityTag }).end();
    return;
  }
  const [encoding, bytes] = encodedFor(String(request.headers["accept-encoding"] ?? ""), made.body);
  response.writeHead(200, {
    ...headers,
    ETag: entityTag,
    "Content-Length": bytes.length,
    ...(encoding === undefined ? {} : { "Content-Encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** Whether the client has these bytes; a date counts only where no tag is given (RFC 9110 §13.2.2). */
function isKnown({ headers }: IncomingMessage, { body, headers: made }: Representation): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined)
    return tags.split(",").some((tag) => ["*", body.entityTag].includes(tag.trim().replace(/^W\//, "")));
  const [since, modified] = [headers["if-modified-since"], made["last-modified"]].map((text) =>
    Date.parse(String(text ?? "")),
  );
  return since !== undefined && modified !== undefined && modified <= since;
}

function encodedFor(accepted: string, body: Body): readonly [encoding: string | undefined, bytes: Buffer] {
  if (body.compress && /\bbr\b/.test(accepted)) return ["br", body.brotli()];
  if (body.compress && /\bgzip\b/.test(accepted)) return ["gzip", body.gzip()];
  return [undefined, body.plain];
}
