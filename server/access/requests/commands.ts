/**
 * Access requests: asked by anybody, confirmed by mail, then let in through the account's e-mail domain or decided by a
 * trust manager. Whether an address is known never shows in the answer: a job does the work.
 */
import { z } from "zod";
import { Refusal } from "@/server/access/refusal";
import {
  approvedMessage,
  confirmMessage,
  declinedMessage,
  staffMessage,
  waitingMessage,
} from "@/server/access/requests/messages";
import type { ApprovalInput, DeclineInput, RequestInput } from "@/server/access/requests/schema";
import { openRequest, sealRequest } from "@/server/access/requests/sealed-request";
import type { Viewer } from "@/server/access/viewer";
import { domainOf, hasLabel, isFreemail } from "@/server/accounts/email";
import { consumeLink, makeLink } from "@/server/accounts/links";
import { addMember, createAccount, MemberElsewhere } from "@/server/accounts/memberships";
import { signInMessage } from "@/server/accounts/messages";
import { emailIndex, findPerson, openPerson } from "@/server/accounts/people";
import { countAttempt, type Limit, networkOf } from "@/server/accounts/rate-limit";
import { openSession } from "@/server/accounts/sign-in";
import { recordEvent } from "@/server/audit/events";
import { addJob, defineJob } from "@/server/jobs/queue";
import { decryptUnder, encryptUnder, newDataKey, publisherKey } from "@/server/keys/data-keys";
import { queueMail } from "@/server/mail/outbox";
import { hours } from "@/server/platform/clock";
import { type Database, isDuplicate, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { type Locale, locales, localHref } from "@/server/words/locale";
import { wordsIn } from "@/server/words/words";

export const accessRequestJob = defineJob("access-request", z.object({ keyId: z.uuid(), sealed: z.base64() }));

const perAddress: Limit = { name: "request/address", most: 5, window: hours };
const perNetwork: Limit = { name: "request/network", most: 30, window: hours };
const perNetworkAttempts: Limit = { name: "request/attempt", most: 60, window: hours };
const jobContext = "access-request-job";
const JobDetails = z.object({
  name: z.string(),
  email: z.string(),
  company: z.string(),
  reason: z.string(),
  locale: z.enum(locales).default("en"),
});

/** @returns null, or the moment from which on another request is taken */
export async function requestAccess(
  database: Database,
  input: RequestInput & { readonly locale: Locale },
  clientAddress: string,
  at: Date,
): Promise<Date | null> {
  const limited =
    (await countAttempt(database, perNetwork, networkOf(clientAddress), at)) ??
    (await countAttempt(database, perAddress, input.email, at));
  if (limited !== null) return limited;
  await database.$transaction(async (transaction) => {
    const keyId = await publisherKey(transaction);
    const sealed = await encryptUnder(transaction, keyId, jobContext, input);
    await addJob(transaction, accessRequestJob, { keyId, sealed: Buffer.from(sealed).toString("base64") });
  });
  return null;
}

/** The job's part: a contact gets a sign-in link; anybody else a link that confirms the request. Requests of one address join. */
export async function receiveRequest(
  database: Database,
  publisher: string,
  payload: z.infer<typeof accessRequestJob.payload>,
  at: Date,
): Promise<void> {
  const details = await decryptUnder(
    database,
    payload.keyId,
    jobContext,
    Buffer.from(payload.sealed, "base64"),
    JobDetails,
  );
  if (details === null) return;
  const answerIn = { next: null, locale: details.locale };
  const words = wordsIn(details.locale);
  await database.$transaction(async (transaction) => {
    const person = await findPerson(transaction, details.email);
    const member =
      person &&
      (await transaction.membership.findFirst({
        where: { personId: person.id, revokedAt: null, account: { closedAt: null } },
      }));
    if (person && member) {
      const link = await makeLink(transaction, { purpose: "sign_in", personId: person.id }, answerIn, at);
      await queueMail(transaction, {
        to: person.email,
        dataKeyId: person.dataKeyId,
        message: signInMessage(words, publisher, link),
      });
      return;
    }
    const request = await joinOrOpen(transaction, details);
    if (request.state === "waiting") {
      await queueMail(transaction, {
        to: details.email,
        dataKeyId: request.dataKeyId,
        message: waitingMessage(words, publisher),
      });
      return;
    }
    const link = await makeLink(transaction, { purpose: "confirm_request", accessRequestId: request.id }, answerIn, at);
    await queueMail(transaction, {
      to: details.email,
      dataKeyId: request.dataKeyId,
      message: confirmMessage(words, publisher, link),
    });
  });
}

async function joinOrOpen(transaction: Transaction, details: z.infer<typeof JobDetails>) {
  const index = await emailIndex(details.email);
  const open = await transaction.accessRequest.findFirst({
    where: { emailIndex: index, state: { in: ["unconfirmed", "waiting"] } },
  });
  if (open?.state === "waiting") return open;
  if (open)
    return transaction.accessRequest.update({
      where: { id: open.id },
      data: { sealed: await sealRequest(transaction, open, details) },
    });
  const id = newId();
  const dataKeyId = await newDataKey(transaction, "access-request");
  const sealed = await sealRequest(transaction, { id, dataKeyId }, details);
  await recordEvent(transaction, {
    kind: "access.requested",
    actorId: null,
    subjectId: id,
    dataKeyId,
    details: { email: details.email },
  });
  return transaction.accessRequest.create({
    data: { id, emailIndex: index, domain: domainOf(details.email), dataKeyId, sealed },
  });
}

export type Confirmation =
  | { readonly state: "let-in"; readonly sessionToken: string }
  | { readonly state: "waiting" }
  | { readonly state: "refused" }
  | { readonly state: "limited"; readonly until: Date };

/** Consumes the token that the person's button posted. */
export async function confirmRequest(
  database: Database,
  publisher: string,
  token: string,
  clientAddress: string,
  at: Date,
): Promise<Confirmation> {
  const until = await countAttempt(database, perNetworkAttempts, networkOf(clientAddress), at);
  if (until !== null) return { state: "limited", until };
  return database.$transaction(async (transaction) => {
    const link = await consumeLink(transaction, "confirm_request", token, at);
    if (link === null || link.accessRequestId === null) {
      await recordEvent(transaction, {
        kind: "sign-in.failed",
        actorId: null,
        details: { reason: "confirmation link unknown, used or too old" },
      });
      return { state: "refused" };
    }
    const { count } = await transaction.accessRequest.updateMany({
      where: { id: link.accessRequestId, state: "unconfirmed" },
      data: { state: "waiting", confirmedAt: at },
    });
    if (count === 0) return { state: "refused" };
    const request = await transaction.accessRequest.findUniqueOrThrow({ where: { id: link.accessRequestId } });
    const details = await openRequest(transaction, request);
    const about = { subjectId: request.id, dataKeyId: request.dataKeyId, actorId: null };
    await recordEvent(transaction, { ...about, kind: "access.confirmed", details: { email: details.email } });
    const accountId = await accountOfDomain(transaction, details.email);
    if (accountId === null) {
      await queueMail(transaction, {
        to: details.email,
        dataKeyId: request.dataKeyId,
        message: waitingMessage(wordsIn(details.locale), publisher),
      });
      await tellTrustManagers(transaction, publisher);
      return { state: "waiting" };
    }
    const membershipId = await addMember(transaction, { ...details, accountId, roles: ["reviewer"] }, null);
    await transaction.accessRequest.update({
      where: { id: request.id },
      data: { state: "let_in", decidedAt: at, accountId },
    });
    await recordEvent(transaction, { ...about, kind: "access.let-in", accountId, details: { domain: request.domain } });
    const { personId } = await transaction.membership.findUniqueOrThrow({ where: { id: membershipId } });
    return { state: "let-in", sessionToken: await openSession(transaction, personId, at) };
  });
}

/**
 * The active account that lets this person in at once; never for a freemail domain, staff, a person whose access was
 * ended before, or an address with a label, under which such a person could come back.
 */
async function accountOfDomain(transaction: Transaction, email: string): Promise<string | null> {
  const domain = domainOf(email);
  if (isFreemail(domain) || hasLabel(email)) return null;
  const found = await transaction.accountDomain.findFirst({ where: { domain, account: { closedAt: null } } });
  if (found === null) return null;
  const known = await transaction.person.findUnique({
    where: { emailIndex: await emailIndex(email) },
    include: { _count: { select: { memberships: true } } },
  });
  return known === null || (known._count.memberships === 0 && known.staffRoles.length === 0) ? found.accountId : null;
}

async function tellTrustManagers(transaction: Transaction, publisher: string): Promise<void> {
  const rows = await transaction.person.findMany({ where: { staffRoles: { has: "trust_manager" } } });
  const message = staffMessage(wordsIn("en"), publisher, new URL("/desk/requests", settings().publicUrl).href);
  for (const row of rows) {
    const person = await openPerson(transaction, row);
    await queueMail(transaction, { to: person.email, dataKeyId: person.dataKeyId, message });
  }
}

export async function approveRequest(
  database: Database,
  publisher: string,
  viewer: Viewer,
  input: ApprovalInput,
  at: Date,
): Promise<void> {
  await database
    .$transaction(async (transaction) => {
      const request = await take(transaction, input.requestId, "approved", viewer, at);
      const details = await openRequest(transaction, request);
      const accountId = await chooseAccount(transaction, input, request.domain, viewer);
      await refuseLaterRoles(transaction, accountId, input);
      await addMember(transaction, { ...details, accountId, roles: input.roles }, viewer.personId);
      const account = await transaction.account.findUniqueOrThrow({ where: { id: accountId } });
      await transaction.accessRequest.update({ where: { id: request.id }, data: { accountId } });
      await recordEvent(transaction, {
        kind: "access.approved",
        actorId: viewer.personId,
        accountId,
        subjectId: request.id,
        dataKeyId: request.dataKeyId,
        details: { email: details.email, roles: input.roles },
      });
      const signIn = new URL(localHref(details.locale, "/sign-in"), settings().publicUrl).href;
      await queueMail(transaction, {
        to: details.email,
        dataKeyId: request.dataKeyId,
        message: approvedMessage(wordsIn(details.locale), publisher, account.legalName, signIn),
      });
    })
    .catch((error: unknown) => {
      if (error instanceof MemberElsewhere) throw new Refusal((words) => words("desk.refused.otherAccount"), "account");
      if (isDuplicate(error)) throw new Refusal((words) => words("desk.refused.domainTaken"), "account");
      throw error;
    });
}

async function chooseAccount(
  transaction: Transaction,
  input: ApprovalInput,
  domain: string,
  viewer: Viewer,
): Promise<string> {
  if (input.account === "new") {
    if (input.matchDomain && isFreemail(domain))
      throw new Refusal((words) => words("desk.refused.freemail"), "matchDomain");
    return createAccount(transaction, input.legalName, input.matchDomain ? domain : null, viewer.personId);
  }
  const account = await transaction.account.findFirst({ where: { id: input.account, closedAt: null } });
  if (account === null) throw new Refusal((words) => words("desk.refused.accountGone"), "account");
  return account.id;
}

/** Staff set an account's first signatory and admin; its admins set the rest. Two approvals at once cannot both be first. */
async function refuseLaterRoles(transaction: Transaction, accountId: string, input: ApprovalInput): Promise<void> {
  await transaction.$queryRaw`SELECT id::text FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
  for (const role of ["signatory", "admin"] as const) {
    if (!input.roles.includes(role)) continue;
    const holder = await transaction.membership.findFirst({
      where: { accountId, revokedAt: null, roles: { has: role } },
      select: { id: true },
    });
    if (holder !== null)
      throw new Refusal((words) => words("desk.refused.roleTaken", { role: words(`team.role.${role}`) }), "roles");
  }
}

export async function declineRequest(
  database: Database,
  publisher: string,
  viewer: Viewer,
  input: DeclineInput,
  at: Date,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const request = await take(transaction, input.requestId, "declined", viewer, at);
    const details = await openRequest(transaction, request);
    await transaction.accessRequest.update({
      where: { id: request.id },
      data: { sealed: await sealRequest(transaction, request, { ...details, declinedBecause: input.reason }) },
    });
    await recordEvent(transaction, {
      kind: "access.declined",
      actorId: viewer.personId,
      subjectId: request.id,
      dataKeyId: request.dataKeyId,
      details: { email: details.email, reason: input.reason },
    });
    await queueMail(transaction, {
      to: details.email,
      dataKeyId: request.dataKeyId,
      message: declinedMessage(wordsIn(details.locale), publisher, input.reason),
    });
  });
}

/** Only one decision is taken, however many are made at once. */
async function take(transaction: Transaction, id: string, state: "approved" | "declined", viewer: Viewer, at: Date) {
  const { count } = await transaction.accessRequest.updateMany({
    where: { id, state: "waiting" },
    data: { state, decidedAt: at, decidedById: viewer.personId },
  });
  if (count === 0) throw new Refusal((words) => words("desk.refused.decided"));
  return transaction.accessRequest.findUniqueOrThrow({ where: { id } });
}
