/** What the forms of a subscription may hold. */
import { z } from "zod";
import { stampFields } from "@/server/access/form-token";
import { emailAddress } from "@/server/accounts/email";
import { Severity, SubscriptionTopic } from "@/server/platform/generated/prisma/enums";
import type { Words } from "@/server/words/words";

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const chosenTopics = z.preprocess(
  list,
  z.array(z.enum(SubscriptionTopic)).transform((chosen) => [...new Set(chosen)]),
);

/** Both matter for advisories alone; a form that does not ask keeps them as they are at first. */
const advisoryChoices = {
  minimumSeverity: z.enum(Severity).default("low"),
  digest: z.preprocess((value) => value === "yes", z.boolean()),
};

/** No topic at all: for somebody who is known, it ends the subscription. */
export const OwnChoices = z.object({ topics: chosenTopics, ...advisoryChoices });

export const ConfirmInput = z.object({ token: z.string().min(20).max(100) });

export const choicesInput = (words: Words) =>
  OwnChoices.extend({
    topics: chosenTopics.refine((chosen) => chosen.length > 0, { error: words("subscriptions.form.chooseTopic") }),
  });
export type Choices = z.infer<typeof OwnChoices>;

export const subscribeInput = (words: Words) => choicesInput(words).extend({ email: emailAddress(words) });
export const subscribeForm = (words: Words) => subscribeInput(words).extend(stampFields);
export type SubscribeInput = z.infer<ReturnType<typeof subscribeInput>>;
