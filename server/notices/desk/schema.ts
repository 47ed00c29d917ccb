import { z } from "zod";
import { emailAddress } from "@/server/accounts/email";
import { contactName } from "@/server/order-forms/schema";
import { HoldDecision } from "@/server/platform/generated/prisma/enums";
import { severalLines } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

/** Characters of what staff write. */
export const longestRemark = 4000;

const remark = (words: Words) =>
  severalLines(longestRemark, words).pipe(z.string().min(10, words("notices.refused.remark")));
const place = { noticeId: z.uuid(), accountId: z.uuid() };

export const sendInput = (words: Words) =>
  z.object({ ...place, email: emailAddress(words), name: contactName(words).default("") });
export const recordInput = (words: Words) => z.object({ ...place, text: remark(words) });
export const closeInput = (words: Words) => z.object({ ...place, deliveryId: z.uuid(), text: remark(words) });
export const decideInput = (words: Words) =>
  z.object({
    ...{ ...place, holdId: z.uuid(), text: remark(words) },
    decision: z.enum(HoldDecision, { error: words("notices.refused.decision") }),
  });

export type SendInput = z.infer<ReturnType<typeof sendInput>>;
export type RecordInput = z.infer<ReturnType<typeof recordInput>>;
export type CloseInput = z.infer<ReturnType<typeof closeInput>>;
export type DecideInput = z.infer<ReturnType<typeof decideInput>>;
