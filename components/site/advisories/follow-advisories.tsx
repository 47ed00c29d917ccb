import type { ReactNode } from "react";
import { SectionHeading } from "@/components/ui/section-heading";
import type { CurrentWords } from "@/server/access/current-words";
import { advisoryFeedPath, advisoryFeeds } from "@/server/advisories/feed-files";
import type { AdvisoryQuery } from "@/server/advisories/list-query";
import { csafBase, providerFiles } from "@/server/feeds/csaf-provider";
import type { FeedFormat } from "@/server/feeds/formats";

/** For a page's head, where feed readers look. */
export const advisoryFeedLinks = [
  { ...advisoryFeeds.rss, title: "feeds.names.advisoryRss" },
  { ...advisoryFeeds.atom, title: "feeds.names.advisoryAtom" },
  { ...advisoryFeeds.json, title: "feeds.names.advisoryJson" },
] as const;

/** By e-mail, in a feed reader or as a program; narrowed as the page is, where a feed can be. */
export function FollowAdvisories({
  query: { severity, product },
  current: { locale, words, href },
}: {
  query: Pick<AdvisoryQuery, "severity" | "product">;
  current: CurrentWords;
}) {
  const file = (format: FeedFormat) => (text: ReactNode) => (
    <a href={advisoryFeedPath(format, severity, product)}>{text}</a>
  );
  return (
    <section className="prose print-hidden">
      <SectionHeading level={2} id="follow" locale={locale}>
        {words("feeds.follow.advisories")}
      </SectionHeading>
      <p>
        {words.rich("feeds.follow.advisoriesText", {
          subscribe: (text) => <a href={href("/subscribe")}>{text}</a>,
          rss: file("rss"),
          atom: file("atom"),
          json: file("json"),
          csaf: (text) => <a href={csafBase + providerFiles.metadata}>{text}</a>,
        })}
        {severity === null && product === null ? null : ` ${words("feeds.follow.narrowed")}`}
      </p>
    </section>
  );
}
