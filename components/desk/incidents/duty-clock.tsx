import { StatusTag, type StatusTone } from "@/components/ui/status-tag";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { type DutyStanding, hoursAndMinutes } from "@/server/assurance/incidents/duties";
import type { WordKey } from "@/server/words/words";

interface Clock {
  readonly duty: DutyStanding;
  /** From which the duties run. */
  readonly discoveredAt: Date;
  readonly at: Date;
  readonly current: CurrentWords;
}

const sentences: Record<DutyStanding["state"], WordKey> = {
  running: "incidents.clock.left",
  missed: "incidents.clock.overBy",
  met: "incidents.clock.met",
  late: "incidents.clock.late",
};

/** The time left, or how long it took. */
export function DutyTag({ duty, discoveredAt, at, current: { words } }: Clock) {
  const { state, dueAt, metAt } = duty;
  const span = metAt === null ? dueAt.getTime() - at.getTime() : metAt.getTime() - discoveredAt.getTime();
  return <StatusTag tone={toneOf(duty, at)}>{words(sentences[state], hoursAndMinutes(span))}</StatusTag>;
}

/** What is left is scarce from three quarters on. */
function toneOf({ state, dueAt, hours }: DutyStanding, at: Date): StatusTone {
  if (state === "met") return "done";
  if (state === "late") return "passed";
  const scarce = dueAt.getTime() - at.getTime() <= (hours * 3_600_000) / 4;
  return state === "missed" || scarce ? "at-risk" : "under-way";
}

/** The same with until when it is. */
export function DutyClock({ duty, discoveredAt, at, current }: Clock) {
  const { locale, words } = current;
  return (
    <>
      <DutyTag duty={duty} discoveredAt={discoveredAt} at={at} current={current} />{" "}
      <span className="text-muted">
        {words("incidents.clock.of", { hours: duty.hours })} <TimeText value={duty.dueAt} locale={locale} />
      </span>
    </>
  );
}

/** Each duty in a line of its own, for the cell of a table. */
export function DutyTags({ duties, ...rest }: { readonly duties: readonly DutyStanding[] } & Omit<Clock, "duty">) {
  const { words } = rest.current;
  if (duties.length === 0) return words("incidents.clock.none");
  return (
    <ul className="space-y-1">
      {duties.map((duty) => (
        <li key={duty.duty}>
          <span className="text-muted">{words(`incidents.duty.${duty.duty}`)}:</span> <DutyTag duty={duty} {...rest} />
        </li>
      ))}
    </ul>
  );
}
