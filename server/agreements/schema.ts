import { z } from "zod";
import { oneLine } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

export const presentInput = (words: Words) =>
  z.object({
    name: oneLine(words("form.enterFullName"), 120, words),
    title: oneLine(words("form.enterJobTitle"), 120, words),
    registeredName: oneLine(words("form.enterCompany"), 200, words),
    again: z.preprocess((value) => value === "yes", z.boolean()),
  });
export type PresentInput = z.infer<ReturnType<typeof presentInput>>;

const ticked = (error: string) => z.literal("yes", { error });

export const signInput = (words: Words) =>
  z.object({
    presentationId: z.uuid(),
    consent: ticked(words("agreements.refused.consent")),
    authority: ticked(words("agreements.refused.authority")),
  });
export type SignInput = z.infer<ReturnType<typeof signInput>>;

export const acknowledgeInput = (words: Words) => z.object({ read: ticked(words("agreements.refused.read")) });

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
