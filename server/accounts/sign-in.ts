/** Signing in by a mailed link. The answer to a request never tells whether the address is known: a job finds out. */
import { z } from "zod";
import { consumeLink, makeLink } from "@/server/accounts/links";
import { signInMessage } from "@/server/accounts/messages";
import { findPerson, readPerson } from "@/server/accounts/people";
import { countAttempt, type Limit, networkOf } from "@/server/accounts/rate-limit";
import { createSession } from "@/server/accounts/sessions";
import { recordEvent } from "@/server/audit/events";
import { addJob, defineJob } from "@/server/jobs/queue";
import { decryptUnder, encryptUnder, publisherKey } from "@/server/keys/data-keys";
import { queueMail } from "@/server/mail/outbox";
import { hours, minutes } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { type Locale, locales } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export const signInRequestJob = defineJob(
  "sign-in-request",
  z.object({
    keyId: z.uuid(),
    sealed: z.base64(),
    next: z.string().nullable(),
    // Jobs queued before there was a choice are English.
    locale: z.enum(locales).default("en"),
  }),
);

const perAddress: Limit = { name: "sign-in/address", most: 5, window: 15 * minutes };
const perNetwork: Limit = { name: "sign-in/network", most: 60, window: hours };
const perNetworkAttempts: Limit = { name: "sign-in/attempt", most: 60, window: hours };

const context = "sign-in-request";

export interface SignInRequest {
  readonly email: string;
  readonly next: string | null;
  readonly clientAddress: string;
  /** Of the page where it is asked; the mail and the page that its link opens have the same. */
  readonly locale: Locale;
}

/** @returns null, or the moment from which on another request is taken */
export async function requestSignIn(
  database: Database,
  { email, next, clientAddress, locale }: SignInRequest,
  at: Date,
): Promise<Date | null> {
  const limited =
    (await countAttempt(database, perNetwork, networkOf(clientAddress), at)) ??
    (await countAttempt(database, perAddress, email, at));
  if (limited !== null) return limited;
  await database.$transaction(async (transaction) => {
    const keyId = await publisherKey(transaction);
    const sealed = await encryptUnder(transaction, keyId, context, email);
    await addJob(transaction, signInRequestJob, {
      keyId,
      sealed: Buffer.from(sealed).toString("base64"),
      next,
      locale,
    });
  });
  return null;
}

/** The job's part: a link goes only to somebody who may come in. */
export async function answerSignInRequest(
  database: Database,
  publisherName: string,
  payload: z.infer<typeof signInRequestJob.payload>,
  at: Date,
): Promise<void> {
  const email = await decryptUnder(database, payload.keyId, context, Buffer.from(payload.sealed, "base64"), z.string());
  if (email === null) return;
  await database.$transaction(async (transaction) => {
    const person = await findPerson(transaction, email);
    if (person === null || !(await mayComeIn(transaction, person.id))) return;
    const link = await makeLink(transaction, { purpose: "sign_in", personId: person.id }, payload, at);
    await queueMail(transaction, {
      to: person.email,
      dataKeyId: person.dataKeyId,
      message: signInMessage(wordsIn(payload.locale), publisherName, link),
    });
  });
}

async function mayComeIn(transaction: Transaction, personId: string): Promise<boolean> {
  const found = await transaction.person.findFirst({
    where: {
      id: personId,
      OR: [
        { staffRoles: { isEmpty: false } },
        { memberships: { some: { revokedAt: null, account: { closedAt: null } } } },
      ],
    },
    select: { id: true },
  });
  return found !== null;
}

export type SignInOutcome =
  | {
      readonly state: "signed-in";
      readonly sessionToken: string;
      readonly next: string | null;
      readonly staff: boolean;
    }
  | { readonly state: "refused" }
  | { readonly state: "limited"; readonly until: Date };

/** Consumes the token that the person's button posted. */
export async function signInWithLink(
  database: Database,
  token: string,
  clientAddress: string,
  at: Date,
): Promise<SignInOutcome> {
  const until = await countAttempt(database, perNetworkAttempts, networkOf(clientAddress), at);
  if (until !== null) return { state: "limited", until };
  return database.$transaction(async (transaction) => {
    const link = await consumeLink(transaction, "sign_in", token, at);
    if (link === null || link.personId === null || !(await mayComeIn(transaction, link.personId))) {
      await recordEvent(transaction, {
        kind: "sign-in.failed",
        actorId: null,
        details: { reason: "link unknown, used or too old" },
      });
      return { state: "refused" };
    }
    const sessionToken = await openSession(transaction, link.personId, at);
    const { staffRoles } = await transaction.person.findUniqueOrThrow({
      where: { id: link.personId },
      select: { staffRoles: true },
    });
    return { state: "signed-in", sessionToken, next: link.next, staff: staffRoles.length > 0 };
  });
}

/** Starts a session for a person who has just proved the address, and records it. @returns the cookie's token */
export async function openSession(transaction: Transaction, personId: string, at: Date): Promise<string> {
  const person = await readPerson(transaction, personId);
  const membership = await transaction.membership.findFirst({
    where: { personId, revokedAt: null },
    select: { accountId: true },
  });
  await recordEvent(transaction, {
    kind: "sign-in",
    actorId: personId,
    accountId: membership?.accountId,
    dataKeyId: person.dataKeyId,
    details: { email: person.email, method: "link mailed to the address" },
  });
  return createSession(transaction, personId, at);
}
