/** Bytes ready to be sent: plain, gzip and Brotli, with one entity tag (RFC 9110 §8.8.3). */
import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export interface Representation {
  readonly entityTag: string;
  readonly headers: OutgoingHttpHeaders;
  readonly plain: Buffer;
  readonly gzip: Buffer | undefined;
  readonly brotli: Buffer | undefined;
}

const compressible = /^(text\/|application\/(json|javascript|manifest\+json|xml)|image\/svg)/;

export function represent(body: Buffer, contentType: string, headers: OutgoingHttpHeaders): Representation {
  const compress = compressible.test(contentType) && body.length > 500;
  return {
    entityTag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    headers: { "Content-Type": contentType, ...(compress ? { Vary: "Accept-Encoding" } : {}), ...headers },
    plain: body,
    gzip: compress ? gzipSync(body, { level: 9 }) : undefined,
    brotli: compress ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : undefined,
  };
}

/** Answers GET and HEAD, with 304 where the client has the same bytes already. */
export function sendRepresentation(request: IncomingMessage, response: ServerResponse, made: Representation): void {
  const known = request.headers["if-none-match"];
  if (known?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === made.entityTag)) {
    const { "Cache-Control": cacheControl } = made.headers;
    response
      .writeHead(304, {
        ETag: made.entityTag,
        ...(cacheControl === undefined ? {} : { "Cache-Control": cacheControl }),
      })
      .end();
    return;
  }
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const [encoding, body] =
    /\bbr\b/.test(accepted) && made.brotli
      ? (["br", made.brotli] as const)
      : /\bgzip\b/.test(accepted) && made.gzip
        ? (["gzip", made.gzip] as const)
        : ([undefined, made.plain] as const);
  response.writeHead(200, {
    ...made.headers,
    ETag: made.entityTag,
    "Content-Length": body.length,
    ...(encoding === undefined ? {} : { "Content-Encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
