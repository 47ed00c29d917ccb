import { ChangeBody, ChangeStanding } from "@/components/site/subprocessors/change-view";
import { NoticeText } from "@/components/site/subprocessors/notice-text";
import { Callout } from "@/components/ui/callout";
import type { CurrentWords } from "@/server/access/current-words";
import type { Pack } from "@/server/content/pack";
import { accountText, publicText } from "@/server/notices/preparation/texts";
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
  pack,
  at,
  current,
}: {
  reader: Reader;
  change: RegisterChange;
  pack: Pack;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const told = { kind: "change" as const, change };
  if (reader === "public")
    return (
      <div className="space-y-10">
        {change.noticedAt === null ? (
          <Callout locale={locale}>{words("changes.desk.preview.publicDraft")}</Callout>
        ) : null}
        <div className="space-y-10 border-s-2 border-hairline ps-6">
          <ChangeStanding change={change} at={at} current={current} />
          <ChangeBody change={change} notice={publicText(pack, told, locale)} at={at} current={current} />
        </div>
      </div>
    );
  if (reader === "subscriber") return <NoticeText notice={publicText(pack, told, locale)} current={current} />;
  const concern = {
    relation: reader,
    orderForms: [{ reference: words("changes.desk.preview.sampleForm"), relation: reader }],
  };
  return (
    <div className="space-y-6">
      <p className="max-w-prose">{words("changes.desk.preview.explained")}</p>
      <div lang="en">
        <NoticeText notice={accountText(pack, told, concern, later(at, change.noticeDays * days))} current={current} />
      </div>
    </div>
  );
}
