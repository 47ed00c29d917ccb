import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { type Side, turnOf } from "@/server/objections/lifecycle";
import type { ObjectionSummary } from "@/server/objections/view";

/** Whose turn it is and how many days are left. */
export function NextAnswer({
  objection: { state, dueAt },
  side,
  publisher,
  at,
  current: { locale, words },
}: {
  objection: Pick<ObjectionSummary, "state" | "dueAt">;
  /** Who reads it. */
  side: Side;
  publisher: string;
  at: Date;
  current: CurrentWords;
}) {
  const turn = turnOf(state);
  if (turn === null || dueAt === null) return words("objections.turn.none");
  const account = side === "account" ? "objections.turn.accountBy" : "objections.turn.customerBy";
  return (
    <>
      {turn === "publisher" ? words("objections.turn.publisherBy", { publisher }) : words(account)}{" "}
      <TimeText value={dueAt} precision="day" now={at} locale={locale} />
      {dueAt < at ? <> ({words("objections.turn.over")})</> : null}
    </>
  );
}
