/** Adding to an objection: every step is an entry, and the database moves the objection by it. */
import { sealSaid } from "@/server/objections/sealed-objection";
import type { Transaction } from "@/server/platform/database";
import type { ObjectionEntryKind, ObjectionMitigation } from "@/server/platform/generated/prisma/enums";
import { newId } from "@/server/platform/ids";

export interface NewEntry {
  readonly kind: ObjectionEntryKind;
  /** By a contact or by staff; by neither where the product itself does it. */
  readonly membershipId?: string;
  readonly staffId?: string;
  readonly answersId?: string;
  readonly mitigation?: ObjectionMitigation;
  readonly replyBy?: Date;
  readonly text?: string;
}

/** @returns the entry's id */
export async function addEntry(
  transaction: Transaction,
  objection: { readonly id: string; readonly accountId: string },
  { text, ...entry }: NewEntry,
): Promise<string> {
  const id = newId();
  const sealed =
    text === undefined || text === ""
      ? null
      : await sealSaid(transaction, { id, accountId: objection.accountId }, text);
  await transaction.objectionEntry.create({ data: { id, objectionId: objection.id, sealed, ...entry } });
  return id;
}
