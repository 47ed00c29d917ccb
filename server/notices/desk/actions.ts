"use server";

import { action } from "@/server/access/action";
import { currentPack } from "@/server/content/current-pack";
import { closeBounce, decideHold, recordTold, sendToAnother } from "@/server/notices/desk/commands";
import { closeInput, decideInput, recordInput, sendInput } from "@/server/notices/desk/schema";
import { database } from "@/server/platform/database";

const publisher = async () => (await currentPack()).name;
const pageOf = ({ noticeId, accountId }: { noticeId: string; accountId: string }, done: string) => ({
  redirectTo: `/desk/notices/${noticeId}/accounts/${accountId}?done=${done}`,
});

export const sendNoticeOn = action({
  may: "notice:work",
  input: sendInput,
  run: async (viewer, input) => {
    await sendToAnother(database(), await publisher(), viewer, input);
    return pageOf(input, "sent");
  },
});

export const recordNotice = action({
  may: "notice:work",
  input: recordInput,
  run: async (viewer, input) => {
    await recordTold(database(), await publisher(), viewer, input);
    return pageOf(input, "recorded");
  },
});

export const closeReturned = action({
  may: "notice:work",
  input: closeInput,
  run: async (viewer, input) => {
    await closeBounce(database(), await publisher(), viewer, input);
    return pageOf(input, "closed");
  },
});

export const decideOnHold = action({
  may: "hold:decide",
  input: decideInput,
  run: async (viewer, input) => {
    await decideHold(database(), await publisher(), viewer, input);
    return pageOf(input, "decided");
  },
});
