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
import { PresentInput, SignInput } from "@/server/agreements/schema";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";

export const present = contactAction({
  may: "agreement:sign",
  input: PresentInput,
  run: async (viewer, input) => {
    const id = await presentAgreement(database(), await currentPack(), viewer, input, now());
    return { redirectTo: `/portal/nda/signature/${id}` };
  },
});

export const sign = contactAction({
  may: "agreement:sign",
  input: SignInput,
  run: async (viewer, input, caller) => {
    try {
      await signAgreement(database(), await currentPack(), viewer, input, caller, now());
    } catch (error) {
      if (error instanceof StaleAuthentication)
        throw new Refusal(
          "You signed in more than 15 minutes ago. Confirm that it is you with the button below, then sign.",
        );
      throw error;
    }
    return { redirectTo: "/portal/nda?done=signed" };
  },
});

/** Mails a link that brings the signatory back to this page with a fresh authentication. */
export const confirmIdentity = contactAction({
  may: "agreement:sign",
  input: z.object({ presentationId: z.uuid() }),
  run: async (viewer, { presentationId }, { clientAddress }) => {
    const next = `/portal/nda/signature/${presentationId}`;
    const until = await requestSignIn(database(), { email: viewer.email, next, clientAddress }, now());
    if (until !== null) throw new Refusal(`Too many links were asked for. ${waitSentence(until)}`);
    return {
      message: "A link is on its way to your address. Open it, press its button, and you come back to this page.",
    };
  },
});

export const acknowledge = contactAction({
  may: "agreement:acknowledge",
  input: z.object({ read: z.literal("yes", { error: "Tick the box once you have read the agreement." }) }),
  run: async (viewer) => {
    await acknowledgeAgreement(database(), await currentPack(), viewer, now());
    return { redirectTo: "/portal/pack" };
  },
});
