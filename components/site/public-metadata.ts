import type { Metadata } from "next";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pictureAddress, pictureSize } from "@/server/site/link-picture";
import { sitePages } from "@/server/site/pages";
import { localeTag, localHref } from "@/server/words/locale";
import type { WordKey, Words } from "@/server/words/words";

/** What stands in a public page's head: its title and description, its one address, the same page in other languages, and its picture. */
export async function publicMetadata({
  path,
  title,
  description,
  feeds = [],
}: {
  /** Without a language. */
  path: string;
  /** A function where the words are ours; a text where they are the publisher's. Null: the start page. */
  title: string | ((words: Words) => string) | null;
  description?: string | ((words: Words) => string);
  /** In which what the page tells can be followed. */
  feeds?: readonly { readonly path: string; readonly type: string; readonly title: WordKey }[];
}): Promise<Metadata> {
  const { locale, words, href } = await currentWords();
  const pack = await currentPack();
  const { languages, names } = pack.publisher;
  // A step of a form is in no list and has the start page's picture.
  const pictured = sitePages(pack, locale, now()).some((page) => page.path === path) ? path : "/";
  const said = (text: string | ((words: Words) => string) | undefined) =>
    typeof text === "function" ? text(words) : text;
  const own = said(title ?? undefined);
  const about = said(description);
  const others = languages.map((language) => [localeTag[language], localHref(language, path)]);
  return {
    ...(own === undefined ? {} : { title: own }),
    ...(about === undefined ? {} : { description: about }),
    alternates: {
      canonical: href(path),
      types: Object.fromEntries(feeds.map(({ path: url, type, title: key }) => [type, [{ url, title: words(key) }]])),
      ...(languages.length < 2 ? {} : { languages: { ...Object.fromEntries(others), "x-default": path } }),
    },
    openGraph: {
      type: "website",
      siteName: words("site.trustCentre", { name: names.short }),
      url: href(path),
      locale: localeTag[locale].replace("-", "_"),
      images: [{ url: pictureAddress(pictured, locale), ...pictureSize, type: "image/png", alt: own ?? names.legal }],
    },
    twitter: { card: "summary_large_image" },
  };
}
