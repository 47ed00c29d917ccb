import type { ReactNode } from "react";
import { PublicShell } from "@/components/shell/public-shell";
import { DraftNotice } from "@/components/site/content/draft-notice";
import { SearchScript } from "@/components/site/search/search-script";
import { StructuredData } from "@/components/site/structured-data";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import type { Publisher } from "@/server/content/publisher-schema";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { localeName, localHref } from "@/server/words/locale";
import { OwnWords } from "./own-words";

/**
 * Every public page: it says whose it is, and that it is a draft where the publisher says so.
 * @param path the page's address without its language
 * @param asked the same with its query, where that decides what is shown: the other languages show it too
 */
export async function PublicPage({
  path,
  asked = path,
  children,
}: {
  path: string;
  asked?: string;
  children: ReactNode;
}) {
  const { publisher } = await currentPack();
  const current = await currentWords();
  const { locale, href } = current;
  const { status } = publisher;
  const draftNotice =
    status.state === "draft" ? <DraftNotice status={status} current={current} now={now()} /> : undefined;
  return (
    <>
      <PublicShell
        publisherName={publisher.names.short}
        nav={navigation(current)}
        currentPath={href(path)}
        homeHref={href("/")}
        locale={locale}
        footer={{
          legalName: publisher.names.legal,
          details: (
            <>
              <LegalFacts publisher={publisher} current={current} />
              {path === "" ? null : <PrintedAddress path={path} current={current} />}
            </>
          ),
          groups: footerGroups(current),
          languages: publisher.languages.map((language) => ({
            locale: language,
            label: localeName[language],
            href: localHref(language, asked === "" ? "/" : asked),
          })),
        }}
        {...(draftNotice === undefined ? {} : { draftNotice })}
      >
        {children}
      </PublicShell>
      <StructuredData path={path} />
      <SearchScript />
    </>
  );
}

const navigation = ({ words, href }: CurrentWords) => [
  { label: words("site.nav.trust"), href: href("/trust") },
  { label: words("site.nav.toms"), href: href("/toms") },
  { label: words("site.nav.compliance"), href: href("/compliance") },
  { label: words("site.nav.subprocessors"), href: href("/subprocessors") },
  { label: words("site.nav.requestAccess"), href: href("/request-access") },
  { label: words("site.nav.portal"), href: href("/portal") },
  { label: words("site.nav.search"), href: href("/search") },
];

const footerGroups = ({ words, href }: CurrentWords) => [
  {
    title: words("site.footer.read"),
    links: [
      { label: words("site.nav.trust"), href: href("/trust") },
      { label: words("site.footer.tomsLong"), href: href("/toms") },
      { label: words("site.nav.compliance"), href: href("/compliance") },
      { label: words("site.nav.subprocessors"), href: href("/subprocessors") },
      { label: words("site.nav.reports"), href: href("/reports") },
      { label: words("subscriptions.title"), href: href("/subscribe") },
    ],
  },
  {
    title: words("site.footer.customers"),
    links: [
      { label: words("site.nav.requestAccess"), href: href("/request-access") },
      { label: words("site.footer.signIn"), href: href("/sign-in") },
    ],
  },
  {
    title: words("site.footer.security"),
    links: [
      { label: words("site.nav.advisories"), href: href("/advisories") },
      { label: words("site.footer.reportVulnerability"), href: href("/report-a-vulnerability") },
      { label: words("site.footer.acknowledgements"), href: href("/acknowledgements") },
    ],
  },
  {
    title: words("site.footer.about"),
    links: [
      { label: words("site.footer.privacy"), href: href("/privacy") },
      { label: words("site.footer.accessibility"), href: href("/accessibility") },
    ],
  },
];

/** Register number and address: what the publisher states of them is in its own words. */
function LegalFacts({ publisher, current: { locale, words } }: { publisher: Publisher; current: CurrentWords }) {
  const { companyRegister, companyNumber, registeredIn, registeredAddress } = publisher;
  const stated = (key: string, text: string) => (
    <OwnWords key={key} locale={locale}>
      {text}
    </OwnWords>
  );
  const number =
    companyNumber === null
      ? words("site.footer.numberNotStated")
      : `${companyRegister ?? words("site.footer.companyNumber")} ${companyNumber}`;
  return (
    <>
      <p>
        {registeredIn === null
          ? number
          : words.rich("site.footer.registeredIn", { number, place: () => stated("place", registeredIn) })}
      </p>
      <p>
        {words.rich("site.footer.registeredAddress", {
          address: () => (registeredAddress === null ? words("site.notStated") : stated("address", registeredAddress)),
        })}
      </p>
    </>
  );
}

/** On paper links show their addresses without the site's: it stands there once. */
function PrintedAddress({ path, current: { words, href } }: { path: string; current: CurrentWords }) {
  const address = new URL(href(path), settings().publicUrl).href;
  return <p className="hidden print:block">{words("site.footer.printedAddress", { address })}</p>;
}
