import { mailKind, mailStates } from "@/components/desk/mail/mail-words";
import { StatusTag } from "@/components/ui/status-tag";
import { Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { MailView } from "@/server/mail/queries";

/** What left, what waits and what failed; to whom and what it says stays closed. */
export function DeliveryTable({ rows }: { rows: readonly MailView[] }) {
  return (
    <Table
      caption="Messages, the latest first"
      captionHidden
      columns={[
        { header: "Message", cell: (row) => mailKind(row.kind) },
        { header: "Written", cell: (row) => <TimeText value={row.createdAt} short /> },
        { header: "State", cell: (row) => <State mail={row} /> },
        {
          header: "The mail server’s answer",
          cell: (row) => row.serverResponse ?? <span className="text-muted">None</span>,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty="No message was written yet."
    />
  );
}

function State({ mail: { state, settledAt, attempts } }: { mail: MailView }) {
  const { tone, label } = mailStates[state];
  return (
    <>
      <StatusTag tone={tone}>{label}</StatusTag>
      <p className="text-muted">
        {settledAt === null ? null : (
          <>
            <TimeText value={settledAt} short />,{" "}
          </>
        )}
        {attempts === 1 ? "1 attempt" : `${attempts} attempts`}
      </p>
    </>
  );
}
