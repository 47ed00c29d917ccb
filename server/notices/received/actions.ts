"use server";

import { z } from "zod";
import { contactAction } from "@/server/access/action";
import { confirmReceipt } from "@/server/notices/received/commands";
import { database } from "@/server/platform/database";

export const confirmNotice = contactAction({
  may: "own-notice:confirm",
  input: z.object({ noticeId: z.uuid() }),
  run: async (viewer, { noticeId }) => {
    await confirmReceipt(database(), viewer, noticeId);
    return { redirectTo: `/portal/notices/${noticeId}?done=confirmed` };
  },
});
