/**
 * What staff do with an incident, from its opening to its end. The database stamps who did what and when, and refuses
 * what comes too late (migration incidents); every change and its event commit together.
 */
import { regulatorHours } from "@/server/assurance/incidents/duties";
import { type Desk, findOpen, recordOf, refuse } from "@/server/assurance/incidents/find-incident";
import { newReference } from "@/server/assurance/incidents/reference";
import type {
  ClassInput,
  DescriptionInput,
  OpeningInput,
  RegulatorInput,
  TimesInput,
} from "@/server/assurance/incidents/schema";
import { sealDescription, sealPart } from "@/server/assurance/incidents/sealed-incident";
import { newDataKey } from "@/server/keys/data-keys";
import { databaseTime, type Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";

/** @returns its id */
export async function openIncident(desk: Desk, input: OpeningInput): Promise<string> {
  const { database, pack, viewer } = desk;
  const { breachNotification } = pack.publisher;
  return database.$transaction(async (transaction) => {
    const at = await databaseTime(transaction);
    checkTimes(input, at, at);
    const [id, dataKeyId] = [newId(), await newDataKey(transaction, "incident")];
    const { title, description, ...facts } = input;
    const row = { id, dataKeyId };
    await transaction.incident.create({
      data: {
        ...{ ...row, ...facts, publisher: pack.name, reference: newReference(at), openedById: viewer.personId },
        customersHours: breachNotification.customersHours,
        regulatorHours: breachNotification.authority.hours ?? regulatorHours,
        sealed: await sealDescription(transaction, row, { title, description }),
      },
    });
    const { class: gravity, asController } = input;
    await recordOf(transaction, desk, row, "incident.opened", {
      incidentClass: gravity,
      asController,
      ...inWriting(input),
    });
    return id;
  });
}

export async function describeIncident(
  desk: Desk,
  { incidentId, title, description }: DescriptionInput,
): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    const sealed = await sealDescription(transaction, row, { title, description });
    await transaction.incident.update({ where: { id: row.id }, data: { sealed } });
    await recordOf(transaction, desk, row, "incident.described");
  });
}

/** Marking the publisher as the controller begins the second duty; what the authority was told is not taken back. */
export async function classifyIncident(
  desk: Desk,
  { incidentId, class: gravity, asController }: ClassInput,
): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    if (row.regulatorToldAt !== null && !asController) refuse("incidents.refused.regulatorTold", "asController");
    if (row.class === gravity && row.asController === asController) return;
    await transaction.incident.update({ where: { id: row.id }, data: { class: gravity, asController } });
    const details = { incidentClass: gravity, incidentClassBefore: row.class, asController };
    await recordOf(transaction, desk, row, "incident.classified", details);
  });
}

export async function timeIncident(desk: Desk, { incidentId, ...times }: TimesInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    checkTimes(times, row.openedAt, await databaseTime(transaction));
    await transaction.incident.update({ where: { id: row.id }, data: times });
    await recordOf(transaction, desk, row, "incident.timed", inWriting(times));
  });
}

/** Counts from now on, never earlier. */
export async function recordRegulatorTold(desk: Desk, { incidentId, text }: RegulatorInput): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    if (!row.asController) refuse("incidents.refused.notController");
    if (row.regulatorToldAt !== null) refuse("incidents.refused.regulatorTold");
    const sealedRegulator = await sealPart(transaction, row, "regulator", text);
    const data = { regulatorToldById: desk.viewer.personId, sealedRegulator };
    await transaction.incident.update({ where: { id: row.id }, data });
    await recordOf(transaction, desk, row, "incident.regulator-told");
  });
}

/** Ends it for good, once whoever had to be told is told; the database asks the same (migration incident_closing). */
export async function closeIncident(desk: Desk, incidentId: string): Promise<void> {
  await desk.database.$transaction(async (transaction) => {
    const row = await findOpen(transaction, desk.pack, incidentId);
    if (row.asController && row.regulatorToldAt === null) refuse("incidents.refused.closeRegulator");
    if (await someAreUntold(transaction, row.id)) refuse("incidents.refused.closeUntold");
    await transaction.incident.update({ where: { id: row.id }, data: { closedById: desk.viewer.personId } });
    await recordOf(transaction, desk, row, "incident.closed", { incidentClass: row.class });
  });
}

async function someAreUntold(transaction: Transaction, id: string): Promise<boolean> {
  const [row] = await transaction.$queryRaw<{ untold: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "IncidentAccount" c JOIN "Account" k ON k.id = c."accountId" AND k."closedAt" IS NULL
                   WHERE c."incidentId" = ${id}::uuid) AND incident_customers_told_at(${id}::uuid) IS NULL AS untold`;
  return row?.untold ?? false;
}

type Times = Omit<TimesInput, "incidentId">;

/** What the database asks as well, with the field that it is about. @param openedAt by when it was discovered */
function checkTimes(times: Times, openedAt: Date, at: Date): void {
  const { discoveredAt, detectedAt, containedAt, recoveredAt } = times;
  for (const field of ["discoveredAt", "detectedAt", "containedAt", "recoveredAt"] as const)
    if ((times[field] ?? at) > at) refuse("incidents.refused.ahead", field);
  if (discoveredAt > openedAt) refuse("incidents.refused.discoveredLater", "discoveredAt");
  if (containedAt !== null && containedAt < detectedAt) refuse("incidents.refused.containedFirst", "containedAt");
  if (recoveredAt !== null && recoveredAt < (containedAt ?? detectedAt))
    refuse("incidents.refused.recoveredFirst", "recoveredAt");
}

const inWriting = ({ discoveredAt, detectedAt, containedAt, recoveredAt }: Times) => ({
  discoveredAt: discoveredAt.toISOString(),
  detectedAt: detectedAt.toISOString(),
  containedAt: containedAt?.toISOString() ?? null,
  recoveredAt: recoveredAt?.toISOString() ?? null,
});
