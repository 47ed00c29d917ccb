/**
 * Sends the messages of notices that are due: accounts' first, over a few connections, as fast as the mail server takes
 * them. A row is leased, the message sent outside any transaction, one outcome written. Nothing is lost; after a crash a
 * rare repeat carries the same Message-ID (RFC 5322 §3.6.4). Any number of servers may do this at once.
 */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { defineJob } from "@/server/jobs/queue";
import { MailRefused, MailUnavailable, type Transport } from "@/server/mail/transport";
import { giveBack, type Leased, leaseDue } from "@/server/notices/sending/lease";
import { Letters } from "@/server/notices/sending/letter";
import { recordAccepted, recordCancelled, recordFailed, recordPutOff } from "@/server/notices/sending/outcome";
import { Pace } from "@/server/notices/sending/pace";
import { pauseAfter, type SendingRules, sendingRules } from "@/server/notices/sending/rules";
import { UnderWay } from "@/server/notices/sending/under-way";
import type { OpenedSubscriber } from "@/server/notices/subscriptions/queries";
import type { Database } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";

/** Whoever queues a message adds this job in the same transaction, with its name as key. */
export const sendNoticesJob = defineJob("send-notices", z.unknown());

export interface SendingParts {
  readonly database: Database;
  readonly transport: Transport;
  /** The address that mail comes from. */
  readonly from: string;
  /** The pack's name: another publisher's notices are not this deployment's to send. */
  readonly publisher: string;
  readonly rules?: SendingRules;
  /** The process is about to stop. */
  readonly stop?: AbortSignal;
}

/** @returns whether there may be more that is due */
export async function sendDue({ rules = sendingRules, stop, ...parts }: SendingParts): Promise<boolean> {
  const run: Run = {
    ...{ ...parts, rules, pace: new Pace(rules.connections), underWay: new UnderWay() },
    letters: new Letters(parts.database, parts.from, parts.publisher),
  };
  const end = AbortSignal.any([AbortSignal.timeout(rules.longestRun), ...(stop ? [stop] : [])]);
  const hurry = () => setTimeout(() => run.underWay.abort(), rules.grace).unref();
  stop?.addEventListener("abort", hurry, { once: true });
  try {
    return await sendUntil(end, run);
  } finally {
    await run.underWay.none();
    stop?.removeEventListener("abort", hurry);
  }
}

interface Run extends Omit<SendingParts, "stop"> {
  readonly rules: SendingRules;
  readonly pace: Pace;
  readonly underWay: UnderWay;
  readonly letters: Letters;
}

async function sendUntil(end: AbortSignal, run: Run): Promise<boolean> {
  const { database, pace, publisher, rules, underWay } = run;
  while (!end.aborted && !pace.stopped) {
    // Nothing is taken that would only wait: it may be cancelled meanwhile.
    while (underWay.count >= pace.allowed) await underWay.oneLess();
    const batch = await leaseDue(database, publisher, Math.min(rules.batch, 4 * pace.allowed), rules.lease);
    if (batch.length === 0) return false;
    const taken = performance.now();
    const goesOn = () => !end.aborted && !pace.stopped && performance.now() - taken < rules.lease - rules.longestSend;
    try {
      const subscribers = await run.letters.subscribersOf(batch);
      while (batch.length > 0 && goesOn()) {
        if (underWay.count >= pace.allowed) await underWay.oneLess();
        else if (pace.pause > 0 && underWay.count > 0) await underWay.oneLess();
        else {
          await wait(pace.pause);
          const leased = batch.shift();
          if (leased === undefined) break;
          const subscriber = subscribers.get(leased.subscriptionId ?? "");
          underWay.start(rules.longestSend, (signal) => sendOne(run, leased, subscriber, signal));
        }
      }
    } finally {
      await giveBack(database, batch, 0);
    }
  }
  if (pace.stopped) log("warning", "notices.mail-server", { waits: true });
  return !pace.stopped;
}

/** Whatever goes wrong is this message's alone: its lease ends, and it comes again. */
async function sendOne(run: Run, leased: Leased, to: OpenedSubscriber | undefined, signal: AbortSignal): Promise<void> {
  try {
    const letter = await run.letters.open(leased, to);
    if (letter === "erased")
      return await recordFailed(run.database, leased, "not sent: the recipient's data was erased");
    if (letter === "unsubscribed") return await recordCancelled(run.database, leased);
    const handover = await run.transport(letter, signal).catch((error: unknown) => ({ state: "not" as const, error }));
    if (handover.state === "not") return await recordTrouble(run, leased, handover.error);
    const answer = handover.state === "sent" ? handover.response : "kept in the demonstration: no mail server is set";
    run.pace.answered();
    await recordAccepted(run.database, leased, answer);
  } catch (error) {
    run.pace.failed();
    log("error", "notices.message", { deliveryId: leased.id, ...errorFields(error) });
  }
}

const PutOff = z.object({ responseCode: z.number().min(400).max(499), response: z.string() });

async function recordTrouble({ database, pace, rules }: Run, leased: Leased, error: unknown): Promise<void> {
  if (error instanceof MailRefused) {
    pace.answered();
    return recordFailed(database, leased, error.message);
  }
  if (error instanceof MailUnavailable) {
    pace.failed();
    log("warning", "notices.mail-server", errorFields(error));
    return giveBack(database, [leased], rules.unavailablePause);
  }
  const answer = PutOff.safeParse(error).data?.response;
  if (answer === undefined) pace.failed();
  else pace.putOff();
  const said = answer ?? "the connection was lost, or the server did not answer in time";
  const pause = pauseAfter(rules, leased, Math.random());
  if (pause !== null) return recordPutOff(database, leased, said, pause);
  return recordFailed(database, leased, `given up after ${leased.attempts} tries; the last one: ${said}`);
}
