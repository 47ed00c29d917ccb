/** The pages of a pack as visitors get them, drawn without a server: what the facts of the pack are looked for in. */
import { renderToStaticMarkup } from "react-dom/server";
import { contentComponents } from "@/components/content/content-components";
import { Compliance } from "@/components/site/compliance/compliance";
import { Home } from "@/components/site/home/home";
import { RegisterTable } from "@/components/site/subprocessors/register-table";
import type { CurrentWords } from "@/server/access/current-words";
import type { Pack, Page } from "@/server/content/pack";
import { pageView } from "@/server/content/page-view";
import { renderPage } from "@/server/content/render-page";
import { RegisterQuery } from "@/server/subprocessors/register-view";
import { type Locale, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

const currentIn = (locale: Locale): CurrentWords => ({
  locale,
  words: wordsIn(locale),
  href: (path) => localHref(locale, path),
});

/** HTML of the content of a page by its name without the slash; null where the pack has no such page. */
export function publicPage(pack: Pack, name: string, at: Date, locale: Locale = "en"): string | null {
  const current = currentIn(locale);
  switch (name) {
    case "home":
      return renderToStaticMarkup(<HomeOf pack={pack} at={at} current={current} />);
    case "compliance":
      return renderToStaticMarkup(<Compliance pack={pack} at={at} current={current} />);
    case "subprocessors":
      return renderToStaticMarkup(<RegisterOf pack={pack} current={current} />);
    default:
      return contentPage(pack, name, at);
  }
}

/** Without what a demonstration or the database adds. */
function HomeOf({ pack, ...told }: { pack: Pack; at: Date; current: CurrentWords }) {
  const stated = pack.publisher.contacts.security;
  const security = stated === null ? null : { address: stated, demonstration: false };
  return <Home pack={pack} security={security} announced={0} latestReport={null} {...told} />;
}

/** The register as the pack's file gives it; the site shows what the database holds, which begins as the same. */
function RegisterOf({ pack, current }: { pack: Pack; current: CurrentWords }) {
  const { fullerList, list } = pack.subProcessors;
  return (
    <>
      <p>{fullerList}</p>
      <RegisterTable shown={list} total={list.length} query={RegisterQuery.parse({})} current={current} />
    </>
  );
}

function contentPage(pack: Pack, name: string, at: Date): string | null {
  const page: Page | undefined = Object.hasOwn(pack.pages, name) ? pack.pages[name] : undefined;
  if (page === undefined) return null;
  const element = renderPage(pack, name, contentComponents(pageView(pack, page.meta, at)));
  return element === null ? null : renderToStaticMarkup(element);
}
