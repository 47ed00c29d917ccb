/** Presented texts and signatures are encrypted under the account's data key, each bound to its own row. */
import { PresentedText, SignatureEvidence } from "@/server/agreements/schema";
import { decryptUnder, encryptUnder } from "@/server/keys/data-keys";
import type { Transaction } from "@/server/platform/database";

export async function accountKey(transaction: Transaction, accountId: string): Promise<string> {
  const { dataKeyId } = await transaction.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { dataKeyId: true },
  });
  return dataKeyId;
}

interface Row {
  readonly id: string;
  readonly accountId: string;
}

type SealedRow = Row & { readonly sealed: Uint8Array };

export async function sealPresentation(transaction: Transaction, row: Row, presented: PresentedText) {
  return encryptUnder(transaction, await accountKey(transaction, row.accountId), `presentation/${row.id}`, presented);
}

export async function openPresentation(transaction: Transaction, row: SealedRow): Promise<PresentedText | null> {
  return decryptUnder(
    transaction,
    await accountKey(transaction, row.accountId),
    `presentation/${row.id}`,
    row.sealed,
    PresentedText,
  );
}

export async function sealEvidence(transaction: Transaction, row: Row, evidence: SignatureEvidence) {
  return encryptUnder(transaction, await accountKey(transaction, row.accountId), `signature/${row.id}`, evidence);
}

export async function openEvidence(transaction: Transaction, row: SealedRow): Promise<SignatureEvidence | null> {
  return decryptUnder(
    transaction,
    await accountKey(transaction, row.accountId),
    `signature/${row.id}`,
    row.sealed,
    SignatureEvidence,
  );
}
