import type { ReactNode } from "react";
import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionEntryView, ObjectionView } from "@/server/objections/view";
import { TimeText } from "../ui/time-text";
import { Typed } from "./objection-facts";

/** Every step and message in its order, as both sides see them. */
export function Thread({
  objection,
  publisher,
  current,
}: {
  objection: ObjectionView;
  publisher: string;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  if (objection.entries.length === 0) return <p>{words("objections.entry.none")}</p>;
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {objection.entries.map((entry) => (
        <li key={entry.id} className="grid gap-1 py-4">
          <p className="font-semibold">{titleOf(entry, current)}</p>
          <p className="text-sm text-muted">
            <Author entry={entry} account={objection.accountName} publisher={publisher} current={current} />,{" "}
            <TimeText value={entry.at} short locale={locale} />
          </p>
          <Said entry={entry} reference={objection.reference} current={current} />
          {entry.replyBy === null ? null : (
            <p className="text-sm text-muted">
              {words("objections.entry.answerBy")} <TimeText value={entry.replyBy} short locale={locale} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function titleOf({ kind, mitigation }: ObjectionEntryView, { words }: CurrentWords): string {
  if (kind !== "proposal" || mitigation === null)
    return words(`objections.entry.${kind === "proposal" ? "message" : kind}`);
  return words("objections.entry.proposal", { mitigation: words(`objections.mitigation.${mitigation}`) });
}

function Author({
  entry: { by, name },
  account,
  publisher,
  current: { words },
}: {
  entry: ObjectionEntryView;
  account: string;
  publisher: string;
  current: CurrentWords;
}): ReactNode {
  if (by === "publisher") return words("objections.by.publisher", { publisher });
  if (by === "product") return words("objections.by.product");
  return <bdi>{name === null ? account : words("objections.by.account", { name, account })}</bdi>;
}

/** What was written, or what the product itself tells. */
function Said({
  entry: { kind, text, by },
  reference,
  current: { words },
}: {
  entry: ObjectionEntryView;
  reference: string;
  current: CurrentWords;
}) {
  if (kind === "acknowledgement") return <p>{words("objections.entry.acknowledgedText", { reference })}</p>;
  if (kind === "change_withdrawn") return <p>{words("objections.entry.changeWithdrawnText")}</p>;
  if (text !== null) return <Typed text={text} />;
  return by === "account" && (kind === "acceptance" || kind === "withdrawal") ? null : (
    <p>{words("objections.entry.erased")}</p>
  );
}
