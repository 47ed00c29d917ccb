"use server";

import { action } from "@/server/access/action";
import { endAdvisory, showAdvisory } from "@/server/advisories/access/grants";
import { EndInput, showInput } from "@/server/advisories/access/schema";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

const pageOf = (advisoryId: string, done: string) => `/desk/advisories/${advisoryId}?done=${done}`;

export const showAdvisoryTo = action({
  may: "advisory:share",
  input: showInput,
  run: async (viewer, { advisoryId, accountId }) => {
    await showAdvisory(database(), await currentPack(), viewer.personId, { advisoryId, accountId }, now());
    return { redirectTo: pageOf(advisoryId, "shown") };
  },
});

export const endAdvisoryFor = action({
  may: "advisory:share",
  input: EndInput,
  run: async (viewer, input) => {
    await endAdvisory(database(), (await currentPack()).name, viewer.personId, input);
    return { redirectTo: pageOf(input.advisoryId, "ended") };
  },
});
