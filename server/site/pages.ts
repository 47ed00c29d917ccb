/**
 * Every public page in one list, as the sitemap, llms.txt, search, structured data and pictures for links tell of it. What
 * is not in the list (the steps of a form) is not meant to be found.
 */
import type { Pack, Page } from "@/server/content/pack";
import {
  historyOf,
  markdownOf,
  type PortalPage,
  portalPages,
  portalPagesAsMarkdown,
} from "@/server/content/public-addresses";
import { contributedPages } from "@/server/site/contributions";
import type { Locale } from "@/server/words/locale";
import { type WordKey, type Words, wordsIn } from "@/server/words/words";

/** A text with its language: the publisher's own words stay English. */
export interface Said {
  readonly text: string;
  readonly locale: Locale;
}

export interface SitePage {
  /** Without its language. */
  readonly path: string;
  readonly title: Said;
  readonly about: Said;
  /** The day on which what it says last changed, as `2026-04-27`; null where nobody knows. */
  readonly lastChanged: string | null;
  /** The same page as Markdown. */
  readonly markdown: string | null;
  /** The page above it, by its path; null for the start page. */
  readonly parent: string | null;
  /** The publisher's version of it. */
  readonly version: string | null;
  readonly draft: boolean;
  /** Whether it is worth finding: false for the search page itself. */
  readonly listed: boolean;
}

/** What the portal says of its own pages. */
const portalWords: Record<Exclude<PortalPage, "/">, { readonly title: WordKey; readonly about: WordKey }> = {
  "/compliance": { title: "site.nav.compliance", about: "search.about.compliance" },
  "/subprocessors": { title: "site.nav.subprocessors", about: "search.about.subprocessors" },
  "/subprocessors/changes": { title: "changes.public.title", about: "search.about.subprocessorChanges" },
  "/advisories": { title: "site.nav.advisories", about: "search.about.advisories" },
  "/reports": { title: "site.nav.reports", about: "search.about.reports" },
  "/report-a-vulnerability": { title: "site.footer.reportVulnerability", about: "search.about.reportVulnerability" },
  "/acknowledgements": { title: "site.footer.acknowledgements", about: "search.about.acknowledgements" },
  "/subscribe": { title: "subscriptions.title", about: "search.about.subscribe" },
  "/request-access": { title: "site.nav.requestAccess", about: "search.about.requestAccess" },
  "/sign-in": { title: "site.footer.signIn", about: "search.about.signIn" },
  "/search": { title: "site.nav.search", about: "search.about.search" },
  "/privacy": { title: "site.footer.privacy", about: "search.about.privacy" },
  "/accessibility": { title: "site.footer.accessibility", about: "search.about.accessibility" },
};

/** What every deployment of the pack has, whatever it has on record. */
export function fixedPages(pack: Pack, locale: Locale): SitePage[] {
  const words = wordsIn(locale);
  const [home, ...others] = portalPages;
  // The publisher's own documents stand before those derived from them.
  const contentPages = Object.values(pack.pages).sort((one, other) => derived(one) - derived(other));
  return [
    portalPage(pack, home, words, locale),
    ...contentPages.map((page) => contentPage(pack, page)),
    ...contentPages.map((page) => historyPage(page, words, locale)),
    ...others.map((path) => portalPage(pack, path, words, locale)),
  ];
}

export function sitePages(pack: Pack, locale: Locale, at: Date): SitePage[] {
  return [...fixedPages(pack, locale), ...contributedPages(pack, locale, at)];
}

function portalPage({ publisher }: Pack, path: PortalPage, words: Words, locale: Locale): SitePage {
  const { short: name, legal } = publisher.names;
  const own = path === "/" ? null : portalWords[path];
  return {
    path,
    title: { text: own === null ? words("site.trustCentre", { name }) : words(own.title), locale },
    about: { text: own === null ? words("search.about.home", { name: legal }) : words(own.about, { name }), locale },
    lastChanged: null,
    markdown: portalPagesAsMarkdown.includes(path) ? markdownOf(path) : null,
    parent: parentOf(path),
    version: null,
    draft: publisher.status.state === "draft",
    listed: path !== "/search",
  };
}

function parentOf(path: PortalPage): string | null {
  if (path === "/") return null;
  return path === "/subprocessors/changes" ? "/subprocessors" : "/";
}

function contentPage({ publisher }: Pack, { address, meta }: Page): SitePage {
  return {
    path: address,
    title: { text: meta.title, locale: "en" },
    about: { text: meta.description, locale: "en" },
    lastChanged: lastChangeOf(meta),
    markdown: markdownOf(address),
    parent: "/",
    version: meta.version,
    draft: meta.status === "draft" || publisher.status.state === "draft",
    listed: true,
  };
}

function historyPage({ address, meta }: Page, words: Words, locale: Locale): SitePage {
  return {
    path: historyOf(address),
    title: { text: words("search.historyTitle", { title: meta.title }), locale },
    about: { text: words("search.about.history"), locale },
    lastChanged: lastChangeOf(meta),
    markdown: null,
    parent: address,
    version: null,
    draft: meta.status === "draft",
    listed: true,
  };
}

const derived = ({ meta }: Page): number => (meta.derivedFrom === null ? 0 : 1);

/** The newest day in the history: that of its current version. */
const lastChangeOf = (meta: Page["meta"]) =>
  meta.history
    .map(({ date }) => date)
    .sort()
    .at(-1) ?? null;
