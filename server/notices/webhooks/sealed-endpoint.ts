/** An endpoint's address, description and secrets, encrypted under its account's data key and bound to its row. */
import { z } from "zod";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";

const Described = z.object({ address: z.string(), description: z.string() });
export type Described = z.infer<typeof Described>;

const describedContext = (id: string) => `webhook-endpoint/${id}`;
/** The same for both columns: a secret that is replaced moves from one to the other as it is. */
const secretContext = (id: string) => `webhook-secret/${id}`;

export const sealDescribed = (transaction: Transaction, keyId: string, id: string, described: Described) =>
  encryptUnder(transaction, keyId, describedContext(id), described);

export const sealSecret = (transaction: Transaction, keyId: string, id: string, secret: string) =>
  encryptUnder(transaction, keyId, secretContext(id), secret);

export interface SealedEndpoint {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly sealedSecret: Uint8Array;
  readonly sealedEarlierSecret: Uint8Array | null;
  readonly earlierSecretUntil: Date | null;
}

/** @returns null where the account's data was erased */
export const openDescribed = (transaction: Transaction, keyId: string, row: Pick<SealedEndpoint, "id" | "sealed">) =>
  decryptUnder(transaction, keyId, describedContext(row.id), row.sealed, Described);

/** The secrets that sign at this moment, the current one first; none where the account's data was erased. */
export async function openSecrets(
  transaction: Transaction,
  keyId: string,
  row: SealedEndpoint,
  at: Date,
): Promise<string[]> {
  const earlier = row.earlierSecretUntil !== null && row.earlierSecretUntil > at ? row.sealedEarlierSecret : null;
  const opened = await Promise.all(
    [row.sealedSecret, earlier].map(async (sealed) =>
      sealed === null ? null : decryptUnder(transaction, keyId, secretContext(row.id), sealed, z.string()),
    ),
  );
  return opened.filter((secret) => secret !== null);
}
