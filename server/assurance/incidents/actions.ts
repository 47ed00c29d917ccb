"use server";

import { action } from "@/server/access/action";
import type { Viewer } from "@/server/access/viewer";
import { addAccount, removeAccount, tellNow } from "@/server/assurance/incidents/accounts";
import {
  classifyIncident,
  closeIncident,
  describeIncident,
  openIncident,
  recordRegulatorTold,
  timeIncident,
} from "@/server/assurance/incidents/commands";
import type { Desk } from "@/server/assurance/incidents/find-incident";
import {
  AccountInput,
  accountInput,
  CloseInput,
  classInput,
  descriptionInput,
  draftInput,
  openingInput,
  regulatorInput,
  SendInput,
  timesInput,
} from "@/server/assurance/incidents/schema";
import { draftUpdate, sendUpdate } from "@/server/assurance/incidents/updates";
import { currentPack } from "@/server/content/current-pack";
import { database } from "@/server/platform/database";

const desk = async (viewer: Viewer): Promise<Desk> => ({ database: database(), pack: await currentPack(), viewer });
const pageOf = (id: string, done: string) => ({ redirectTo: `/desk/incidents/${id}?done=${done}` });

export const reportIncident = action({
  may: "incident:handle",
  input: openingInput,
  run: async (viewer, input) => pageOf(await openIncident(await desk(viewer), input), "opened"),
});

export const changeIncidentDescription = action({
  may: "incident:handle",
  input: descriptionInput,
  run: async (viewer, input) => {
    await describeIncident(await desk(viewer), input);
    return pageOf(input.incidentId, "described");
  },
});

export const changeIncidentClass = action({
  may: "incident:handle",
  input: classInput,
  run: async (viewer, input) => {
    await classifyIncident(await desk(viewer), input);
    return pageOf(input.incidentId, "classified");
  },
});

export const changeIncidentTimes = action({
  may: "incident:handle",
  input: timesInput,
  run: async (viewer, input) => {
    await timeIncident(await desk(viewer), input);
    return pageOf(input.incidentId, "timed");
  },
});

export const addIncidentAccount = action({
  may: "incident:handle",
  input: accountInput,
  run: async (viewer, input) => {
    await addAccount(await desk(viewer), input);
    return pageOf(input.incidentId, "added");
  },
});

export const removeIncidentAccount = action({
  may: "incident:handle",
  input: AccountInput,
  run: async (viewer, input) => {
    await removeAccount(await desk(viewer), input);
    return pageOf(input.incidentId, "removed");
  },
});

export const tellIncidentAccount = action({
  may: "incident:handle",
  input: AccountInput,
  run: async (viewer, input) => {
    await tellNow(await desk(viewer), input);
    return pageOf(input.incidentId, "told");
  },
});

export const draftIncidentUpdate = action({
  may: "incident:handle",
  input: draftInput,
  run: async (viewer, input) => {
    await draftUpdate(await desk(viewer), input);
    return { redirectTo: `/desk/incidents/${input.incidentId}/update` };
  },
});

export const sendIncidentUpdate = action({
  may: "incident:handle",
  input: SendInput,
  run: async (viewer, input) => {
    await sendUpdate(await desk(viewer), input);
    return pageOf(input.incidentId, "sent");
  },
});

export const recordAuthorityTold = action({
  may: "incident:tell-regulator",
  input: regulatorInput,
  run: async (viewer, input) => {
    await recordRegulatorTold(await desk(viewer), input);
    return pageOf(input.incidentId, "regulator");
  },
});

export const endIncident = action({
  may: "incident:handle",
  input: CloseInput,
  run: async (viewer, { incidentId }) => {
    await closeIncident(await desk(viewer), incidentId);
    return pageOf(incidentId, "closed");
  },
});
