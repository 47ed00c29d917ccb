import type { ReactNode } from "react";
import { SectionHeading } from "@/components/ui/section-heading";
import type { CurrentWords } from "@/server/access/current-words";
import { type ChangeFeed, changeFeeds } from "@/server/subprocessors/changes/feed-files";

/** For a page's head, where feed readers look. */
export const changeFeedLinks = (["rss", "atom", "json"] as const).map((format) => ({
  ...changeFeeds[format],
  title: `feeds.names.${format}` as const,
}));

/** By e-mail, in a feed reader or in a calendar. */
export function FollowChanges({ current: { locale, words, href } }: { current: CurrentWords }) {
  const file = (format: ChangeFeed) => (text: ReactNode) => <a href={changeFeeds[format].path}>{text}</a>;
  return (
    <section className="prose print-hidden">
      <SectionHeading level={2} id="follow" locale={locale}>
        {words("feeds.follow.title")}
      </SectionHeading>
      <p>
        {words.rich("feeds.follow.text", {
          subscribe: (text) => <a href={href("/subscribe")}>{text}</a>,
          rss: file("rss"),
          atom: file("atom"),
          json: file("json"),
          calendar: file("calendar"),
        })}
      </p>
    </section>
  );
}
