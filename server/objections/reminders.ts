/** Reminds whoever's turn it is, once before their day and once after it. Runs as a job, as often as you like. */
import type { Pack } from "@/server/content/pack";
import { findObjection } from "@/server/objections/find-objection";
import { isOpen, openStates, turnOf } from "@/server/objections/lifecycle";
import { toAccount, toStaff } from "@/server/objections/tell";
import { days, later } from "@/server/platform/clock";
import { type Database, isDuplicate } from "@/server/platform/database";
import type { ObjectionReminderKind } from "@/server/platform/generated/prisma/enums";

interface Due {
  readonly id: string;
  readonly dueAt: Date;
}

/** @param at which days are near or over; the database looks again by its own clock */
export async function remindOfObjections(database: Database, pack: Pack, at: Date): Promise<void> {
  const near = later(at, pack.publisher.portal.objections.remindDaysBefore * days);
  await remind(database, pack, "passed", await dueUntil(database, pack, "passed", at));
  await remind(database, pack, "coming", await dueUntil(database, pack, "coming", near, at));
}

/** Those of whose day nobody was reminded yet; a day that has passed needs no reminder that it comes. */
async function dueUntil(
  database: Database,
  pack: Pack,
  kind: ObjectionReminderKind,
  until: Date,
  after = new Date(0),
): Promise<Due[]> {
  const rows = await database.objection.findMany({
    where: { state: { in: [...openStates] }, change: { publisher: pack.name }, dueAt: { gt: after, lte: until } },
    select: { id: true, dueAt: true, reminders: { where: { kind }, select: { dueAt: true } } },
    orderBy: { dueAt: "asc" },
    take: 500,
  });
  return rows.flatMap(({ id, dueAt, reminders }) =>
    dueAt === null || reminders.some((reminder) => reminder.dueAt.getTime() === dueAt.getTime()) ? [] : [{ id, dueAt }],
  );
}

async function remind(database: Database, pack: Pack, kind: ObjectionReminderKind, due: readonly Due[]): Promise<void> {
  for (const { id, dueAt } of due)
    try {
      await remindOnce(database, pack, kind, id, dueAt);
    } catch (error) {
      // Another server was quicker.
      if (!isDuplicate(error)) throw error;
    }
}

function remindOnce(
  database: Database,
  pack: Pack,
  kind: ObjectionReminderKind,
  id: string,
  dueAt: Date,
): Promise<void> {
  return database.$transaction(async (transaction) => {
    const { row, teller } = await findObjection(transaction, pack, { id });
    // Answered in the meantime.
    if (!isOpen(row.state) || row.dueAt?.getTime() !== dueAt.getTime()) return;
    await transaction.objectionReminder.create({ data: { objectionId: id, dueAt, kind } });
    const soon = kind === "coming";
    if (turnOf(row.state) === "account")
      await toAccount(transaction, teller, { told: soon ? "accountDueSoon" : "accountOverdue", day: dueAt });
    else await toStaff(transaction, teller, { told: soon ? "staffDueSoon" : "staffOverdue", day: dueAt });
  });
}
