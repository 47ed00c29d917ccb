import { createServer, type Server } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { represent, sendRepresentation } from "@/server/http/representation";

const page = Buffer.from("<p>The same sentence again and again.</p>".repeat(50));
const html = "text/html; charset=utf-8";

test("every encoding holds the same bytes", () => {
  for (const effort of ["kept", "once"] as const) {
    const { body } = represent(page, html, {}, { effort });
    expect(brotliDecompressSync(body.brotli()).equals(page)).toBe(true);
    expect(gunzipSync(body.gzip()).equals(page)).toBe(true);
    expect(body.brotli().length).toBeLessThan(page.length / 5);
  }
});

test("bytes that did not change are not compressed again, and their new headers count", () => {
  const before = represent(page, html, { "Last-Modified": "old" });
  const compressed = before.body.brotli();
  const after = represent(Buffer.from(page), html, { "Last-Modified": "new" }, { before });
  expect(after.body.brotli()).toBe(compressed);
  expect(after.headers["Last-Modified"]).toBe("new");
});

test("a changed byte makes a new body under a new entity tag", () => {
  const before = represent(page, html, {});
  const after = represent(Buffer.concat([page, Buffer.from("!")]), html, {}, { before });
  expect(after.body.entityTag).not.toBe(before.body.entityTag);
  expect(brotliDecompressSync(after.body.brotli()).toString()).toMatch(/!$/);
});

test.each(["application/feed+json", "application/rss+xml; charset=utf-8", "application/json", "image/svg+xml"])(
  "%s is compressed and says that it varies",
  (type) => {
    expect(represent(page, type, {}).body.compress).toBe(true);
    expect(represent(page, type, {}).headers.Vary).toBe("Accept-Encoding");
  },
);

test.each(["font/woff2", "image/png", "application/pdf", "application/jsonish"])("%s is sent as it is", (type) => {
  expect(represent(page, type, {}).body.compress).toBe(false);
});

describe("a client that asks whether anything is new", () => {
  const modified = "Tue, 15 Dec 2026 09:07:05 GMT";
  const made = represent(page, "application/atom+xml", {
    ...{ "last-modified": modified, "Cache-Control": "public, max-age=0", "access-control-allow-origin": "*" },
  });
  const tag = made.body.entityTag;
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, response) => sendRepresentation(request, response, made));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    origin = typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
  });
  afterAll(() => new Promise((done) => server.close(done)));
  const ask = (headers: Readonly<Record<string, string>>, method = "GET") => fetch(origin, { method, headers });

  test.each([
    ["its tag", { "If-None-Match": tag }],
    ["its tag among others, weakly", { "If-None-Match": `"other", W/${tag}` }],
    ["any tag", { "If-None-Match": "*" }],
    ["its own date", { "If-Modified-Since": modified }],
    ["a later date", { "If-Modified-Since": "Wed, 16 Dec 2026 00:00:00 GMT" }],
    [
      "its tag and an old date, which does not count",
      { "If-None-Match": tag, "If-Modified-Since": "Tue, 01 Dec 2020 00:00:00 GMT" },
    ],
  ])("by %s hears that nothing is", async (_, headers) => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await ask(headers, method);
      expect(answer.status).toBe(304);
      expect(await answer.text()).toBe("");
      expect(answer.headers.get("etag")).toBe(tag);
      expect(answer.headers.get("last-modified")).toBe(modified);
      expect(answer.headers.get("vary")).toBe("Accept-Encoding, Sec-Fetch-Dest");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=0");
    }
  });

  test.each([
    ["no condition", {}],
    ["another tag", { "If-None-Match": '"other"' }],
    ["another tag and its date, which does not count", { "If-None-Match": '"other"', "If-Modified-Since": modified }],
    ["an earlier date", { "If-Modified-Since": "Tue, 15 Dec 2026 09:07:04 GMT" }],
    ["no date", { "If-Modified-Since": "yesterday" }],
  ])("by %s gets the whole", async (_, headers) => {
    const answer = await ask(headers);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBe(page.length);
  });
});
