import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { represent } from "@/server/http/representation";

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
