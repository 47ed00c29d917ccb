"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { action, publicAction } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { TokenInput } from "@/server/access/requests/schema";
import { EmailAddress } from "@/server/accounts/email";
import { safeNext } from "@/server/accounts/links";
import { endSession, sessionCookieName, sessionCookieOptions } from "@/server/accounts/sessions";
import { requestSignIn, signInWithLink } from "@/server/accounts/sign-in";
import { recordEvent } from "@/server/audit/events";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";

const SignInInput = z.object({ email: EmailAddress, next: z.string().optional() });

export const askForSignInLink = publicAction({
  may: "anybody",
  input: SignInInput,
  run: async ({ email, next }, { clientAddress }) => {
    const until = await requestSignIn(database(), { email, next: safeNext(next), clientAddress }, now());
    if (until !== null) throw new Refusal(`Too many links were asked for. ${waitSentence(until)}`);
    return { redirectTo: "/sign-in/sent" };
  },
});

export const signIn = publicAction({
  may: "anybody",
  input: TokenInput,
  run: async ({ token }, { clientAddress }) => {
    const outcome = await signInWithLink(database(), token, clientAddress, now());
    if (outcome.state === "limited") throw new Refusal(`Too many attempts. ${waitSentence(outcome.until)}`);
    if (outcome.state === "refused")
      throw new Refusal(
        "This link was used already, is too old or is not complete. Ask for a new one on the sign-in page.",
      );
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
