"use server";

import { z } from "zod";
import { contactAction } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { requestSignIn } from "@/server/accounts/sign-in";
import {
  acknowledgeAgreement,
  presentAgreement,
  StaleAuthentication,
  signAgreement,
} from "@/server/agreements/commands";
import { acknowledgeInput, presentInput, signInput } from "@/server/agreements/schema";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";
import { localHref } from "@/server/words/locale";

export const present = contactAction({
  may: "agreement:sign",
  input: presentInput,
  run: async (viewer, input) => {
    const id = await presentAgreement(database(), await currentPack(), viewer, input, now());
    return { redirectTo: `/portal/nda/signature/${id}` };
  },
});

export const sign = contactAction({
  may: "agreement:sign",
  input: signInput,
  run: async (viewer, input, caller) => {
    try {
      await signAgreement(database(), await currentPack(), viewer, input, caller, now());
    } catch (error) {
      if (error instanceof StaleAuthentication) throw new Refusal((words) => words("agreements.refused.stale"));
      throw error;
    }
    return { redirectTo: "/portal/nda?done=signed" };
  },
});

/** Mails a link that brings the signatory back to this page with a fresh authentication. */
export const confirmIdentity = contactAction({
  may: "agreement:sign",
  input: z.object({ presentationId: z.uuid() }),
  run: async (viewer, { presentationId }, { clientAddress, locale, words }) => {
    const next = localHref(locale, `/portal/nda/signature/${presentationId}`);
    const until = await requestSignIn(database(), { email: viewer.email, next, clientAddress, locale }, now());
    if (until !== null) throw new Refusal(`${words("form.tooManyLinks")} ${waitSentence(until, words)}`);
    return { message: words("agreements.identity.sent") };
  },
});

export const acknowledge = contactAction({
  may: "agreement:acknowledge",
  input: acknowledgeInput,
  run: async (viewer) => {
    await acknowledgeAgreement(database(), await currentPack(), viewer, now());
    return { redirectTo: "/portal/pack" };
  },
});
