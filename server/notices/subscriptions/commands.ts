/**
 * Subscribing by e-mail: asked for by anybody, confirmed from the mailbox itself, changed and ended with the token that
 * every message holds. Whether an address is known never shows in an answer: a job finds out and writes to it.
 */
import { z } from "zod";
import { consumeLink, makeLink, subscriptionLinkLifetime } from "@/server/accounts/links";
import { countAttempt, type Limit, networkOf } from "@/server/accounts/rate-limit";
import { recordEvent } from "@/server/audit/events";
import { addJob, defineJob } from "@/server/jobs/queue";
import { decryptUnder, encryptUnder, eraseDataKey, newDataKey, publisherKey } from "@/server/keys/data-keys";
import { queueMail } from "@/server/mail/outbox";
import { confirmMessage, knownMessage } from "@/server/notices/subscriptions/messages";
import type { Choices, SubscribeInput } from "@/server/notices/subscriptions/schema";
import {
  byToken,
  type SubscriptionKey,
  sealSubscriber,
  subscriberIndex,
  tokenHashOf,
  unsubscribeAddress,
} from "@/server/notices/subscriptions/sealed-subscription";
import { hours, later } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { Severity, SubscriptionTopic } from "@/server/platform/generated/prisma/enums";
import { newId } from "@/server/platform/ids";
import { type Locale, locales } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export const subscriptionJob = defineJob("subscription-request", z.object({ keyId: z.uuid(), sealed: z.base64() }));

const perAddress: Limit = { name: "subscription/address", most: 5, window: hours };
const perNetwork: Limit = { name: "subscription/network", most: 30, window: hours };
const perNetworkAttempts: Limit = { name: "subscription/attempt", most: 60, window: hours };

const jobContext = "subscription-request";
const Asked = z.object({
  email: z.string(),
  topics: z.array(z.enum(SubscriptionTopic)),
  minimumSeverity: z.enum(Severity),
  digest: z.boolean(),
  locale: z.enum(locales),
});
type Asked = z.infer<typeof Asked>;

/** Whose subscriptions they are. */
export interface Sender {
  /** The pack's name. */
  readonly pack: string;
  readonly publisherName: string;
}

/** @returns null, or the moment from which on another request is taken */
export async function requestSubscription(
  database: Database,
  asked: SubscribeInput & { readonly locale: Locale },
  clientAddress: string,
  at: Date,
): Promise<Date | null> {
  const limited =
    (await countAttempt(database, perNetwork, networkOf(clientAddress), at)) ??
    (await countAttempt(database, perAddress, asked.email, at));
  if (limited !== null) return limited;
  await database.$transaction(async (transaction) => {
    const keyId = await publisherKey(transaction);
    const sealed = await encryptUnder(transaction, keyId, jobContext, asked);
    await addJob(transaction, subscriptionJob, { keyId, sealed: Buffer.from(sealed).toString("base64") });
  });
  return null;
}

/** The job's part: an address that is subscribed already is told how to change that; any other gets a link to confirm. */
export async function receiveSubscription(
  database: Database,
  { pack, publisherName }: Sender,
  { keyId, sealed }: z.infer<typeof subscriptionJob.payload>,
  at: Date,
): Promise<void> {
  const asked = await decryptUnder(database, keyId, jobContext, Buffer.from(sealed, "base64"), Asked);
  if (asked === null) return;
  const words = wordsIn(asked.locale);
  await database.$transaction(async (transaction) => {
    const emailIndex = await subscriberIndex(asked.email);
    const known = await transaction.subscription.findUnique({
      where: { publisher_emailIndex: { publisher: pack, emailIndex } },
    });
    if (known?.confirmedAt) {
      const address = await unsubscribeAddress(known.id, asked.locale);
      const message = knownMessage(words, publisherName, address.href);
      return queueMail(transaction, { to: asked.email, dataKeyId: known.dataKeyId, message });
    }
    const { id, dataKeyId } = known
      ? await askAgain(transaction, known, asked, at)
      : await create(transaction, pack, asked, { expiresAt: later(at, subscriptionLinkLifetime) });
    const purpose = { purpose: "confirm_subscription", subscriptionId: id } as const;
    const link = await makeLink(transaction, purpose, { next: null, locale: asked.locale }, at);
    await queueMail(transaction, { to: asked.email, dataKeyId, message: confirmMessage(words, publisherName, link) });
  });
}

/** What was asked last is what is confirmed. */
async function askAgain(
  transaction: Transaction,
  { id, dataKeyId }: SubscriptionKey,
  { email: _, ...chosen }: Asked,
  at: Date,
): Promise<SubscriptionKey> {
  await transaction.subscription.updateMany({
    where: { id, confirmedAt: null },
    data: { ...chosen, expiresAt: later(at, subscriptionLinkLifetime) },
  });
  return { id, dataKeyId };
}

