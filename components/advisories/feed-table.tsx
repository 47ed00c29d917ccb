import { ConfirmButton } from "@/components/ui/confirm-button";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { minuteInWords, momentOf } from "@/components/ui/time-words";
import type { CurrentWords } from "@/server/access/current-words";
import { revokeFeedAddress } from "@/server/advisories/private-feeds/actions";
import { feedFiles } from "@/server/advisories/private-feeds/address";
import type { FeedView } from "@/server/advisories/private-feeds/queries";

/** A contact's own feed addresses, which nobody can read again. */
export function FeedTable({ feeds, current }: { feeds: readonly FeedView[]; current: CurrentWords }) {
  const { locale, words } = current;
  const columns: readonly Column<FeedView>[] = [
    {
      header: words("restricted.feeds.created"),
      cell: ({ createdAt }) => <TimeText value={createdAt} short locale={locale} />,
    },
    {
      header: words("restricted.feeds.lastUsed"),
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? words("restricted.feeds.never") : <TimeText value={lastUsedAt} short locale={locale} />,
    },
    { header: words("restricted.feeds.change"), cell: (feed) => <RevokeForm feed={feed} current={current} /> },
  ];
  return (
    <Table
      caption={words("restricted.feeds.caption")}
      columns={columns}
      rows={feeds}
      rowKey={({ id }) => id}
      empty=""
    />
  );
}

function RevokeForm({ feed, current: { locale, words } }: { feed: FeedView; current: CurrentWords }) {
  return (
    <ConfirmButton
      label={words("restricted.feeds.revokeOne", {
        time: minuteInWords(momentOf(feed.createdAt), "UTC", locale, "short"),
      })}
      tone="quiet"
    >
      <p>{words("restricted.feeds.revokeText")}</p>
      <ActionForm action={revokeFeedAddress} id={`revoke-${feed.id}`} locale={locale}>
        <input type="hidden" name="feedId" value={feed.id} />
        <SubmitButton tone="danger">{words("restricted.feeds.revokeSubmit")}</SubmitButton>
      </ActionForm>
    </ConfirmButton>
  );
}

type Format = keyof typeof feedFiles;
const formats: readonly Format[] = ["rss", "atom", "json", "csaf"];

/** What stands behind an address. */
export function FeedFormats({ current: { words } }: { current: CurrentWords }) {
  const columns: readonly Column<Format>[] = [
    { header: words("restricted.feeds.formatName"), cell: (format) => words(`restricted.feeds.format.${format}`) },
    { header: words("restricted.feeds.formatPath"), cell: (format) => <code>{feedFiles[format]}</code> },
  ];
  return (
    <section className="grid gap-4" aria-labelledby="formats">
      <h2 id="formats">{words("restricted.feeds.formats")}</h2>
      <p className="text-muted">{words("restricted.feeds.formatsText")}</p>
      <Table
        caption={words("restricted.feeds.formats")}
        captionHidden
        columns={columns}
        rows={formats}
        rowKey={(format) => format}
        empty=""
      />
    </section>
  );
}
