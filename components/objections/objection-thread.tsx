import { code } from "@/components/ui/reference";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionEntryView, ObjectionView } from "@/server/objections/view";

interface ThreadProps {
  readonly objection: ObjectionView;
  /** The publisher's short name. */
  readonly publisher: string;
  readonly current: CurrentWords;
}

/** Every step and message, oldest first, as both sides read it. */
export function ObjectionThread({ objection, publisher, current }: ThreadProps) {
  const { words } = current;
  if (objection.entries.length === 0) return <p>{words("objections.entry.none")}</p>;
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {objection.entries.map((entry) => (
        <li key={entry.id} className="grid gap-1 py-4">
          <Entry entry={entry} objection={objection} publisher={publisher} current={current} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry, objection, publisher, current }: ThreadProps & { readonly entry: ObjectionEntryView }) {
  const { locale, words } = current;
  const { by, name, at, replyBy } = entry;
  const account = objection.accountName;
  const who = {
    account:
      name === null
        ? words("objections.by.accountOnly", { account })
        : words("objections.by.account", { name, account }),
    publisher: words("objections.by.publisher", { publisher }),
    product: words("objections.by.product"),
  }[by];
  return (
    <>
      <p className="font-semibold">{titleOf(entry, current)}</p>
      <p className="text-sm text-muted">
        <span dir="auto">{who}</span>, <TimeText value={at} locale={locale} />
      </p>
      <Said entry={entry} reference={objection.reference} current={current} />
      {replyBy === null ? null : (
        <p className="text-sm text-muted">
          {words("objections.entry.answerBy")} <TimeText value={replyBy} precision="day" locale={locale} />
        </p>
      )}
    </>
  );
}

function titleOf({ kind, mitigation }: ObjectionEntryView, { words }: CurrentWords): string {
  if (kind !== "proposal") return words(`objections.entry.${kind}`);
  const what = mitigation === null ? "" : words(`objections.mitigation.${mitigation}`);
  return words("objections.entry.proposal", { mitigation: what });
}

/** What the product itself says is said in the reader's language; what people wrote stands as they wrote it. */
function Said({
  entry: { kind, text },
  reference,
  current: { words },
}: {
  entry: ObjectionEntryView;
  reference: string;
  current: CurrentWords;
}) {
  if (kind === "acknowledgement") return <p>{words.rich("objections.entry.acknowledgedText", { reference, code })}</p>;
  if (kind === "change_withdrawn") return <p>{words("objections.entry.changeWithdrawnText")}</p>;
  if (text === null) return null;
  return (
    <p className="max-w-prose wrap-anywhere whitespace-pre-line" dir="auto">
      {text}
    </p>
  );
}
