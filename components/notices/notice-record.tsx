import type { CurrentWords } from "@/server/access/current-words";
import { confirmNotice } from "@/server/notices/received/actions";
import type { NoticeMessage, NoticeView } from "@/server/notices/received/queries";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";
import { SummaryList } from "../ui/summary-list";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { messageStates, noticeKinds, relationWords } from "./notice-words";
import { InForceText, WindowText } from "./window-text";

interface NoticeProps {
  readonly notice: NoticeView;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** What the notice means for the account: when it was told, until when it may object, from when it holds. */
export function NoticeFacts({ notice, at, current }: NoticeProps) {
  const { locale, words } = current;
  const { change, relation, givenAt, record } = notice;
  return (
    <SummaryList
      rows={[
        ...(change === null ? [{ term: words("received.column.kind"), detail: words(noticeKinds[notice.kind]) }] : []),
        {
          term: words("received.column.given"),
          detail: givenAt === null ? words("received.notGiven") : <TimeText value={givenAt} locale={locale} />,
        },
        ...(relation === null
          ? []
          : [{ term: words("received.column.concerns"), detail: words(relationWords[relation]) }]),
        ...(change === null || notice.kind !== "change"
          ? []
          : [
              {
                term: words("received.column.objectUntil"),
                detail: <WindowText change={change} at={at} current={current} />,
              },
              {
                term: words("received.column.inForce"),
                detail: <InForceText change={change} at={at} current={current} />,
              },
            ]),
        ...(record === null
          ? []
          : [
              {
                term: words("received.record"),
                detail: (
                  <>
                    {record.text ?? words("received.erased")} (
                    <TimeText value={record.recordedAt} locale={locale} />)
                  </>
                ),
              },
            ]),
      ]}
    />
  );
}

/** The text exactly as it was sent, with the order forms as they stood. */
export function NoticeText({ notice: { content }, current: { words } }: Omit<NoticeProps, "at">) {
  if (content === null) return <p>{words("received.erased")}</p>;
  return (
    <div className="grid gap-4">
      <p className="font-semibold" dir="auto">
        {content.subject}
      </p>
      <div className="max-w-prose border-s-2 border-hairline ps-4 wrap-anywhere whitespace-pre-line" dir="auto">
        {content.text}
      </div>
      {content.orderForms.length === 0 ? null : (
        <SummaryList
          rows={content.orderForms.map(({ reference, relation }) => ({
            term: reference,
            detail: words(relationWords[relation]),
          }))}
        />
      )}
    </div>
  );
}

/** Each message to the account's people and what the mail server said to it. */
export function MessageTable({ notice: { messages }, current }: Omit<NoticeProps, "at">) {
  const { locale, words } = current;
  const columns: readonly Column<NoticeMessage>[] = [
    { header: words("received.message.recipient"), cell: ({ recipient }) => recipient ?? words("received.erased") },
    { header: words("received.message.state"), cell: ({ state }) => words(messageStates[state]) },
    {
      header: words("received.message.taken"),
      cell: ({ acceptedAt }) =>
        acceptedAt === null ? (
          words("received.message.notTaken")
        ) : (
          <TimeText value={acceptedAt} short locale={locale} />
        ),
    },
    {
      header: words("received.message.answer"),
      cell: ({ serverResponse }) => (serverResponse === null ? "—" : <span lang="en">{serverResponse}</span>),
    },
  ];
  return (
    <Table
      caption={words("received.message.caption")}
      captionHidden
      columns={columns}
      rows={messages}
      rowKey={({ id }) => id}
      empty={words("received.message.empty")}
    />
  );
}

/** Who confirmed the receipt, and the button for who has not. */
export function Receipts({
  notice: { id, receipts },
  membershipId,
  current: { locale, words },
}: Omit<NoticeProps, "at"> & { readonly membershipId: string }) {
  return (
    <div className="grid gap-4">
      {receipts.length === 0 ? <p>{words("received.receipt.none")}</p> : null}
      {receipts.length === 0 ? null : (
        <ul className="grid gap-1">
          {receipts.map((receipt) => (
            <li key={receipt.membershipId}>
              <span dir="auto">{receipt.name}</span>, <TimeText value={receipt.confirmedAt} locale={locale} />
            </li>
          ))}
        </ul>
      )}
      {receipts.some((receipt) => receipt.membershipId === membershipId) ? null : (
        <ActionForm action={confirmNotice} id="receipt" locale={locale}>
          <input type="hidden" name="noticeId" value={id} />
          <SubmitButton tone="secondary">{words("received.receipt.confirm")}</SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
