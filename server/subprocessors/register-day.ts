/** The day for which a reader asked to see the register. A day is a calendar day of UTC, and stands for its end. */
import { CalendarDate } from "@/server/content/calendar";

export interface AskedDay {
  /** `YYYY-MM-DD`. Null: the register as it stands now. */
  readonly asOf: string | null;
  /** Something was asked for that is no day: who asked must be told, or takes today's register for that day's. */
  readonly misread: boolean;
}

/** `past` and so on: where the day lies; `unrecorded`: it was over before the register was kept here. */
export type DayStanding = "now" | "misread" | "unrecorded" | "past" | "today" | "future";

/** A form that is sent with an empty field asks for no day. Year 0 is written by programs alone: no calendar has it. */
export function readDay(asked: unknown): AskedDay {
  const text = typeof asked === "string" ? asked.trim() : asked;
  if (text === undefined || text === null || text === "") return { asOf: null, misread: false };
  const day = CalendarDate.safeParse(text);
  return day.success && !day.data.startsWith("0000")
    ? { asOf: day.data, misread: false }
    : { asOf: null, misread: true };
}

/** Today is not over yet: it is shown as it stands now. */
export function momentOfDay(asOf: string | null, at: Date): Date {
  return asOf === null || asOf === dayOf(at) ? at : new Date(`${asOf}T23:59:59.999Z`);
}

export function dayStanding({ asOf, misread }: AskedDay, keptSince: Date | null, at: Date): DayStanding {
  if (misread) return "misread";
  if (asOf === null) return "now";
  const today = dayOf(at);
  if (asOf === today) return "today";
  if (asOf > today) return "future";
  return keptSince === null || momentOfDay(asOf, at) < keptSince ? "unrecorded" : "past";
}

/** The address of a file of the register, of the day that is shown. */
export const fileAddress = (format: "json" | "csv", asOf: string | null): string =>
  `/subprocessors.${format}${asOf === null ? "" : `?as-of=${asOf}`}`;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
