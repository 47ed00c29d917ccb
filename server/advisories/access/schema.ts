import { z } from "zod";
import { AdvisoryId } from "@/server/content/advisory-schema";
import type { Words } from "@/server/words/words";

/** Confirmed, since nobody takes back what an account has read. */
export const showInput = (words: Words) =>
  z.object({
    advisoryId: AdvisoryId,
    accountId: z.uuid({ error: words("restricted.refused.account") }),
    confirmed: z.literal("yes", { error: words("restricted.refused.confirm") }),
  });
export type ShowInput = Omit<z.infer<ReturnType<typeof showInput>>, "confirmed">;

export const EndInput = z.object({ advisoryId: AdvisoryId, grantId: z.uuid() });
export type EndInput = z.infer<typeof EndInput>;
