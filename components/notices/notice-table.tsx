import type { CurrentWords } from "@/server/access/current-words";
import type { NoticeSummary } from "@/server/notices/received/queries";
import { OwnWords } from "../site/own-words";
import { StatusTag } from "../ui/status-tag";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { noticeTitle, relationWords, standingTag } from "./notice-words";
import { InForceText, WindowText } from "./window-text";

interface Shown {
  readonly notices: readonly NoticeSummary[];
  readonly at: Date;
  readonly current: CurrentWords;
}

/** Every notice that the account got, newest first. */
export function NoticeTable({ notices, at, current }: Shown) {
  const { locale, words } = current;
  const columns: readonly Column<NoticeSummary>[] = [
    { header: words("received.column.what"), cell: (notice) => <NoticeLink notice={notice} current={current} /> },
    {
      header: words("received.column.given"),
      cell: ({ givenAt }) =>
        givenAt === null ? words("received.notGiven") : <TimeText value={givenAt} short locale={locale} />,
    },
    {
      header: words("received.column.standing"),
      cell: ({ change }) => (change === null ? "—" : <Standing change={change} at={at} current={current} />),
    },
    {
      header: words("received.column.confirmed"),
      cell: ({ confirmedAt }) =>
        confirmedAt === null ? words("received.notConfirmed") : <TimeText value={confirmedAt} short locale={locale} />,
    },
  ];
  return (
    <Table
      caption={words("received.caption")}
      captionHidden
      columns={columns}
      rows={notices}
      rowKey={({ id }) => id}
      empty={words("received.empty")}
    />
  );
}

/** What is on its way for the account, and by when it can object. */
export function ComingTable({ notices, at, current }: Shown) {
  const { words } = current;
  const columns: readonly Column<NoticeSummary>[] = [
    { header: words("received.column.what"), cell: (notice) => <NoticeLink notice={notice} current={current} /> },
    {
      header: words("received.column.concerns"),
      cell: ({ relation }) => (relation === null ? "—" : words(relationWords[relation])),
    },
    {
      header: words("received.column.objectUntil"),
      cell: ({ change }) => change && <WindowText change={change} at={at} current={current} />,
    },
    {
      header: words("received.column.inForce"),
      cell: ({ change }) => change && <InForceText change={change} at={at} current={current} />,
    },
  ];
  return (
    <Table
      caption={words("received.comingCaption")}
      captionHidden
      columns={columns}
      rows={notices}
      rowKey={({ id }) => id}
      empty={words("received.comingEmpty")}
    />
  );
}

function NoticeLink({ notice, current: { locale, words, href } }: { notice: NoticeSummary; current: CurrentWords }) {
  return (
    <a href={href(`/portal/notices/${notice.id}`)}>
      <OwnWords locale={locale}>{noticeTitle(notice, words)}</OwnWords>
    </a>
  );
}

function Standing({
  change,
  at,
  current: { words },
}: {
  change: NonNullable<NoticeSummary["change"]>;
  at: Date;
  current: CurrentWords;
}) {
  const { tone, key } = standingTag(change, at);
  return <StatusTag tone={tone}>{words(key)}</StatusTag>;
}
