import { mailParts } from "@/components/desk/mail/mail-text";
import { mailTones } from "@/components/desk/mail/mail-words";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { MailView } from "@/server/mail/queries";

/** The demo's mail, to be read here because nothing is sent. */
export function KeptMail({
  rows,
  origin,
  current,
}: {
  rows: readonly MailView[];
  origin: string;
  current: CurrentWords;
}) {
  if (rows.length === 0)
    return <EmptyState title={current.words("desk.mail.noneTitle")}>{current.words("desk.mail.none")}</EmptyState>;
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {rows.map((row) => (
        <li key={row.id} className="py-6">
          <KeptMessage mail={row} origin={origin} current={current} />
        </li>
      ))}
    </ol>
  );
}

function KeptMessage({
  mail: { content, state, createdAt },
  origin,
  current: { locale, words },
}: {
  mail: MailView;
  origin: string;
  current: CurrentWords;
}) {
  return (
    <article className="space-y-3">
      <header className="space-y-1">
        <h2 className="text-lg">{content?.subject ?? words("desk.mail.erased")}</h2>
        <p className="text-sm text-muted">
          {content === null ? null : (
            <>
              {words("desk.mail.to")} <span className="wrap-anywhere text-ink">{content.to}</span>,{" "}
            </>
          )}
          <TimeText value={createdAt} locale={locale} /> ·{" "}
          <StatusTag tone={mailTones[state]}>{words(`desk.mail.state.${state}`)}</StatusTag>
        </p>
      </header>
      {content === null ? null : (
        <div className="max-w-prose wrap-anywhere whitespace-pre-line">
          {mailParts(content.text, origin).map((part, index) =>
            part.href === undefined ? (
              part.text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
              <a key={index} href={part.href}>
                {part.text}
              </a>
            ),
          )}
        </div>
      )}
      {content?.attachment ? <p className="text-sm text-muted">{words("desk.mail.attachment")}</p> : null}
    </article>
  );
}
