import { ChangeBody, ChangeStanding } from "@/components/site/subprocessors/change-view";
import { NoticeText } from "@/components/site/subprocessors/notice-text";
import { Callout } from "@/components/ui/callout";
import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";
import { noticeFor, publicNotice } from "@/server/notices/worded";
import { type NoticeAudience, noticeAudiences } from "@/server/notices/wording";
import { days, later } from "@/server/platform/clock";
import type { RegisterChange } from "@/server/subprocessors/changes/change";

export type Reader = NoticeAudience | "public";
export const readers: readonly Reader[] = [...noticeAudiences, "public"];
export const isReader = (text: unknown): text is Reader => readers.some((reader) => reader === text);

/** What one kind of reader will read, as if the notice went out now. */
export function ChangePreview({
  reader,
  change,
  publisher,
  at,
  current,
}: {
  reader: Reader;
  change: RegisterChange;
  publisher: Publisher;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  if (reader === "public")
    return (
      <div className="space-y-10">
        {change.noticedAt === null ? (
          <Callout locale={locale}>{words("changes.desk.preview.publicDraft")}</Callout>
        ) : null}
        <div className="space-y-10 border-s-2 border-hairline ps-6">
          <ChangeStanding change={change} at={at} current={current} />
          <ChangeBody change={change} notice={publicNotice(change, publisher, locale)} at={at} current={current} />
        </div>
      </div>
    );
  const toAccount = reader !== "subscriber";
  const notice = noticeFor(reader, change, publisher, {
    locale,
    earliestEffectiveAt: toAccount && change.waits ? later(at, change.noticeDays * days) : null,
    orderForms: toAccount ? [words("changes.desk.preview.sampleForm")] : [],
  });
  return (
    <div className="space-y-6">
      <p className="max-w-prose">{words("changes.desk.preview.explained")}</p>
      <NoticeText notice={notice} current={current} />
    </div>
  );
}
