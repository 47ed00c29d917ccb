import { ImageResponse } from "next/og";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadPack } from "@/server/content/load-pack";
import { facesOf, linkPicture, pictureAddress, picturedPage, pictureSize } from "@/server/site/link-picture";
import { fixedPages, type SitePage } from "@/server/site/pages";
import { LinkPictureDrawing } from "./link-picture";

const pack = await loadPack("content", "alai");
const pages = fixedPages(pack, "en");
const origin = new URL("https://trust.publisher.example");
const trust = picturedPage(pages, "en", "en/trust.png");

// The library loads its own parts by data: addresses.
const { fetch: realFetch } = globalThis;
const asked: string[] = [];
const fetched = (input: string | URL | Request) => {
  if (String(input).startsWith("data:")) return realFetch(input);
  asked.push(String(input));
  return Promise.reject(new Error("no network"));
};
beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => vi.unstubAllGlobals());

async function draw(page: SitePage): Promise<Buffer> {
  const picture = linkPicture(pack, page, "en", origin);
  const answer = new ImageResponse(<LinkPictureDrawing picture={picture} />, {
    ...pictureSize,
    fonts: facesOf(picture).map((face) => ({ ...face, data: new Uint8Array(face.data).buffer })),
  });
  return Buffer.from(await answer.arrayBuffer());
}

test.each(["Trust & Security", "🙂👩‍🚀 emoji ™ ☃", "التدقيق", "安全与信任", "A".repeat(400), "", "\u0000\u202E<b>"])(
  "a picture of “%s” is drawn without asking anybody for a face",
  async (text) => {
    if (trust === null) throw new Error("the page has no picture");
    const png = await draw({ ...trust, title: { text, locale: "en" }, about: { text, locale: "en" } });
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(asked).toEqual([]);
  },
);

test("each page has one address for its picture, and no other address has one", () => {
  for (const page of pages) expect(picturedPage(pages, "en", pictureAddress(page.path, "en").slice(4))).toBe(page);
  for (const name of ["en/nothing.png", "en/trust", "nb/trust.png", "en/../trust.png", "en/trust.png.png", ""])
    expect(picturedPage(pages, "en", name)).toBeNull();
});

test("a draft says so, and a page with a version says which and of when", () => {
  if (trust === null) throw new Error("the page has no picture");
  expect(linkPicture(pack, trust, "en", origin)).toMatchObject({ draft: "Draft", facts: "Version 1.0 · 1 May 2026" });
});
