/** What a page says of itself in JSON-LD (schema.org): only what the page and the publisher state. */
import type { Publisher } from "@/server/content/publisher-schema";
import type { SitePage } from "@/server/site/pages";
import { type Locale, localeTag, localHref } from "@/server/words/locale";

type Node = Readonly<Record<string, unknown>>;

/** @param trail the page and those above it, the start page first */
export function structuredData(
  publisher: Publisher,
  trail: readonly SitePage[],
  { locale, origin, siteName }: { locale: Locale; origin: URL; siteName: string },
): Node {
  const absolute = (path: string) => new URL(localHref(locale, path), origin).href;
  const site = { "@id": new URL("/#site", origin).href };
  const page = trail.at(-1);
  const nodes =
    page === undefined || page.path === "/"
      ? [organisation(publisher, origin), website(publisher, { site, origin, siteName, absolute })]
      : [webPage(page, { site, absolute, locale }), breadcrumbs(trail, absolute)];
  return { "@context": "https://schema.org", "@graph": nodes };
}

const organisationId = (origin: URL) => ({ "@id": new URL("/#publisher", origin).href });

function organisation({ names, website, companyNumber, companyRegister }: Publisher, origin: URL): Node {
  return {
    "@type": "Organization",
    ...organisationId(origin),
    name: names.short,
    legalName: names.legal,
    ...(website === null ? {} : { url: website }),
    ...(companyNumber === null
      ? {}
      : {
          identifier: {
            "@type": "PropertyValue",
            ...(companyRegister === null ? {} : { propertyID: companyRegister }),
            value: companyNumber,
          },
        }),
  };
}

function website(
  { languages }: Publisher,
  {
    site,
    origin,
    siteName,
    absolute,
  }: { site: Node; origin: URL; siteName: string; absolute: (path: string) => string },
): Node {
  return {
    "@type": "WebSite",
    ...site,
    name: siteName,
    url: absolute("/"),
    inLanguage: languages.map((language) => localeTag[language]),
    publisher: organisationId(origin),
    potentialAction: {
      "@type": "SearchAction",
      target: { "@type": "EntryPoint", urlTemplate: `${absolute("/search")}?q={search_term_string}` },
      "query-input": "required name=search_term_string",
    },
  };
}

function webPage(
  { path, title, about, lastChanged, version }: SitePage,
  { site, absolute, locale }: { site: Node; absolute: (path: string) => string; locale: Locale },
): Node {
  return {
    "@type": "WebPage",
    "@id": absolute(path),
    url: absolute(path),
    name: title.text,
    description: about.text,
    inLanguage: localeTag[locale],
    isPartOf: site,
    ...(version === null ? {} : { version }),
    ...(lastChanged === null ? {} : { dateModified: lastChanged }),
  };
}

function breadcrumbs(trail: readonly SitePage[], absolute: (path: string) => string): Node {
  return {
    "@type": "BreadcrumbList",
    itemListElement: trail.map(({ path, title }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: title.text,
      item: absolute(path),
    })),
  };
}

/** The page and those above it, the start page first; empty for a page that is not in the list. */
export function trailOf(pages: readonly SitePage[], path: string | null): SitePage[] {
  const page = pages.find((each) => each.path === path);
  return page === undefined ? [] : [...trailOf(pages, page.parent), page];
}

/** As the content of a script element: nothing in the data can end it or begin a comment. */
export function scriptText(data: Node): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
