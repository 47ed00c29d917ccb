import { z } from "zod";
import { oneLine } from "@/server/platform/text-input";

export const PresentInput = z.object({
  name: oneLine("your full name", 120),
  title: oneLine("your job title", 120),
  registeredName: oneLine("the company's registered name", 200),
  again: z.preprocess((value) => value === "yes", z.boolean()),
});
export type PresentInput = z.infer<typeof PresentInput>;

const ticked = (error: string) => z.literal("yes", { error });

export const SignInput = z.object({
  presentationId: z.uuid(),
  consent: ticked("Tick the box to agree, or leave the page without signing."),
  authority: ticked("Tick the box if you may bind the company. If you may not, ask a colleague who may."),
});
export type SignInput = z.infer<typeof SignInput>;

/** What is kept, encrypted under the account's key, from presenting to signing. */
export const PresentedText = z.object({
  text: z.string(),
  name: z.string(),
  title: z.string(),
  registeredName: z.string(),
  email: z.string(),
});
export type PresentedText = z.infer<typeof PresentedText>;

/** What a signature keeps, encrypted under the account's key. Times are in ISO 8601, UTC. */
export const SignatureEvidence = PresentedText.extend({
  consent: z.string(),
  authority: z.string(),
  locale: z.string(),
  method: z.string(),
  clientAddress: z.string(),
  userAgent: z.string(),
  presentedAt: z.string(),
});
export type SignatureEvidence = z.infer<typeof SignatureEvidence>;
