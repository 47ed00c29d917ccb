import type { CurrentWords } from "@/server/access/current-words";
import type { NoticeSummary } from "@/server/notices/received/queries";
import { noticeTitle } from "../notices/notice-words";
import { WindowText } from "../notices/window-text";
import { OwnWords } from "../site/own-words";
import { Callout } from "../ui/callout";
import { SummaryList } from "../ui/summary-list";

/** The change that is objected to and the time there is, or that there is none. */
export function ObjectedChange({
  notice,
  at,
  current,
}: {
  /** Undefined where the account cannot object to it (any more). */
  notice: NoticeSummary | undefined;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words, href } = current;
  if (notice === undefined || notice.change === null)
    return <Callout tone="warning" title={words("objections.drafts.over")} locale={locale} />;
  return (
    <SummaryList
      rows={[
        {
          term: words("objections.new.change"),
          detail: (
            <a href={href(`/portal/notices/${notice.id}`)}>
              <OwnWords locale={locale}>{noticeTitle(notice, words)}</OwnWords>
            </a>
          ),
        },
        {
          term: words("objections.new.until"),
          detail: <WindowText change={notice.change} at={at} current={current} />,
        },
      ]}
    />
  );
}
