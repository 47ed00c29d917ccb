/** What subscribers are mailed of new content, as plain text. Pure. Mail is not confidential: it names no document of the pack. */
import { compose, type Message } from "@/server/mail/message";
import type { News } from "@/server/site/news/published";
import type { Locale } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";

export interface NewsMail {
  /** One page, one report, or documents that were published together. */
  readonly news: readonly [News, ...News[]];
  readonly publisher: { readonly name: string; readonly legalName: string };
  /** Where it is read, with its origin. */
  readonly url: string;
  readonly locale: Locale;
}

export function newsMail({ news, publisher, url, locale }: NewsMail): Message {
  const [first] = news;
  const words = wordsIn(locale);
  const { kind, version } = first;
  const said = kind === "document" ? "documents" : kind === "report" && first.revised ? "revisedReport" : kind;
  const values = {
    ...{ publisher: publisher.name, legalName: publisher.legalName, version, count: news.length },
    title: titleOf(first, words),
  };
  return compose(
    "news",
    publisher.name,
    words(`subscriptions.news.subject.${said}`, values),
    [
      words(`subscriptions.news.intro.${said}`, values),
      `${words(kind === "document" ? "subscriptions.news.readPack" : "subscriptions.news.read")}\n${url}`,
      ...(kind === "report" && first.demonstration
        ? [words("reports.demonstrationNote", { name: publisher.name })]
        : []),
    ],
    words,
  );
}

function titleOf(news: News, words: Words): string {
  if (news.kind === "document") return "";
  if (news.kind === "page") return news.title;
  const { year, number } = news.quarter;
  const quarter = words("reports.quarter", { year: String(year), number: String(number) });
  const title = words("reports.reportTitle", { quarter });
  return news.demonstration ? words("reports.demonstrationTitle", { title }) : title;
}
