import { DocumentMeta } from "@/components/ui/document-meta";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { dayPassed } from "@/server/content/calendar";
import type { Page } from "@/server/content/pack";
import { versionsOf } from "@/server/content/versions";
import { OwnWords } from "../own-words";

/** Which version this is, since when, until when, whose, what changed, and where else it can be read. */
export function ContentFacts({ page, current, now }: { page: Page; current: CurrentWords; now: Date }) {
  const { locale, words, href } = current;
  const { meta, address } = page;
  const versions = versionsOf(page);
  const latest = versions.find((version) => version.current)?.entry;
  return (
    <DocumentMeta
      locale={locale}
      absent={words("site.notStated")}
      facts={{
        version: meta.status === "draft" ? words("content.draftVersion", { version: meta.version }) : meta.version,
        effective: <TimeText value={meta.effectiveDate} precision="day" locale={locale} />,
        nextReview: meta.nextReview === null ? undefined : <NextReview page={page} current={current} now={now} />,
        owner: meta.owner === null ? undefined : <OwnWords locale={locale}>{meta.owner}</OwnWords>,
      }}
      more={[
        {
          term: words("content.lastChange"),
          detail: latest === undefined ? undefined : <OwnWords locale={locale}>{latest.notes}</OwnWords>,
        },
        {
          term: words("content.history"),
          detail: <a href={href(`${address}/history`)}>{words("content.versions", { count: versions.length })}</a>,
        },
        {
          term: words("content.otherForms"),
          screenOnly: true,
          detail: (
            <>
              <a href={`${address}.pdf`}>{words("content.pdf")}</a> ·{" "}
              <a href={`${address}.md`}>{words("content.markdown")}</a>
            </>
          ),
        },
      ]}
    />
  );
}

function NextReview({ page, current, now }: { page: Page; current: CurrentWords; now: Date }) {
  const { nextReview, nextReviewNote } = page.meta;
  const { locale, words } = current;
  if (nextReview === null) return null;
  return (
    <>
      <TimeText value={nextReview} precision="day" locale={locale} />
      {nextReviewNote === null ? null : (
        <>
          {" ("}
          <OwnWords locale={locale}>{nextReviewNote}</OwnWords>)
        </>
      )}
      {dayPassed(nextReview, now) ? (
        <span className="font-medium text-passed"> – {words("content.reviewPassed")}</span>
      ) : null}
    </>
  );
}
