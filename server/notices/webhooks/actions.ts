"use server";

import { contactAction } from "@/server/access/action";
import {
  addWebhook as add,
  changeWebhook as change,
  pauseWebhook as pause,
  removeWebhook as remove,
  resumeWebhook as resume,
  rotateWebhookSecret as rotate,
} from "@/server/notices/webhooks/commands";
import { publicInternet } from "@/server/notices/webhooks/network";
import { replayDelivery, replayFailed, testWebhook as test } from "@/server/notices/webhooks/replay";
import { addInput, changeInput, DeliveryInput, EndpointInput, replayInput } from "@/server/notices/webhooks/schema";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { Words } from "@/server/words/words";

const pageOf = (id: string, done?: string) => `/portal/webhooks/${id}${done === undefined ? "" : `?done=${done}`}`;

const shownSecret = (words: Words, id: string, secret: string) => ({
  shownOnce: { label: words("webhooks.secret.label"), value: secret },
  next: { label: words("webhooks.secret.next"), href: pageOf(id) },
});

export const addWebhook = contactAction({
  may: "webhook:manage",
  input: addInput,
  run: async (viewer, input, { locale, words }) => {
    const { id, secret, found } = await add(database(), publicInternet, viewer, { ...input, locale }, now());
    const message = words(found ? "webhooks.done.added" : "webhooks.done.addedNotFound");
    return { message, ...shownSecret(words, id, secret) };
  },
});

export const changeWebhook = contactAction({
  may: "webhook:manage",
  input: changeInput,
  run: async (viewer, input) => {
    await change(database(), viewer, input);
    return { redirectTo: pageOf(input.endpointId, "changed") };
  },
});

export const rotateWebhookSecret = contactAction({
  may: "webhook:manage",
  input: EndpointInput,
  run: async (viewer, input, { words }) => {
    const secret = await rotate(database(), viewer, input, now());
    return { message: words("webhooks.done.rotated"), ...shownSecret(words, input.endpointId, secret) };
  },
});

export const pauseWebhook = contactAction({
  may: "webhook:manage",
  input: EndpointInput,
  run: async (viewer, input) => {
    await pause(database(), viewer, input);
    return { redirectTo: pageOf(input.endpointId, "paused") };
  },
});

export const resumeWebhook = contactAction({
  may: "webhook:manage",
  input: EndpointInput,
  run: async (viewer, input) => {
    await resume(database(), viewer, input);
    return { redirectTo: pageOf(input.endpointId, "resumed") };
  },
});

export const removeWebhook = contactAction({
  may: "webhook:manage",
  input: EndpointInput,
  run: async (viewer, input) => {
    await remove(database(), viewer, input);
    return { redirectTo: "/portal/webhooks?done=removed" };
  },
});

export const testWebhook = contactAction({
  may: "webhook:manage",
  input: EndpointInput,
  run: async (viewer, input) => {
    await test(database(), viewer, input, now());
    return { redirectTo: pageOf(input.endpointId, "tested") };
  },
});

export const replayWebhookDelivery = contactAction({
  may: "webhook:manage",
  input: DeliveryInput,
  run: async (viewer, input) => {
    const endpointId = await replayDelivery(database(), viewer, input, now());
    return { redirectTo: pageOf(endpointId, "replayed") };
  },
});

export const replayFailedWebhooks = contactAction({
  may: "webhook:manage",
  input: replayInput,
  run: async (viewer, input, { words }) => {
    const count = await replayFailed(database(), viewer, input, now());
    return { message: words("webhooks.done.replayedAll", { count }) };
  },
});
