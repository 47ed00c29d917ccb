/**
 * The two duties of telling that run from the discovery of an incident: customers within the publisher's own hours, and,
 * where the publisher is the controller, the supervisory authority within 72 (GDPR Art. 33(1)). An hour is 3,600 seconds,
 * whatever clocks on walls do. Pure.
 */
import { hours, later } from "@/server/platform/clock";
import type { IncidentDuty } from "@/server/platform/generated/prisma/enums";

/** GDPR Art. 33(1): "not later than 72 hours after having become aware of it". */
export const regulatorHours = 72;

/** Hundredths of the time after which staff are mailed. */
export const escalationSteps = [50, 75, 90, 100] as const;
export type EscalationStep = (typeof escalationSteps)[number];

/** What the clocks of an incident depend on. */
export interface DutyFacts {
  readonly discoveredAt: Date;
  readonly closedAt: Date | null;
  readonly customersHours: number;
  readonly regulatorHours: number;
  readonly asController: boolean;
  /** How many accounts are concerned. */
  readonly accounts: number;
  /** When the last of them was told. Null: not all are told, or there is none. */
  readonly customersToldAt: Date | null;
  readonly regulatorToldAt: Date | null;
}

export interface DutyStanding {
  readonly duty: IncidentDuty;
  /** `running` and `missed` are not met; `late` is met after its time. */
  readonly state: "running" | "missed" | "met" | "late";
  readonly dueAt: Date;
  readonly metAt: Date | null;
  readonly hours: number;
}

/** The duties that are owed. @param at the moment of looking; a closed incident stands as it did when it was closed */
export function dutiesOf(facts: DutyFacts, at: Date): readonly DutyStanding[] {
  const { accounts, closedAt, asController } = facts;
  const moment = closedAt ?? at;
  return [
    // Closed without an account concerned: nobody was owed anything.
    ...(closedAt !== null && accounts === 0
      ? []
      : [standing("customers", facts, facts.customersHours, facts.customersToldAt, moment)]),
    ...(asController ? [standing("regulator", facts, facts.regulatorHours, facts.regulatorToldAt, moment)] : []),
  ];
}

function standing(
  duty: IncidentDuty,
  { discoveredAt }: DutyFacts,
  duration: number,
  metAt: Date | null,
  at: Date,
): DutyStanding {
  const dueAt = later(discoveredAt, duration * hours);
  const state = metAt === null ? (at < dueAt ? "running" : "missed") : metAt <= dueAt ? "met" : "late";
  return { duty, state, dueAt, metAt, hours: duration };
}

export const isUnmet = ({ state }: DutyStanding): boolean => state === "running" || state === "missed";

/** Until the first duty that is not met is over; negative where it is. Null: every duty is met. In milliseconds. */
export function timeLeft(duties: readonly DutyStanding[], at: Date): number | null {
  const left = duties.filter(isUnmet).map(({ dueAt }) => dueAt.getTime() - at.getTime());
  return left.length === 0 ? null : Math.min(...left);
}

/** What of an unmet duty's time is over at this moment. */
export function stepsReached({ dueAt, hours: duration, ...duty }: DutyStanding, at: Date): readonly EscalationStep[] {
  if (!isUnmet({ dueAt, hours: duration, ...duty })) return [];
  const whole = duration * hours;
  const passed = at.getTime() - (dueAt.getTime() - whole);
  return escalationSteps.filter((step) => passed >= (whole * step) / 100);
}

/** Whole hours and minutes, without a sign; a part of a minute is not counted. */
export function hoursAndMinutes(milliseconds: number): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
