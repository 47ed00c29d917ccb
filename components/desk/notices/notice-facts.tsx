import { noticeKinds } from "@/components/notices/notice-words";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskNotice } from "@/server/notices/desk/queries";
import { ChangeTag } from "./notice-words";

/** When the notice began, and of a change when it was given and from when it is in force. */
export function NoticeFacts({ notice, at, current }: { notice: DeskNotice; at: Date; current: CurrentWords }) {
  const { locale, words, href } = current;
  const { change, createdAt } = notice;
  const moment = (value: Date | null, otherwise: string) =>
    value === null ? otherwise : <TimeText value={value} locale={locale} />;
  return (
    <SummaryList
      rows={[
        change === null
          ? { term: words("notices.column.kind"), detail: words(noticeKinds[notice.kind]) }
          : {
              term: words("notices.column.state"),
              detail: ChangeTag(change, current),
              action: <a href={href(`/desk/subprocessors/changes/${change.id}`)}>{words("notices.toChange")}</a>,
            },
        { term: words("notices.column.began"), detail: <TimeText value={createdAt} locale={locale} /> },
        ...(notice.kind === "withdrawal" || change === null
          ? []
          : [
              { term: words("notices.noticed"), detail: moment(change.noticedAt, words("notices.notNoticed")) },
              {
                term: words("notices.effective"),
                detail:
                  change.effectiveAt === null ? (
                    words("notices.notFixed")
                  ) : (
                    <TimeText value={change.effectiveAt} now={at} locale={locale} />
                  ),
              },
            ]),
      ]}
    />
  );
}
