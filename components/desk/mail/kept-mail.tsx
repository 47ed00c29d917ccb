import { mailParts } from "@/components/desk/mail/mail-text";
import { mailStates } from "@/components/desk/mail/mail-words";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import { TimeText } from "@/components/ui/time-text";
import type { MailView } from "@/server/mail/queries";

/** The demo's mail, to be read here because nothing is sent. */
export function KeptMail({ rows, origin }: { rows: readonly MailView[]; origin: string }) {
  if (rows.length === 0)
    return (
      <EmptyState title="No mail yet">Ask for a sign-in link or for access, and the message shows here.</EmptyState>
    );
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {rows.map((row) => (
        <li key={row.id} className="py-6">
          <KeptMessage mail={row} origin={origin} />
        </li>
      ))}
    </ol>
  );
}

function KeptMessage({ mail: { content, state, createdAt }, origin }: { mail: MailView; origin: string }) {
  const { tone, label } = mailStates[state];
  return (
    <article className="space-y-3">
      <header className="space-y-1">
        <h2 className="text-lg">{content?.subject ?? "The recipient’s data was erased"}</h2>
        <p className="text-sm text-muted">
          {content === null ? null : (
            <>
              To <span className="wrap-anywhere text-ink">{content.to}</span>,{" "}
            </>
          )}
          <TimeText value={createdAt} /> · <StatusTag tone={tone}>{label}</StatusTag>
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
      {content?.attachment ? <p className="text-sm text-muted">With the signed record attached.</p> : null}
    </article>
  );
}
