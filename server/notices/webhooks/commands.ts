/** An account's admins and privacy contacts manage its endpoints. Every query is bound to the viewer's account. */
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { readPerson } from "@/server/accounts/people";
import { type AuditDetails, recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import { allowedAddress } from "@/server/notices/webhooks/allowed-address";
import type { Network } from "@/server/notices/webhooks/network";
import { wakeSender } from "@/server/notices/webhooks/record-event";
import { secretOverlap } from "@/server/notices/webhooks/retries";
import type { AddInput, ChangeInput, EndpointInput } from "@/server/notices/webhooks/schema";
import { openDescribed, sealDescribed, sealSecret } from "@/server/notices/webhooks/sealed-endpoint";
import { newSecret } from "@/server/notices/webhooks/signature";
import { later } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import type { Locale } from "@/server/words/locale";

/** Enough for every system that a customer has; it bounds what one event sets off. */
export const mostEndpoints = 20;

export interface AddedWebhook {
  readonly id: string;
  /** Shown to the person now and never again. */
  readonly secret: string;
  /** False where the name leads nowhere yet. */
  readonly found: boolean;
}

/** @param locale in which mail about the endpoint is written */
export async function addWebhook(
  database: Database,
  network: Network,
  viewer: ContactViewer,
  { locale, ...input }: AddInput & { readonly locale: Locale },
  at: Date,
): Promise<AddedWebhook> {
  const { address, host, found } = await allowedAddress(database, network, viewer.contact.accountId, input.address, at);
  const id = newId();
  const secret = newSecret();
  await database.$transaction(async (transaction) => {
    const keyId = await lockAccount(transaction, viewer);
    const known = await transaction.webhookEndpoint.findMany({ where: { accountId: viewer.contact.accountId } });
    if (known.length >= mostEndpoints)
      throw new Refusal((words) => words("webhooks.refused.tooMany", { most: mostEndpoints }));
    const opened = await Promise.all(known.map((row) => openDescribed(transaction, keyId, row)));
    if (opened.some((each) => each?.address === address))
      throw new Refusal((words) => words("webhooks.refused.known"), "address");
    await transaction.webhookEndpoint.create({
      data: {
        id,
        accountId: viewer.contact.accountId,
        sealed: await sealDescribed(transaction, keyId, id, { address, description: input.description }),
        sealedSecret: await sealSecret(transaction, keyId, id, secret),
        events: input.events,
        locale,
      },
    });
    await record(transaction, viewer, "webhook.added", id, { host });
  });
  return { id, secret, found };
}

export async function changeWebhook(database: Database, viewer: ContactViewer, input: ChangeInput): Promise<void> {
  await withOwn(database, viewer, input, async (transaction, endpoint) => {
    const { id, keyId, address } = endpoint;
    await transaction.webhookEndpoint.update({
      where: { id },
      data: {
        events: input.events,
        sealed: await sealDescribed(transaction, keyId, id, { address, description: input.description }),
      },
    });
    await record(transaction, viewer, "webhook.changed", id, { host: endpoint.host, change: "events" });
  });
}

/** The new secret signs at once, and the one before it beside it until a day has passed. @returns the new secret */
export async function rotateWebhookSecret(
  database: Database,
  viewer: ContactViewer,
  input: EndpointInput,
  at: Date,
): Promise<string> {
  const secret = newSecret();
  await withOwn(database, viewer, input, async (transaction, { id, keyId, host, sealedSecret }) => {
    await transaction.webhookEndpoint.update({
      where: { id },
      data: {
        sealedSecret: await sealSecret(transaction, keyId, id, secret),
        secretSince: at,
        sealedEarlierSecret: sealedSecret,
        earlierSecretUntil: later(at, secretOverlap),
      },
    });
    await record(transaction, viewer, "webhook.rotated", id, { host });
  });
  return secret;
}

/** What happens meanwhile waits. */
export async function pauseWebhook(database: Database, viewer: ContactViewer, input: EndpointInput): Promise<void> {
  await withOwn(database, viewer, input, async (transaction, { id, host }) => {
    const { count } = await transaction.webhookEndpoint.updateMany({
      where: { id, state: "live" },
      data: { state: "paused" },
    });
    if (count > 0) await record(transaction, viewer, "webhook.changed", id, { host, change: "paused" });
  });
}

/** Also of one that the product switched off. What waits is sent at once. */
export async function resumeWebhook(database: Database, viewer: ContactViewer, input: EndpointInput): Promise<void> {
  await withOwn(database, viewer, input, async (transaction, { id, host }) => {
    const { count } = await transaction.webhookEndpoint.updateMany({
      where: { id, state: { not: "live" } },
      data: { state: "live", stop: null, failingSince: null },
    });
    if (count === 0) return;
    await record(transaction, viewer, "webhook.changed", id, { host, change: "resumed" });
    await wakeSender(transaction);
  });
}

/** Address, secrets and log are deleted; the audit log keeps that there was one. */
export async function removeWebhook(database: Database, viewer: ContactViewer, input: EndpointInput): Promise<void> {
  await withOwn(database, viewer, input, async (transaction, { id, host }) => {
    await transaction.webhookEndpoint.delete({ where: { id } });
    await record(transaction, viewer, "webhook.removed", id, { host });
  });
}

interface OwnEndpoint {
  readonly id: string;
  readonly keyId: string;
  readonly address: string;
  readonly host: string;
  readonly sealedSecret: Uint8Array<ArrayBuffer>;
}

async function withOwn(
  database: Database,
  viewer: ContactViewer,
  { endpointId }: EndpointInput,
  work: (transaction: Transaction, endpoint: OwnEndpoint) => Promise<void>,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const keyId = await lockAccount(transaction, viewer);
    const row = await transaction.webhookEndpoint.findFirst({
      where: { id: endpointId, accountId: viewer.contact.accountId },
    });
    const described = row && (await openDescribed(transaction, keyId, row));
    if (row === null || described === null) throw new Refusal((words) => words("webhooks.refused.gone"));
    const { address } = described;
    await work(transaction, {
      id: row.id,
      keyId,
      address,
      host: new URL(address).host,
      sealedSecret: row.sealedSecret,
    });
  });
}

/** Changes of one account's endpoints come one after the other. @returns the account's data key */
async function lockAccount(transaction: Transaction, viewer: ContactViewer): Promise<string> {
  const [row] = await transaction.$queryRaw<{ keyId: string }[]>`
    SELECT "dataKeyId"::text AS "keyId" FROM "Account" WHERE id = ${viewer.contact.accountId}::uuid FOR UPDATE`;
  if (row === undefined) throw new Error("the viewer's account is not there");
  return row.keyId;
}

async function record(
  transaction: Transaction,
  viewer: ContactViewer,
  kind: AuditKind,
  subjectId: string,
  details: AuditDetails,
): Promise<void> {
  const person = await readPerson(transaction, viewer.personId);
  await recordEvent(transaction, {
    ...{ kind, subjectId, actorId: viewer.personId, accountId: viewer.contact.accountId, dataKeyId: person.dataKeyId },
    details: { email: person.email, ...details },
  });
}
