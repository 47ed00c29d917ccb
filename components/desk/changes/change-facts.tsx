import type { ReactNode } from "react";
import { changeTones } from "@/components/site/subprocessors/change-words";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskChange } from "@/server/subprocessors/changes/desk-queries";

/** Where a change stands, and who took which step when. */
export function ChangeFacts({ change, at, current }: { change: DeskChange; at: Date; current: CurrentWords }) {
  const { locale, words } = current;
  const { state, kind, waits, noticeDays, effectiveAt, tookEffectAt, noticedAt, withdrawnReason } = change;
  const row = (term: Parameters<typeof words>[0], detail: ReactNode): SummaryRow => ({ term: words(term), detail });
  const only = (shown: boolean, made: () => SummaryRow): SummaryRow[] => (shown ? [made()] : []);
  const time = (value: Date | null, now?: Date) =>
    value === null ? "" : <TimeText value={value} locale={locale} {...(now === undefined ? {} : { now })} />;
  const by = (value: Date | null, name: string | null) =>
    words.rich("changes.desk.fact.by", { time: () => time(value), name: name ?? "" });
  return (
    <SummaryList
      rows={[
        row(
          "changes.desk.fact.state",
          <StatusTag tone={changeTones[state]}>{words(`changes.state.${state}`)}</StatusTag>,
        ),
        row("changes.desk.fact.kind", words(`changes.kind.${kind}`)),
        row(
          "changes.desk.fact.wait",
          waits ? words("changes.waits.yes", { days: noticeDays }) : words("changes.waits.no"),
        ),
        row("changes.desk.fact.proposed", by(change.createdAt, change.author)),
        ...only(change.approvedAt !== null, () =>
          row("changes.desk.fact.approved", by(change.approvedAt, change.approvedBy)),
        ),
        ...only(noticedAt !== null, () => row("changes.desk.fact.noticed", time(noticedAt))),
        ...only(effectiveAt !== null && state === "noticed", () =>
          row("changes.desk.fact.effect", time(effectiveAt, at)),
        ),
        ...only(tookEffectAt !== null, () => row("changes.desk.fact.tookEffect", time(effectiveAt))),
        ...only(change.withdrawnAt !== null, () =>
          row("changes.desk.fact.withdrawn", by(change.withdrawnAt, change.withdrawnBy)),
        ),
        ...only(withdrawnReason !== null, () =>
          row("changes.desk.fact.reason", <p className="whitespace-pre-line wrap-anywhere">{withdrawnReason}</p>),
        ),
      ]}
    />
  );
}
