/** A demonstration endpoint. It is paused from the start: nobody answers at an .example address, and nothing is to be sent there. */
import { z } from "zod";
import type { ContactViewer } from "@/server/access/permissions";
import { addWebhook, pauseWebhook } from "@/server/notices/webhooks/commands";
import { webhookEvents } from "@/server/notices/webhooks/event-types";
import type { Network } from "@/server/notices/webhooks/network";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

export const DemoWebhook = z.strictObject({ address: z.url(), description: z.string() });

/** No name server is asked: the demonstration starts without a network. */
const offline: Network = { resolve: async () => [], allows: () => false };

export async function loadDemoWebhook(viewer: ContactViewer, described: z.infer<typeof DemoWebhook>): Promise<void> {
  const input = { ...described, events: [...webhookEvents], locale: "en" as const };
  const { id } = await addWebhook(database(), offline, viewer, input, now());
  await pauseWebhook(database(), viewer, { endpointId: id });
}
