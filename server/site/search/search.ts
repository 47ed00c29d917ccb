/** Search over all that is public: a page's sections in the page's language, with what stays in the publisher's own. */
import { excerpt, find, prepare, type Section } from "@/public/search-ranking.js";
import type { Pack } from "@/server/content/pack";
import { now, seconds } from "@/server/platform/clock";
import { processWide } from "@/server/platform/process-wide";
import { contributedSections } from "@/server/site/contributions";
import { type SitePage, sitePages } from "@/server/site/pages";
import { privacySections } from "@/server/site/privacy";
import { contentSections } from "@/server/site/search/content-sections";
import type { SearchSection } from "@/server/site/search/section";
import { type Locale, localHref } from "@/server/words/locale";

/** Every section, as the browser is given it and as the server searches it. */
export async function searchIndex(pack: Pack, locale: Locale, at: Date): Promise<Section[]> {
  const pages = sitePages(pack, locale, at);
  const all = [
    ...pages.filter(({ listed }) => listed).flatMap((page) => ownSections(pack, page, at)),
    ...(await contributedSections(pack, locale, at)),
    ...privacySections(pack.publisher, locale),
  ];
  return all.map((section) => wireSection(section, locale));
}

function ownSections(pack: Pack, { path, title, about }: SitePage, at: Date): SearchSection[] {
  const page = Object.values(pack.pages).find(({ address }) => address === path);
  if (page !== undefined) return contentSections(pack, page, at);
  return [{ path, anchor: null, page: title, heading: title.text, text: about.text, locale: title.locale }];
}

function wireSection({ path, anchor, page, heading, text, locale: own }: SearchSection, locale: Locale): Section {
  return {
    href: localHref(locale, path) + (anchor === null ? "" : `#${anchor}`),
    page: page.text,
    ...(page.locale === locale ? {} : { pageLang: page.locale }),
    heading,
    text,
    ...(own === locale ? {} : { lang: own }),
  };
}

export interface Hit {
  readonly section: Section;
  /** A piece of the text; the flag tells what was looked for. */
  readonly excerpt: readonly (readonly [text: string, hit: boolean])[];
}

type Index = ReturnType<typeof prepare>;

const freshFor = 5 * seconds;
const made = processWide(
  "search",
  () => new WeakMap<Pack, Map<Locale, { readonly at: Date; readonly index: Promise<Index> }>>(),
);

/** Best first, no more than `most`, with the number of all. */
export async function search(
  pack: Pack,
  { locale, query, most }: { locale: Locale; query: string; most: number },
): Promise<{ total: number; hits: Hit[] }> {
  const found = find(await preparedIndex(pack, locale), query);
  const hits = found.slice(0, most).map(({ section, words }) => ({ section, excerpt: excerpt(section.text, words) }));
  return { total: found.length, hits };
}

/** Made anew no more than every few seconds, however many search. */
function preparedIndex(pack: Pack, locale: Locale): Promise<Index> {
  const at = now();
  const byLocale = made.get(pack) ?? new Map();
  made.set(pack, byLocale);
  const known = byLocale.get(locale);
  if (known !== undefined && at.getTime() - known.at.getTime() < freshFor) return known.index;
  const index = searchIndex(pack, locale, at).then(prepare);
  byLocale.set(locale, { at, index });
  // A database that was away for a moment is asked again by the next who searches.
  index.catch(() => byLocale.delete(locale));
  return index;
}
