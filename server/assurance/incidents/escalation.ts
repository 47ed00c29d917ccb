/** Mails whoever handles incidents as the time of a duty runs: at half, three quarters, nine tenths, and when it is over. Runs as a job, as often as you like. */
import { permissions } from "@/server/access/permissions";
import { openPerson } from "@/server/accounts/people";
import { type DutyStanding, dutiesOf, stepsReached } from "@/server/assurance/incidents/duties";
import { dutyFacts } from "@/server/assurance/incidents/duty-facts";
import { escalationMessage } from "@/server/assurance/incidents/messages";
import { recordEvent } from "@/server/audit/events";
import type { Pack } from "@/server/content/pack";
import { queueMail } from "@/server/mail/outbox";
import type { Database, Transaction } from "@/server/platform/database";
import type { Incident } from "@/server/platform/generated/prisma/client";
import { errorFields, log } from "@/server/platform/log";

/** @param at how far the clocks have run; the database looks again by its own @returns how many mails of a step were caused */
export async function escalateIncidents(database: Database, pack: Pack, at: Date): Promise<number> {
  const rows = await database.incident.findMany({ where: { publisher: pack.name, closedAt: null } });
  let count = 0;
  for (const { id } of rows) {
    try {
      count += await database.$transaction((transaction) => escalateOne(transaction, pack, id, at));
    } catch (error) {
      // One that cannot be escalated holds up no other.
      log("error", "incidents.escalate", { incidentId: id, ...errorFields(error) });
    }
  }
  return count;
}

/** The row is locked first, so that of two servers at once the later sees what the earlier told. */
async function escalateOne(transaction: Transaction, pack: Pack, id: string, at: Date): Promise<number> {
  await transaction.$queryRaw`SELECT id::text FROM "Incident" WHERE id = ${id}::uuid FOR UPDATE`;
  const incident = await transaction.incident.findUniqueOrThrow({ where: { id } });
  const facts = (await dutyFacts(transaction, [incident])).get(id);
  if (incident.closedAt !== null || facts === undefined) return 0;
  let count = 0;
  for (const duty of dutiesOf(facts, at)) count += await escalateDuty(transaction, pack, incident, duty, at);
  return count;
}

/** Steps that were passed at once, as where an incident was opened late, are told in one mail: the last one's. */
async function escalateDuty(
  transaction: Transaction,
  pack: Pack,
  incident: Incident,
  duty: DutyStanding,
  at: Date,
): Promise<number> {
  const told = await transaction.incidentEscalation.findMany({
    where: { incidentId: incident.id, duty: duty.duty },
    select: { step: true },
  });
  const steps = stepsReached(duty, at).filter((step) => !told.some((each) => each.step === step));
  const last = steps.at(-1);
  if (last === undefined) return 0;
  await transaction.incidentEscalation.createMany({
    data: steps.map((step) => ({ incidentId: incident.id, duty: duty.duty, step })),
  });
  // After a correction of the discovery an earlier step may come due again behind a later one: that was told.
  if (told.some(({ step }) => step > last)) return 0;
  const publisherName = pack.publisher.names.short;
  const due = inWords(duty.dueAt);
  const message = escalationMessage({ publisherName, incident, duty: duty.duty, step: last, due });
  const people = await transaction.person.findMany({
    where: { staffRoles: { hasSome: [...permissions["incident:handle"].staff] } },
  });
  for (const row of people) {
    const { email, dataKeyId } = await openPerson(transaction, row);
    await queueMail(transaction, { to: email, dataKeyId, message });
  }
  await recordEvent(transaction, {
    ...{ kind: "incident.escalated", actorId: null, subjectId: incident.id, dataKeyId: incident.dataKeyId },
    details: { duty: duty.duty, step: last, staff: people.length },
  });
  return 1;
}

const inWords = (moment: Date) =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(moment)} UTC`;
