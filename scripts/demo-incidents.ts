/** Opens the demonstration's incident, by the commands that staff use. Nobody is told of it yet: its time runs. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { loadViewer } from "@/server/access/viewer";
import { findPerson } from "@/server/accounts/people";
import { addAccount } from "@/server/assurance/incidents/accounts";
import { openIncident } from "@/server/assurance/incidents/commands";
import { demoFolder } from "@/server/content/demo-overlay";
import type { Pack } from "@/server/content/pack";
import { hours, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";

const DemoIncident = z.strictObject({
  title: z.string().regex(/^Demonstration\b/),
  description: z.string(),
  class: z.enum(["P0", "P1", "P2", "P3"]),
  asController: z.boolean(),
  discoveredHoursAgo: z.number().positive(),
  /** Registered names. */
  accounts: z.array(z.string()),
});

/** @param openedBy the address of a member of staff who handles incidents */
export async function loadDemoIncidents(pack: Pack, openedBy: string, at: Date): Promise<void> {
  const file = join(settings().contentDir, demoFolder(pack.name), "incidents.yaml");
  const person = await findPerson(database(), openedBy);
  const viewer = person && (await loadViewer({ personId: person.id, sessionId: newId(), authenticatedAt: at }));
  if (viewer === null || !existsSync(file)) return;
  const desk = { database: database(), pack, viewer };
  for (const { accounts, discoveredHoursAgo, ...facts } of z
    .array(DemoIncident)
    .parse(parse(readFileSync(file, "utf8")))) {
    const discoveredAt = later(at, -discoveredHoursAgo * hours);
    const times = { discoveredAt, detectedAt: discoveredAt, containedAt: null, recoveredAt: null };
    const incidentId = await openIncident(desk, { ...facts, ...times });
    for (const { id: accountId } of await database().account.findMany({ where: { legalName: { in: accounts } } }))
      await addAccount(desk, { incidentId, accountId });
  }
}
