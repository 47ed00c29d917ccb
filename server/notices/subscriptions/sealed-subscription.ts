/** The address is kept encrypted under the subscription's own key and found by a keyed index. */
import { z } from "zod";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import { keyService } from "@/server/keys/keys";
import { bytes, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { sha256 } from "@/server/platform/ids";
import { type Locale, localHref } from "@/server/words/locale";

const Subscriber = z.object({ email: z.string() });

export interface SubscriptionKey {
  readonly id: string;
  readonly dataKeyId: string;
}

const contextOf = (id: string) => `subscription/${id}`;

/** @param email normalised by EmailAddress */
export async function subscriberIndex(email: string): Promise<Uint8Array<ArrayBuffer>> {
  return bytes(await (await keyService()).lookupIndex("subscription-email", email));
}

export const sealSubscriber = (transaction: Transaction, { id, dataKeyId }: SubscriptionKey, email: string) =>
  encryptUnder(transaction, dataKeyId, contextOf(id), { email } satisfies z.infer<typeof Subscriber>);

/** @returns the address, or null where it was erased */
export async function openSubscriber(
  transaction: Transaction,
  { id, dataKeyId, sealed }: SubscriptionKey & { readonly sealed: Uint8Array },
): Promise<string | null> {
  return (await decryptUnder(transaction, dataKeyId, contextOf(id), sealed, Subscriber))?.email ?? null;
}

/**
 * What ends the subscription. It is made of the id, so that every message can hold it although the database keeps only
 * its hash.
 */
async function unsubscribeToken(id: string): Promise<string> {
  return Buffer.from(await (await keyService()).lookupIndex("unsubscribe", id)).toString("base64url");
}

export const tokenHashOf = async (id: string): Promise<Uint8Array<ArrayBuffer>> => sha256(await unsubscribeToken(id));

/** Where the subscription is changed and, by one POST, ended (RFC 8058). */
export async function unsubscribeAddress(id: string, locale: Locale): Promise<URL> {
  return new URL(localHref(locale, `/unsubscribe/${await unsubscribeToken(id)}`), settings().publicUrl);
}

/** The live subscription that a message's token belongs to. @param publisher the pack's name */
export const byToken = (publisher: string, token: string) =>
  ({ publisher, tokenHash: bytes(sha256(token)), confirmedAt: { not: null } }) as const;
