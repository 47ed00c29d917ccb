/** Forms about incidents that their actions would take, each about rows made for it alone. */
import type { ActionForm, Fields } from "@/prisma/action-forms";
import { makeAccount, makeContact, makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import type { GateWorld } from "@/prisma/gate-world";
import { addAccount } from "@/server/assurance/incidents/accounts";
import { openIncident } from "@/server/assurance/incidents/commands";
import type { Desk } from "@/server/assurance/incidents/find-incident";
import { readPreview } from "@/server/assurance/incidents/queries";
import type { OpeningInput } from "@/server/assurance/incidents/schema";
import { draftUpdate, sendUpdate } from "@/server/assurance/incidents/updates";
import type { Pack } from "@/server/content/pack";
import { hours, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

/** A member of staff at that publisher's desk. */
export async function makeIncidentDesk(pack: Pack): Promise<Desk> {
  return { database: database(), pack, viewer: await viewerOf((await makeStaff(["trust_manager"])).personId) };
}

/** @returns its id */
export function makeIncident(desk: Desk, given: Partial<OpeningInput> = {}): Promise<string> {
  const discoveredAt = given.discoveredAt ?? later(now(), -2 * hours);
  return openIncident(desk, {
    ...{ title: `Incident ${randomWord()}`, description: "Something went wrong.", class: "P2", asController: false },
    ...{ discoveredAt, detectedAt: discoveredAt, containedAt: null, recoveredAt: null },
    ...given,
  });
}

/** An active account with a privacy contact that the incident concerns. @returns its id */
export async function makeConcerned(desk: Desk, incidentId: string): Promise<string> {
  const { id: accountId } = await makeAccount();
  await makeContact(["privacy"], { accountId });
  await addAccount(desk, { incidentId, accountId });
  return accountId;
}

/** Sent to every account concerned. */
export async function sendUpdateTo(desk: Desk, incidentId: string, text = "We look into it."): Promise<void> {
  await draftUpdate(desk, { incidentId, text });
  await sendUpdate(desk, { incidentId, fingerprint: await fingerprintOf(desk, incidentId) });
}

export async function fingerprintOf({ viewer, pack }: Desk, incidentId: string): Promise<string> {
  return (await readPreview(viewer, pack, incidentId))?.fingerprint ?? "";
}

const minute = (moment: Date) => moment.toISOString().slice(0, 16);
const opening = () => ({
  ...{ title: `Incident ${randomWord()}`, description: "Something went wrong.", class: "P1", asController: "yes" },
  ...{ discoveredAt: minute(later(now(), -hours)), detectedAt: minute(later(now(), -hours)) },
});

type Make = (desk: Desk, incidentId: string) => Promise<Fields>;

const makes: Readonly<Record<string, Make>> = {
  changeIncidentDescription: async () => ({ title: "Another title", description: "More of it." }),
  changeIncidentClass: async () => ({ class: "P0" }),
  changeIncidentTimes: async () => opening(),
  addIncidentAccount: async () => ({ accountId: (await makeAccount()).id }),
  removeIncidentAccount: async (desk, id) => ({ accountId: await makeConcerned(desk, id) }),
  tellIncidentAccount: async (desk, id) => {
    await makeConcerned(desk, id);
    await sendUpdateTo(desk, id);
    return { accountId: await makeConcerned(desk, id) };
  },
  draftIncidentUpdate: async () => ({ text: "We look into it." }),
  sendIncidentUpdate: async (desk, id) => {
    await makeConcerned(desk, id);
    await draftUpdate(desk, { incidentId: id, text: "We look into it." });
    return { fingerprint: await fingerprintOf(desk, id) };
  },
  recordAuthorityTold: async () => ({ text: "By their form, case 4711." }),
  endIncident: async () => ({}),
};

async function formOf(pack: Pack, make: Make): Promise<Fields> {
  const desk = await makeIncidentDesk(pack);
  const incidentId = await makeIncident(desk, { asController: make === makes.recordAuthorityTold });
  return { incidentId, ...(await make(desk, incidentId)) };
}

export const incidentForms: Readonly<Record<string, ActionForm>> = {
  reportIncident: async () => opening(),
  ...Object.fromEntries(
    Object.entries(makes).map(([name, make]): [string, ActionForm] => [
      name,
      ({ pack }: GateWorld) => formOf(pack, make),
    ]),
  ),
};

/** The same about an incident of another publisher. */
export const strangeIncident =
  (name: string): ActionForm =>
  ({ pack }) =>
    formOf({ ...pack, name: "another-publisher" }, makes[name] ?? (async () => ({})));