async function create(
  transaction: Transaction,
  publisher: string,
  { email, ...chosen }: Asked,
  standing: { readonly expiresAt: Date } | { readonly confirmedAt: Date },
): Promise<SubscriptionKey> {
  const key = { id: newId(), dataKeyId: await newDataKey(transaction, "subscription") };
  await transaction.subscription.create({
    data: {
      ...{ ...key, ...chosen, ...standing, publisher },
      emailIndex: await subscriberIndex(email),
      sealed: await sealSubscriber(transaction, key, email),
      tokenHash: await tokenHashOf(key.id),
    },
  });
  return key;
}

export type SubscriptionConfirmation =
  | { readonly state: "confirmed" }
  | { readonly state: "refused" }
  | { readonly state: "limited"; readonly until: Date };

/** Consumes the token that the person's button posted. */
export async function confirmSubscription(
  database: Database,
  token: string,
  clientAddress: string,
  at: Date,
): Promise<SubscriptionConfirmation> {
  const until = await countAttempt(database, perNetworkAttempts, networkOf(clientAddress), at);
  if (until !== null) return { state: "limited", until };
  return database.$transaction(async (transaction) => {
    const link = await consumeLink(transaction, "confirm_subscription", token, at);
    if (link === null || link.subscriptionId === null) return { state: "refused" };
    await markConfirmed(transaction, link.subscriptionId, null, at);
    return { state: "confirmed" };
  });
}

/** One that is confirmed already stays as it is: two links may have been mailed. */
async function markConfirmed(transaction: Transaction, id: string, actorId: string | null, at: Date): Promise<void> {
  const { count } = await transaction.subscription.updateMany({
    where: { id, confirmedAt: null },
    data: { confirmedAt: at, expiresAt: null },
  });
  if (count > 0) await recordChoice(transaction, "subscription.confirmed", id, actorId);
}

async function recordChoice(
  transaction: Transaction,
  kind: "subscription.confirmed" | "subscription.changed",
  subjectId: string,
  actorId: string | null,
): Promise<void> {
  const row = await transaction.subscription.findUniqueOrThrow({ where: { id: subjectId } });
  await recordEvent(transaction, {
    ...{ kind, actorId, subjectId, dataKeyId: row.dataKeyId },
    details: { topics: row.topics },
  });
}

/** @returns false where the token belongs to no subscription (any more) */
export async function changeSubscription(
  database: Database,
  publisher: string,
  token: string,
  choices: Choices,
): Promise<boolean> {
  return database.$transaction(async (transaction) => {
    const found = await transaction.subscription.findFirst({ where: byToken(publisher, token), select: { id: true } });
    return found !== null && change(transaction, found.id, choices, null);
  });
}

/** @returns false where it ended meanwhile */
async function change(
  transaction: Transaction,
  id: string,
  choices: Choices,
  actorId: string | null,
): Promise<boolean> {
  const { count } = await transaction.subscription.updateMany({ where: { id }, data: choices });
  if (count > 0) await recordChoice(transaction, "subscription.changed", id, actorId);
  return count > 0;
}

/** Whether there was one never shows: whoever ends it twice gets the same answer, and so does a token of nobody's. */
export async function endSubscription(database: Database, publisher: string, token: string, at: Date): Promise<void> {
  await database.$transaction(async (transaction) => {
    const found = await transaction.subscription.findFirst({ where: byToken(publisher, token) });
    if (found !== null) await end(transaction, found, null, at);
  });
}

/** There is no such mailbox any more. */
export async function endUnreachable(transaction: Transaction, id: string, at: Date): Promise<void> {
  const found = await transaction.subscription.findUnique({ where: { id } });
  if (found !== null) await end(transaction, found, null, at);
}

/** The row goes, and with its key what is still queued for the address. */
async function end(
  transaction: Transaction,
  { id, dataKeyId }: SubscriptionKey,
  actorId: string | null,
  at: Date,
): Promise<void> {
  const { count } = await transaction.subscription.deleteMany({ where: { id } });
  if (count === 0) return;
  await eraseDataKey(transaction, dataKeyId, at);
  await recordEvent(transaction, { kind: "subscription.ended", actorId, subjectId: id });
}

export interface OwnChoice {
  /** Null: nobody who can sign in (demonstration data). */
  readonly personId: string | null;
  /** Known to be theirs. */
  readonly email: string;
  readonly locale: Locale;
  /** Without a topic the subscription ends. */
  readonly choices: Choices;
}

/** For somebody who is signed in: at once and without a mail. */
export async function setOwnSubscription(
  database: Database,
  publisher: string,
  { personId, email, locale, choices }: OwnChoice,
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const emailIndex = await subscriberIndex(email);
    const known = await transaction.subscription.findUnique({
      where: { publisher_emailIndex: { publisher, emailIndex } },
    });
    if (choices.topics.length === 0) return known === null ? undefined : end(transaction, known, personId, at);
    if (known?.confirmedAt) return void (await change(transaction, known.id, choices, personId));
    if (known !== null) {
      await transaction.subscription.updateMany({ where: { id: known.id }, data: { ...choices, locale } });
      return markConfirmed(transaction, known.id, personId, at);
    }
    const { id } = await create(transaction, publisher, { ...choices, email, locale }, { confirmedAt: at });
    await recordChoice(transaction, "subscription.confirmed", id, personId);
  });
}
