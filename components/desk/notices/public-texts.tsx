import type { CurrentWords } from "@/server/access/current-words";
import { isLocale, localeName } from "@/server/words/locale";

interface Text {
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
}

/** What subscribers and the public read, in each language. */
export function PublicTexts({ texts, current: { words } }: { texts: readonly Text[]; current: CurrentWords }) {
  if (texts.length === 0) return <p>{words("notices.notWritten")}</p>;
  return (
    <div className="space-y-3">
      {texts.map(({ locale, subject, text }) => (
        <details key={locale}>
          <summary lang={locale}>{isLocale(locale) ? localeName[locale] : locale}</summary>
          <div lang={locale} className="mt-3 grid gap-4">
            <p className="font-semibold" dir="auto">
              {subject}
            </p>
            <div className="max-w-prose border-s-2 border-hairline ps-4 wrap-anywhere whitespace-pre-line" dir="auto">
              {text}
            </div>
          </div>
        </details>
      ))}
    </div>
  );
}
