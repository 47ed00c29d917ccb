import type { ReactNode } from "react";
import type { Locale } from "../ui/words";
import { type LanguageLink, LanguageList } from "./language-list";
import { ThemeControl } from "./theme-control";

export interface FooterLink {
  readonly label: string;
  readonly href: string;
}

export interface FooterData {
  /** The registered name. */
  readonly legalName: string;
  /** Short facts below it, a paragraph each: register number, address. */
  readonly details: ReactNode;
  readonly groups: readonly { readonly title: string; readonly links: readonly FooterLink[] }[];
  readonly languages?: readonly LanguageLink[];
}

/** Who answers for the site, and the ways into the rest of it. */
export function PublicFooter({ footer, locale = "en" }: { footer: FooterData; locale?: Locale }) {
  const { languages = [] } = footer;
  return (
    <footer className="public-footer">
      <div className="shell-width">
        <div className="footer-legal">
          <p className="font-medium text-ink">{footer.legalName}</p>
          {footer.details}
        </div>
        {footer.groups.map((group) => (
          <nav key={group.title} aria-label={group.title} className="shell-navigation">
            <p className="nav-title">{group.title}</p>
            <ul>
              {group.links.map((link) => (
                <li key={link.href}>
                  <a className="footer-link" href={link.href}>
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        <div className="footer-choices shell-navigation">
          <LanguageList languages={languages} locale={locale} />
          <ThemeControl locale={locale} />
        </div>
      </div>
    </footer>
  );
}
