import type { CurrentWords } from "@/server/access/current-words";
import { type Side, turnOf } from "@/server/objections/lifecycle";
import type { ObjectionSummary } from "@/server/objections/view";
import { TimeText } from "../ui/time-text";
import { distanceInWords, momentOf } from "../ui/time-words";

/** Who is to answer next, and how long they still have. */
export function DueText({
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
      <TimeText value={dueAt} short locale={locale} />
      {", "}
      <TimeLeft dueAt={dueAt} at={at} current={{ locale, words }} />
    </>
  );
}

function TimeLeft({
  dueAt,
  at,
  current: { locale, words },
}: {
  dueAt: Date;
  at: Date;
  current: Pick<CurrentWords, "locale" | "words">;
}) {
  if (dueAt <= at) return <strong>{words("objections.turn.over")}</strong>;
  return distanceInWords(momentOf(dueAt), at, "UTC", locale);
}
