"use server";

import { action } from "@/server/access/action";
import type { Viewer } from "@/server/access/viewer";
import { currentPack } from "@/server/content/current-pack";
import { answerAccount, closeUnresolved, decideHold, proposeMitigation } from "@/server/objections/handling/commands";
import { decisionInput, messageInput, proposalInput, unresolvedInput } from "@/server/objections/schema";
import { database } from "@/server/platform/database";

const officer = async (viewer: Viewer) => ({ database: database(), pack: await currentPack(), viewer });
const pageOf = (objectionId: string, done: string) => ({ redirectTo: `/desk/objections/${objectionId}?done=${done}` });

export const answerObjection = action({
  may: "objection:handle",
  input: messageInput,
  run: async (viewer, input) => {
    await answerAccount(await officer(viewer), input);
    return pageOf(input.objectionId, "written");
  },
});

export const proposeObjectionMitigation = action({
  may: "objection:handle",
  input: proposalInput,
  run: async (viewer, input) => {
    await proposeMitigation(await officer(viewer), input);
    return pageOf(input.objectionId, "proposed");
  },
});

export const closeObjectionUnresolved = action({
  may: "objection:handle",
  input: unresolvedInput,
  run: async (viewer, input) => {
    await closeUnresolved(await officer(viewer), input);
    return pageOf(input.objectionId, "unresolved");
  },
});

export const decideObjectionHold = action({
  may: "objection:handle",
  input: decisionInput,
  run: async (viewer, input) => {
    await decideHold(await officer(viewer), input);
    return pageOf(input.objectionId, "decided");
  },
});
