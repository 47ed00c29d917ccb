/**
 * What a link's picture says (Open Graph, 1200 × 630 pixels), and the faces to set it in. The drawing library fetches a
 * face from elsewhere for any character that it lacks, so no other character is given to it.
 */
import type { Pack } from "@/server/content/pack";
import { type FontFace, faceFor } from "@/server/seal/font-files";
import type { SitePage } from "@/server/site/pages";
import type { Locale } from "@/server/words/locale";
import { localeTag } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export const pictureSize = { width: 1200, height: 630 } as const;

export interface LinkPicture {
  readonly publisher: string;
  readonly title: string;
  readonly about: string;
  /** What kind of site it is. */
  readonly area: string;
  /** Version and date, where the page has them. */
  readonly facts: string;
  /** The word for it, where the page is a draft. */
  readonly draft: string | null;
  /** The publisher's colour, as `#1f5d8c`. */
  readonly accent: string;
  readonly host: string;
}

export interface PictureFace {
  readonly name: string;
  readonly data: Buffer;
  readonly weight: 400 | 700;
}

/** The address of the page's picture: `/og/en/trust.png`; the start page's is `/og/en/home.png`. */
export const pictureAddress = (path: string, locale: Locale): string =>
  `/og/${locale}${path === "/" ? "/home" : path}.png`;

/** The page that a picture's address (its part after `/og/`) belongs to, or null. */
export function picturedPage(pages: readonly SitePage[], locale: Locale, name: string): SitePage | null {
  return pages.find(({ path }) => pictureAddress(path, locale) === `/og/${name}`) ?? null;
}

export function linkPicture({ publisher }: Pack, page: SitePage, locale: Locale, origin: URL): LinkPicture {
  const words = wordsIn(locale);
  const { version, lastChanged } = page;
  const date = lastChanged === null ? null : dayIn(locale).format(new Date(lastChanged));
  const facts = [
    ...(version === null ? [] : [words("search.picture.version", { version })]),
    ...(date === null ? [] : [date]),
  ];
  const home = page.path === "/";
  return {
    publisher: drawn(publisher.names.short, true),
    area: words("shell.trustCentre"),
    title: drawn(home ? publisher.names.legal : page.title.text, true),
    about: drawn(page.about.text, false),
    facts: drawn(facts.join(" · "), false),
    draft: page.draft ? words("search.picture.draft") : null,
    accent: publisher.accent,
    host: origin.host,
  };
}

const dayIn = (locale: Locale) => new Intl.DateTimeFormat(localeTag[locale], { dateStyle: "long", timeZone: "UTC" });

const style = (bold: boolean) => ({ bold, italic: false });

/** Scripts that the library sets right: it cannot join letters, and fails on Arabic ligatures. */
const settable = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{N}\p{P}\p{S} ]/u;

/** Without what cannot be set, or has no glyph in an installed face. */
const drawn = (text: string, bold: boolean): string =>
  [...text.normalize("NFC").replace(/\s+/g, " ")]
    .filter((character) => settable.test(character) && faceFor(character.codePointAt(0) ?? 0, style(bold)))
    .join("");

/** Every face that the picture's characters need; the first of a weight is the plain Latin one. */
export function facesOf(picture: LinkPicture): PictureFace[] {
  const bold = `A${picture.publisher}${picture.title}${picture.draft ?? ""}`;
  const regular = `A${picture.about}${picture.facts}${picture.host}${picture.area}`;
  return [...facesFor(bold, 700), ...facesFor(regular, 400)];
}

function facesFor(text: string, weight: 400 | 700): PictureFace[] {
  const faces = new Set<FontFace>();
  for (const character of text) {
    const face = faceFor(character.codePointAt(0) ?? 0, style(weight === 700));
    if (face !== undefined) faces.add(face);
  }
  return [...faces].map(({ bytes }, index) => ({ name: index === 0 ? "Text" : `Text ${index}`, data: bytes, weight }));
}
