import { mailKind, mailTones } from "@/components/desk/mail/mail-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { MailView } from "@/server/mail/queries";

/** What left, what waits and what failed; to whom and what it says stays closed. */
export function DeliveryTable({ rows, current }: { rows: readonly MailView[]; current: CurrentWords }) {
  const { locale, words } = current;
  return (
    <Table
      caption={words("desk.mail.caption")}
      captionHidden
      columns={[
        { header: words("desk.mail.message"), cell: (row) => mailKind(row.kind, words) },
        {
          header: words("desk.mail.written"),
          cell: (row) => <TimeText value={row.createdAt} short locale={locale} />,
        },
        { header: words("desk.mail.stateTerm"), cell: (row) => <State mail={row} current={current} /> },
        {
          header: words("desk.mail.answer"),
          cell: (row) => row.serverResponse ?? <span className="text-muted">{words("desk.mail.noAnswer")}</span>,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={words("desk.mail.empty")}
    />
  );
}

function State({
  mail: { state, settledAt, attempts },
  current: { locale, words },
}: {
  mail: MailView;
  current: CurrentWords;
}) {
  return (
    <>
      <StatusTag tone={mailTones[state]}>{words(`desk.mail.state.${state}`)}</StatusTag>
      <p className="text-muted">
        {settledAt === null ? null : (
          <>
            <TimeText value={settledAt} short locale={locale} />,{" "}
          </>
        )}
        {words("desk.mail.attempts", { count: attempts })}
      </p>
    </>
  );
}
