"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { action, publicAction } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { TokenInput } from "@/server/access/requests/schema";
import { emailAddress } from "@/server/accounts/email";
import { safeNext } from "@/server/accounts/links";
import { endSession, sessionCookieName, sessionCookieOptions } from "@/server/accounts/sessions";
import { requestSignIn, signInWithLink } from "@/server/accounts/sign-in";
import { recordEvent } from "@/server/audit/events";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";
import type { Words } from "@/server/words/words";

const signInInput = (words: Words) => z.object({ email: emailAddress(words), next: z.string().optional() });

export const askForSignInLink = publicAction({
  may: "anybody",
  input: signInInput,
  run: async ({ email, next }, { clientAddress, locale }) => {
    const until = await requestSignIn(database(), { email, next: safeNext(next), clientAddress, locale }, now());
    if (until !== null) throw new Refusal((words) => `${words("form.tooManyLinks")} ${waitSentence(until, words)}`);
    return { redirectTo: "/sign-in/sent" };
  },
});

export const signIn = publicAction({
  may: "anybody",
  input: TokenInput,
  run: async ({ token }, { clientAddress }) => {
    const outcome = await signInWithLink(database(), token, clientAddress, now());
    if (outcome.state === "limited")
      throw new Refusal((words) => `${words("form.tooManyAttempts")} ${waitSentence(outcome.until, words)}`);
    if (outcome.state === "refused") throw new Refusal((words) => words("access.signIn.linkRefused"));
    const cookie = { name: sessionCookieName(), value: outcome.sessionToken, options: sessionCookieOptions() };
    return { redirectTo: outcome.next ?? (outcome.staff ? "/desk" : "/portal"), cookie };
  },
});

export const signOut = action({
  may: "session:end",
  input: z.object({}),
  run: async (viewer) => {
    await database().$transaction(async (transaction) => {
      await endSession(transaction, viewer.sessionId);
      await recordEvent(transaction, {
        kind: "sign-out",
        actorId: viewer.personId,
        accountId: viewer.contact?.accountId,
      });
    });
    (await cookies()).delete(sessionCookieName());
    return { redirectTo: "/" };
  },
});
