"use server";

import { action } from "@/server/access/action";
import { currentPack } from "@/server/content/current-pack";
import { database } from "@/server/platform/database";
import {
  approveChange,
  editDraft,
  type Keeper,
  proposeChange,
  withdrawChange,
} from "@/server/subprocessors/changes/commands";
import { approvalInput, draftInput, proposalInput, withdrawalInput } from "@/server/subprocessors/changes/schema";

const keeper = async (): Promise<Keeper> => {
  const { name, publisher } = await currentPack();
  return { publisher: name, noticeDays: publisher.noticeDays };
};
const pageOf = (changeId: string, done: string) => ({
  redirectTo: `/desk/subprocessors/changes/${changeId}?done=${done}`,
});

export const proposeRegisterChange = action({
  may: "change:propose",
  input: proposalInput,
  run: async (viewer, input) => pageOf(await proposeChange(database(), await keeper(), viewer, input), "proposed"),
});

export const editRegisterChange = action({
  may: "change:propose",
  input: draftInput,
  run: async (viewer, input) => {
    await editDraft(database(), await keeper(), viewer, input);
    return pageOf(input.changeId, "edited");
  },
});

export const approveRegisterChange = action({
  may: "change:approve",
  input: approvalInput,
  run: async (viewer, input) => {
    await approveChange(database(), await keeper(), viewer, input);
    return pageOf(input.changeId, "approved");
  },
});

export const withdrawRegisterChange = action({
  may: "change:withdraw",
  input: withdrawalInput,
  run: async (viewer, input) => {
    await withdrawChange(database(), await keeper(), viewer, input);
    return pageOf(input.changeId, "withdrawn");
  },
});
