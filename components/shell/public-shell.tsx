import type { ReactNode } from "react";
import { SkipLink } from "../ui/skip-link";
import type { Locale } from "../ui/words";
import { DisclosureMenu } from "./disclosure-menu";
import { Navigation } from "./navigation";
import type { NavigationItem } from "./navigation-items";
import { type FooterData, PublicFooter } from "./public-footer";
import { shellWords } from "./shell-words";
import { Wordmark } from "./wordmark";

/** Every public page: the publisher's name, the ways on, the page, who answers for it. No client component. */
export function PublicShell({
  publisherName,
  nav,
  currentPath,
  draftNotice,
  footer,
  homeHref = "/",
  locale = "en",
  children,
}: {
  publisherName: string;
  nav: readonly NavigationItem[];
  currentPath: string;
  /** Said above everything: a draft, a demonstration. */
  draftNotice?: ReactNode;
  footer: FooterData;
  homeHref?: string;
  locale?: Locale;
  children: ReactNode;
}) {
  const { mainNavigation, menu, trustCentre } = shellWords[locale];
  const groups = [{ items: nav }];
  return (
    <>
      <SkipLink locale={locale} />
      {draftNotice === undefined ? null : (
        <aside className="shell-notice">
          <div className="shell-width">{draftNotice}</div>
        </aside>
      )}
      <header className="public-header">
        <div className="shell-width">
          <Wordmark publisherName={publisherName} area={trustCentre} href={homeHref} />
          <DisclosureMenu label={menu}>
            <Navigation className="side-nav" label={mainNavigation} groups={groups} currentPath={currentPath} />
          </DisclosureMenu>
          <Navigation
            className="top-nav shell-navigation"
            label={mainNavigation}
            groups={groups}
            currentPath={currentPath}
          />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="shell-width public-main">
        {children}
      </main>
      <PublicFooter footer={footer} locale={locale} />
    </>
  );
}
