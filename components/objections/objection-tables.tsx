import { Reference } from "@/components/ui/reference";
import type { CurrentWords } from "@/server/access/current-words";
import type { NoticeSummary } from "@/server/notices/received/queries";
import type { DraftView } from "@/server/objections/drafts/drafts";
import type { ObjectionSummary } from "@/server/objections/view";
import { noticeTitle } from "../notices/notice-words";
import { WindowText } from "../notices/window-text";
import { OwnWords } from "../site/own-words";
import { StatusTag } from "../ui/status-tag";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { NextAnswer } from "./next-answer";
import { objectionTones } from "./objection-words";

/** The account's own, open ones first. */
export function OwnObjectionTable({
  objections,
  publisher,
  at,
  current,
}: {
  objections: readonly ObjectionSummary[];
  publisher: string;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words, href } = current;
  const columns: readonly Column<ObjectionSummary>[] = [
    {
      header: words("objections.column.reference"),
      cell: ({ id, reference }) => (
        <a href={href(`/portal/objections/${id}`)}>
          <Reference>{reference}</Reference>
        </a>
      ),
    },
    {
      header: words("objections.column.change"),
      cell: ({ changeName }) => <OwnWords locale={locale}>{changeName}</OwnWords>,
    },
    {
      header: words("objections.column.state"),
      cell: ({ state }) => <StatusTag tone={objectionTones[state]}>{words(`objections.state.${state}`)}</StatusTag>,
    },
    {
      header: words("objections.column.due"),
      cell: (objection) => (
        <NextAnswer objection={objection} side="account" publisher={publisher} at={at} current={current} />
      ),
    },
  ];
  return (
    <Table
      caption={words("objections.caption")}
      captionHidden
      columns={columns}
      rows={objections}
      rowKey={({ id }) => id}
      empty={words("objections.empty")}
    />
  );
}

/** What the person began and has not filed. */
export function DraftTable({
  drafts,
  current: { locale, words, href },
}: {
  drafts: readonly DraftView[];
  current: CurrentWords;
}) {
  const columns: readonly Column<DraftView>[] = [
    {
      header: words("objections.drafts.change"),
      cell: ({ id, changeName }) => (
        <a href={href(`/portal/objections/drafts/${id}`)}>{words("objections.drafts.go", { change: changeName })}</a>
      ),
    },
    {
      header: words("objections.drafts.saved"),
      cell: ({ updatedAt }) => <TimeText value={updatedAt} short locale={locale} />,
    },
    {
      header: words("objections.file.caption"),
      cell: ({ files }) => String(files.length),
    },
  ];
  return (
    <Table
      caption={words("objections.drafts.caption")}
      captionHidden
      columns={columns}
      rows={drafts}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}

/** What may be objected to now, with the way there for those who may. */
export function ObjectableTable({
  notices,
  mayFile,
  at,
  current,
}: {
  notices: readonly NoticeSummary[];
  mayFile: boolean;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words, href } = current;
  const columns: readonly Column<NoticeSummary>[] = [
    {
      header: words("objections.column.change"),
      cell: (notice) => (
        <a href={href(`/portal/notices/${notice.id}`)}>
          <OwnWords locale={locale}>{noticeTitle(notice, words)}</OwnWords>
        </a>
      ),
    },
    {
      header: words("objections.new.until"),
      cell: ({ change }) => change && <WindowText change={change} at={at} current={current} />,
    },
    ...(mayFile
      ? [
          {
            header: words("objections.objectable.column"),
            cell: ({ change }: NoticeSummary) =>
              change && (
                <a href={href(`/portal/objections/new?change=${change.id}`)}>{words("objections.objectable.object")}</a>
              ),
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={words("objections.objectable.caption")}
      captionHidden
      columns={columns}
      rows={notices}
      rowKey={({ id }) => id}
      empty={words("objections.objectable.empty")}
    />
  );
}
