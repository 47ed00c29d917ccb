/** By when each side is asked to answer: from the pack's settings, counted in UTC. Pure. */
import type { Publisher } from "@/server/content/publisher-schema";
import { days, later } from "@/server/platform/clock";

export type ObjectionSettings = Publisher["portal"]["objections"];

/** Staff answer what was filed or declined within business days, Monday to Friday; public holidays count as any day. */
export function staffReplyBy(from: Date, { staffAnswerBusinessDays }: ObjectionSettings): Date {
  let moment = from;
  for (let left = staffAnswerBusinessDays; left > 0; ) {
    moment = later(moment, days);
    if (isBusinessDay(moment)) left--;
  }
  return moment;
}

/** The account answers a proposal within days of 24 hours. */
export const accountReplyBy = (from: Date, { accountAnswerDays }: ObjectionSettings): Date =>
  later(from, accountAnswerDays * days);

function isBusinessDay(moment: Date): boolean {
  const weekday = moment.getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
