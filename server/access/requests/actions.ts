"use server";

import { action, publicAction } from "@/server/access/action";
import { Refusal } from "@/server/access/refusal";
import { approveRequest, confirmRequest, declineRequest, requestAccess } from "@/server/access/requests/commands";
import { approvalInput, declineInput, requestInput, TokenInput } from "@/server/access/requests/schema";
import { sessionCookieName, sessionCookieOptions } from "@/server/accounts/sessions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";

const publisherName = async () => (await currentPack()).publisher.names.short;

export const askForAccess = publicAction({
  may: "anybody",
  input: requestInput,
  run: async (input, { clientAddress, locale }) => {
    const until = await requestAccess(database(), { ...input, locale }, clientAddress, now());
    if (until !== null) throw new Refusal((words) => `${words("form.tooManyRequests")} ${waitSentence(until, words)}`);
    return { redirectTo: "/request-access/sent" };
  },
});

export const confirmAccess = publicAction({
  may: "anybody",
  input: TokenInput,
  run: async ({ token }, { clientAddress }) => {
    const outcome = await confirmRequest(database(), await publisherName(), token, clientAddress, now());
    if (outcome.state === "limited")
      throw new Refusal((words) => `${words("form.tooManyAttempts")} ${waitSentence(outcome.until, words)}`);
    if (outcome.state === "refused") throw new Refusal((words) => words("access.confirm.linkRefused"));
    if (outcome.state === "waiting") return { redirectTo: "/request-access/waiting" };
    return {
      redirectTo: "/portal",
      cookie: { name: sessionCookieName(), value: outcome.sessionToken, options: sessionCookieOptions() },
    };
  },
});

export const approveAccess = action({
  may: "request:decide",
  input: approvalInput,
  run: async (viewer, input) => {
    await approveRequest(database(), await publisherName(), viewer, input, now());
    return { redirectTo: `/desk/requests/${input.requestId}` };
  },
});

export const declineAccess = action({
  may: "request:decide",
  input: declineInput,
  run: async (viewer, input) => {
    await declineRequest(database(), await publisherName(), viewer, input, now());
    return { redirectTo: `/desk/requests/${input.requestId}` };
  },
});
