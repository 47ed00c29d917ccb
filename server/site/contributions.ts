/** What the public site holds beside the pack's own pages: each capability tells of its pages and their sections. */

import { publicAdvisories } from "@/server/advisories/queries";
import { publishedQuarters } from "@/server/assurance/reports/queries";
import { latestRevision } from "@/server/content/advisories";
import type { Pack } from "@/server/content/pack";
import type { SitePage } from "@/server/site/pages";
import type { SearchSection } from "@/server/site/search/section";
import { readRegister } from "@/server/subprocessors/queries";
import { statedFields } from "@/server/subprocessors/register";
import { listThanks } from "@/server/vulnerabilities/queries";
import type { Locale } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

/** Pages that come and go with the records. */
export function contributedPages(pack: Pack, locale: Locale, at: Date): SitePage[] {
  return [...advisoryPages(pack, at), ...reportPages(pack, locale, at)];
}

function advisoryPages(pack: Pack, at: Date): SitePage[] {
  return publicAdvisories(pack, at).map(({ meta }) => ({
    path: `/advisories/${meta.id}`,
    title: { text: meta.title, locale: "en" },
    about: { text: meta.summary, locale: "en" },
    lastChanged: latestRevision(meta).at.toISOString().slice(0, 10),
    markdown: null,
    parent: "/advisories",
    version: String(latestRevision(meta).number),
    draft: false,
    listed: true,
  }));
}

function reportPages(pack: Pack, locale: Locale, at: Date): SitePage[] {
  const words = wordsIn(locale);
  const { short: name } = pack.publisher.names;
  return publishedQuarters(pack, at).map(({ quarter, signedOff, demonstration }) => {
    const inWords = words("reports.quarter", { year: String(quarter.year), number: String(quarter.number) });
    const title = words("reports.reportTitle", { quarter: inWords });
    return {
      path: `/reports/${quarter.address}`,
      title: { text: demonstration ? words("reports.demonstrationTitle", { title }) : title, locale },
      about: { text: words("reports.reportDescription", { name, quarter: inWords }), locale },
      lastChanged: signedOff.date,
      markdown: null,
      parent: "/reports",
      version: null,
      draft: false,
      listed: true,
    };
  });
}

export async function contributedSections(pack: Pack, locale: Locale, at: Date): Promise<SearchSection[]> {
  return [...programmes(pack, locale), ...(await register(pack, locale, at)), ...(await thanks(pack, locale))];
}

function programmes(pack: Pack, locale: Locale): SearchSection[] {
  const page = { text: wordsIn(locale)("site.nav.compliance"), locale };
  return pack.programmes.map(({ id, framework, statement, alsoStated, scope }) => ({
    path: "/compliance",
    anchor: id,
    page,
    heading: framework,
    text: [statement, ...alsoStated, scope ?? ""].join(" ").trim(),
    locale: "en",
  }));
}

async function register(pack: Pack, locale: Locale, at: Date): Promise<SearchSection[]> {
  const page = { text: wordsIn(locale)("site.nav.subprocessors"), locale };
  const { entries } = await readRegister(pack.name, at);
  return entries.map((entry) => ({
    path: "/subprocessors",
    anchor: entry.id,
    page,
    heading: entry.name,
    text: statedFields.flatMap((field) => entry[field] ?? []).join(" · "),
    locale: "en",
  }));
}

/** Names alone, which their owners agreed to: one section holds them all. */
async function thanks(pack: Pack, locale: Locale): Promise<SearchSection[]> {
  const title = wordsIn(locale)("site.footer.acknowledgements");
  const names = (await listThanks(pack.name)).map(({ name }) => name);
  if (names.length === 0) return [];
  const page = { text: title, locale };
  return [{ path: "/acknowledgements", anchor: "main", page, heading: title, text: names.join(" · "), locale }];
}
