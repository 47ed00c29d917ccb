/** What the clocks of incidents depend on, read from the rows. When accounts were told is the database's own to say. */
import { z } from "zod";
import type { DutyFacts } from "@/server/assurance/incidents/duties";
import type { Transaction } from "@/server/platform/database";
import type { Incident } from "@/server/platform/generated/prisma/client";

const Row = z.object({ id: z.string(), accounts: z.number(), told: z.number(), toldAt: z.date().nullable() });

export interface IncidentFacts extends DutyFacts {
  /** How many of the accounts concerned were told. */
  readonly told: number;
}

/** @returns by incident */
export async function dutyFacts(
  transaction: Transaction,
  incidents: readonly Incident[],
): Promise<ReadonlyMap<string, IncidentFacts>> {
  if (incidents.length === 0) return new Map();
  const rows = z.array(Row).parse(
    await transaction.$queryRaw`
      SELECT i.id::text, incident_customers_told_at(i.id) AS "toldAt",
        (SELECT count(*)::int FROM "IncidentAccount" c JOIN "Account" k ON k.id = c."accountId"
         WHERE c."incidentId" = i.id AND (k."closedAt" IS NULL OR EXISTS (
           SELECT 1 FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId"
           JOIN "IncidentUpdate" u ON u.id = n."incidentUpdateId" AND u."incidentId" = i.id
           WHERE a."accountId" = c."accountId" AND a."givenAt" IS NOT NULL))) AS accounts,
        (SELECT count(DISTINCT a."accountId")::int FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId"
         JOIN "IncidentUpdate" u ON u.id = n."incidentUpdateId" AND u."incidentId" = i.id
         WHERE a."givenAt" IS NOT NULL) AS told
      FROM "Incident" i WHERE i.id = ANY(${incidents.map(({ id }) => id)}::uuid[])`,
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    incidents.flatMap((incident) => {
      const row = found.get(incident.id);
      if (row === undefined) return [];
      const { discoveredAt, closedAt, customersHours, regulatorHours, asController, regulatorToldAt } = incident;
      const facts = { discoveredAt, closedAt, customersHours, regulatorHours, asController, regulatorToldAt };
      return [[incident.id, { ...facts, accounts: row.accounts, told: row.told, customersToldAt: row.toldAt }]];
    }),
  );
}
