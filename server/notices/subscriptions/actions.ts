"use server";

import { contactAction, publicAction } from "@/server/access/action";
import { suspicionOf } from "@/server/access/form-token";
import { Refusal } from "@/server/access/refusal";
import { currentPack } from "@/server/content/current-pack";
import { confirmSubscription, requestSubscription, setOwnSubscription } from "@/server/notices/subscriptions/commands";
import { ConfirmInput, OwnChoices, subscribeForm } from "@/server/notices/subscriptions/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { waitSentence } from "@/server/platform/time-words";

export const subscribe = publicAction({
  may: "anybody",
  input: subscribeForm,
  run: async ({ token, confirmation, ...asked }, { clientAddress, locale }) => {
    const at = now();
    const suspicion = suspicionOf(settings().authSecret ?? "", { token, confirmation }, at);
    if (suspicion !== null) throw new Refusal((words) => words(`form.${suspicion}`));
    const until = await requestSubscription(database(), { ...asked, locale }, clientAddress, at);
    if (until !== null) throw new Refusal((words) => `${words("form.tooManyRequests")} ${waitSentence(until, words)}`);
    return { redirectTo: "/subscribe/sent" };
  },
});

export const confirmOwnAddress = publicAction({
  may: "anybody",
  input: ConfirmInput,
  run: async ({ token }, { clientAddress }) => {
    const outcome = await confirmSubscription(database(), token, clientAddress, now());
    if (outcome.state === "limited")
      throw new Refusal((words) => `${words("form.tooManyAttempts")} ${waitSentence(outcome.until, words)}`);
    if (outcome.state === "refused") throw new Refusal((words) => words("subscriptions.confirm.refused"));
    return { redirectTo: "/subscribe/confirmed" };
  },
});

export const chooseTopics = contactAction({
  may: "subscription:own",
  input: OwnChoices,
  run: async ({ personId, email }, choices, { locale, words }) => {
    const { name } = await currentPack();
    await setOwnSubscription(database(), name, { personId, email, locale, choices }, now());
    return { message: words(choices.topics.length === 0 ? "subscriptions.own.ended" : "subscriptions.own.kept") };
  },
});
