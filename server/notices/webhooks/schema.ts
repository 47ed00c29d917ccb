import { z } from "zod";
import { longestAddress, readEndpointAddress } from "@/server/notices/webhooks/endpoint-address";
import { webhookEvents } from "@/server/notices/webhooks/event-types";
import { oneLine } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

export const longestDescription = 200;

const description = (words: Words) => oneLine(words("webhooks.enter.description"), longestDescription, words);

/** Whether the name leads to a private network is found out by looking it up, in the command. */
const address = (words: Words) =>
  oneLine(words("webhooks.enter.address"), longestAddress, words).pipe(
    z.string().superRefine((text, context) => {
      const problem = readEndpointAddress(text);
      if (typeof problem === "string")
        context.addIssue({ code: "custom", message: words(`webhooks.refused.${problem}`) });
    }),
  );

/** One tick gives a text, several a list. */
const events = (words: Words) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? [value] : value),
      z
        .array(z.enum(webhookEvents, words("webhooks.enter.events")), words("webhooks.enter.events"))
        .min(1, words("webhooks.enter.events")),
    )
    .transform((chosen) => [...new Set(chosen)]);

export const addInput = (words: Words) =>
  z.object({
    address: address(words),
    description: description(words),
    events: events(words),
  });
export type AddInput = z.infer<ReturnType<typeof addInput>>;

export const changeInput = (words: Words) =>
  z.object({ endpointId: z.uuid(), description: description(words), events: events(words) });
export type ChangeInput = z.infer<ReturnType<typeof changeInput>>;

export const EndpointInput = z.object({ endpointId: z.uuid() });
export type EndpointInput = z.infer<typeof EndpointInput>;

export const DeliveryInput = z.object({ deliveryId: z.uuid() });
export type DeliveryInput = z.infer<typeof DeliveryInput>;

/** A field for date and time gives `2026-11-29T08:30`, with seconds where a browser adds them; it is told to be UTC. */
export const replayInput = (words: Words) =>
  z.object({
    endpointId: z.uuid(),
    since: z
      .string(words("webhooks.enter.since"))
      .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/, words("webhooks.enter.since"))
      .transform((text) => new Date(`${text.replace(" ", "T")}Z`))
      .refine((moment) => !Number.isNaN(moment.getTime()), words("webhooks.enter.since")),
  });
export type ReplayInput = z.infer<ReturnType<typeof replayInput>>;
