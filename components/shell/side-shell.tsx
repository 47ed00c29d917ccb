import type { ReactNode } from "react";
import { SkipLink } from "../ui/skip-link";
import type { Locale } from "../ui/words";
import { DisclosureMenu } from "./disclosure-menu";
import { type LanguageLink, LanguageList } from "./language-list";
import { Navigation } from "./navigation";
import type { NavigationGroup } from "./navigation-items";
import { shellWords } from "./shell-words";
import { ThemeControl } from "./theme-control";
import { Wordmark } from "./wordmark";

/** The frame of the signed-in areas: who is signed in above, the ways on at the side, or in a menu on a phone. */
export function SideShell({
  area,
  areaName,
  homeHref,
  publisherName,
  identity,
  navigation,
  currentPath,
  signOut,
  notice,
  languages = [],
  locale = "en",
  children,
}: {
  area: "portal" | "desk";
  areaName: string;
  homeHref: string;
  publisherName: string;
  identity: ReactNode;
  navigation: readonly NavigationGroup[];
  currentPath: string;
  signOut: ReactNode;
  notice?: ReactNode;
  languages?: readonly LanguageLink[];
  locale?: Locale;
  children: ReactNode;
}) {
  const { mainNavigation, menu } = shellWords[locale];
  const list = <Navigation className="side-nav" label={mainNavigation} groups={navigation} currentPath={currentPath} />;
  return (
    <div className="side-shell" data-area={area}>
      <SkipLink locale={locale} />
      {notice === undefined ? null : (
        <aside className="shell-notice">
          <div className="shell-width">{notice}</div>
        </aside>
      )}
      <header className="side-header">
        <div className="shell-width">
          <Wordmark publisherName={publisherName} area={areaName} href={homeHref} />
          <div className="identity">
            {identity}
            <div className="shell-navigation">{signOut}</div>
          </div>
          <DisclosureMenu label={menu}>{list}</DisclosureMenu>
        </div>
      </header>
      <div className="shell-width side-columns">
        <div className="side-column shell-navigation">{list}</div>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <footer className="shell-width side-footer">
        <div className="footer-choices shell-navigation">
          <LanguageList languages={languages} locale={locale} />
          <ThemeControl locale={locale} />
        </div>
      </footer>
    </div>
  );
}
