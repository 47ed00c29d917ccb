"use server";

import { contactAction } from "@/server/access/action";
import { currentPack } from "@/server/content/current-pack";
import { acceptProposal, declineProposal, withdrawObjection, writeMessage } from "@/server/objections/commands";
import { dropDraft, removeDraftFile, saveDraft } from "@/server/objections/drafts/drafts";
import { fileObjection } from "@/server/objections/drafts/filing";
import {
  acceptanceInput,
  DraftFileId,
  DraftId,
  declineInput,
  draftInput,
  messageInput,
  withdrawalInput,
} from "@/server/objections/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

const pageOf = (objectionId: string, done: string) => ({
  redirectTo: `/portal/objections/${objectionId}?done=${done}`,
});

export const saveObjectionDraft = contactAction({
  may: "objection:file",
  input: draftInput,
  run: async (viewer, input) => {
    const { name } = await currentPack();
    const draftId = await saveDraft(database(), viewer, name, input, now());
    if (input.intent === "later") return { redirectTo: "/portal/objections?done=saved" };
    return { redirectTo: `/portal/objections/drafts/${draftId}/check` };
  },
});

export const removeObjectionDraftFile = contactAction({
  may: "objection:file",
  input: DraftFileId,
  run: async (viewer, input) => {
    await removeDraftFile(database(), viewer, input);
    return { redirectTo: `/portal/objections/drafts/${input.draftId}/check?done=removed#files` };
  },
});

export const dropObjectionDraft = contactAction({
  may: "objection:file",
  input: DraftId,
  run: async (viewer, { draftId }) => {
    await dropDraft(database(), viewer, draftId);
    return { redirectTo: "/portal/objections?done=dropped" };
  },
});

export const fileObjectionDraft = contactAction({
  may: "objection:file",
  input: DraftId,
  run: async (viewer, { draftId }, { locale }) => {
    await fileObjection(database(), await currentPack(), viewer, { draftId, locale });
    return pageOf(draftId, "filed");
  },
});

export const writeObjectionMessage = contactAction({
  may: "objection:answer",
  input: messageInput,
  run: async (viewer, input) => {
    await writeMessage(database(), await currentPack(), viewer, input);
    return pageOf(input.objectionId, "written");
  },
});

export const acceptMitigation = contactAction({
  may: "objection:answer",
  input: acceptanceInput,
  run: async (viewer, input) => {
    await acceptProposal(database(), await currentPack(), viewer, input);
    return pageOf(input.objectionId, "accepted");
  },
});

export const declineMitigation = contactAction({
  may: "objection:answer",
  input: declineInput,
  run: async (viewer, input) => {
    await declineProposal(database(), await currentPack(), viewer, input);
    return pageOf(input.objectionId, "declined");
  },
});

export const withdrawOwnObjection = contactAction({
  may: "objection:withdraw",
  input: withdrawalInput,
  run: async (viewer, input) => {
    await withdrawObjection(database(), await currentPack(), viewer, input);
    return pageOf(input.objectionId, "withdrawn");
  },
});
