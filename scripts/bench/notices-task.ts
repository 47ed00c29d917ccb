/** A mail server that takes everything, our sender, or the bare mail library: each a process of its own. */
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import nodemailer from "nodemailer";
import { SMTPServer } from "smtp-server";
import { z } from "zod";
import { pooledTransport } from "@/server/mail/transport";
import { sendingRules } from "@/server/notices/sending/rules";
import { sendDue } from "@/server/notices/sending/send-due";
import { database } from "@/server/platform/database";
import { ownIdle, ownPeak } from "./memory";

export const NoticesTask = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sink") }),
  z.object({ kind: z.literal("ours"), url: z.string(), publisher: z.string() }),
  z.object({ kind: z.literal("bare"), url: z.string(), messages: z.number() }),
]);
export const SinkListening = z.object({ url: z.string() });
export const SendingDone = z.object({ seconds: z.number(), peakBytes: z.number(), keptBytes: z.number() });

export async function runNoticesTask(input: unknown): Promise<object> {
  const task = NoticesTask.parse(input);
  if (task.kind === "sink") return startSink();
  if (task.kind === "bare") return timed(await bare(task.url, task.messages));
  return timed(await ours(task.url, task.publisher));
}

async function startSink(): Promise<z.infer<typeof SinkListening>> {
  const quiet = { logger: false, disableReverseLookup: true, authOptional: true, hideSTARTTLS: true } as const;
  const server = new SMTPServer({
    ...quiet,
    onData: (stream, _session, answer) => {
      stream.resume();
      stream.on("end", () => answer(null, "Ok: queued"));
    },
  });
  server.on("error", () => {});
  const listener = server.listen(0, "127.0.0.1");
  await new Promise((listening) => listener.once("listening", listening));
  const address: AddressInfo | string | null = listener.address();
  if (address === null || typeof address === "string") throw new Error("the sink has no port");
  return { url: `smtp://127.0.0.1:${address.port}` };
}

/** The connection is open and the code warm before the clock starts. */
async function timed(work: () => Promise<void>): Promise<z.infer<typeof SendingDone>> {
  const idle = ownIdle();
  const heap = process.memoryUsage().heapUsed;
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const peakBytes = ownPeak() - idle;
  globalThis.gc?.();
  return { seconds, peakBytes, keptBytes: process.memoryUsage().heapUsed - heap };
}

async function ours(url: string, publisher: string): Promise<() => Promise<void>> {
  const { send } = pooledTransport(url, undefined, sendingRules.connections);
  await send(parcel(0));
  await database().$queryRaw`SELECT 1 AS ready`;
  const from = parcel(0).from;
  return async () => {
    while (await sendDue({ database: database(), transport: send, publisher, from }));
  };
}

/** As its documentation says: a pool of as many connections, and every message handed to it as fast as it takes them. */
async function bare(url: string, messages: number): Promise<() => Promise<void>> {
  const pool = nodemailer.createTransport({ url, pool: true, maxConnections: sendingRules.connections });
  await pool.sendMail(parcel(0));
  let next = 1;
  const sendOn = async () => {
    while (next <= messages) await pool.sendMail(parcel(next++));
  };
  return async () => void (await Promise.all(Array.from({ length: sendingRules.connections }, sendOn)));
}

const parcel = (number: number) => ({
  from: '"Bench" <trust@publisher.example>',
  to: `s-${number}@subscriber.example`,
  subject: "A change (en)",
  text: "It changes.\n\nYou get this message because you subscribed.\n",
  messageId: `<bench-${process.pid}-${number}@localhost>`,
  headers: {
    "List-Unsubscribe": `<https://trust.example/unsubscribe/${"x".repeat(43)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
  attachments: [],
});
