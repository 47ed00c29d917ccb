/** The order forms that a file may be about: those of its accounts, and any that bear one of its references. */

import { openDataKeys } from "@/server/keys/data-keys";
import type { OrderFormTerms } from "@/server/order-forms/schema";
import { openContacts } from "@/server/order-forms/sealed-contacts";
import type { Transaction } from "@/server/platform/database";

export interface ExistingForm extends OrderFormTerms {
  readonly id: string;
  readonly accountId: string;
  readonly endedAt: Date | null;
}

interface Wanted {
  readonly account: { readonly id: string };
  readonly reference: string;
}

/** Rows of one query, and accounts or references that it asks for: few enough that their reading holds nothing up. */
const atOnce = 200;

export class ExistingForms {
  readonly #forms = new Map<string, ExistingForm>();
  /** By account and reference in small letters. */
  readonly #spellings = new Map<string, string>();
  /** Accounts, by id and name, that have an order form of this reference. */
  readonly #holders = new Map<string, { id: string; legalName: string }[]>();

  static async load(transaction: Transaction, wanted: readonly Wanted[]): Promise<ExistingForms> {
    const forms = new ExistingForms();
    const keys = new Set(wanted.map(({ account, reference }) => keyOf(account.id, reference)));
    const accountIds = [...new Set(wanted.flatMap(({ account: { id } }) => (id === "" ? [] : [id])))];
    for (let start = 0; start < accountIds.length; start += atOnce)
      await forms.#loadForms(transaction, accountIds.slice(start, start + atOnce), keys);
    const references = [...new Set(wanted.map(({ reference }) => reference))];
    for (let start = 0; start < references.length; start += atOnce)
      await forms.#loadHolders(transaction, references.slice(start, start + atOnce));
    return forms;
  }

  of(
    accountId: string,
    reference: string,
  ): {
    readonly same: ExistingForm | null;
    /** How this account's order form writes the reference, where only small and capital letters differ. */
    readonly otherCase: string | null;
    /** The name of another account that has one of this reference. */
    readonly elsewhere: string | null;
  } {
    return {
      same: this.#forms.get(keyOf(accountId, reference)) ?? null,
      otherCase: this.#spellings.get(keyOf(accountId, reference.toLowerCase())) ?? null,
      elsewhere: this.#holders.get(reference)?.find(({ id }) => id !== accountId)?.legalName ?? null,
    };
  }

  /** A page at a time, so that other work gets its turn. Contacts are opened only of those that the file names. */
  async #loadForms(transaction: Transaction, accountIds: string[], keys: ReadonlySet<string>): Promise<void> {
    for (let after: string | undefined; ; ) {
      const rows = await transaction.orderForm.findMany({
        where: { accountId: { in: accountIds } },
        omit: { createdAt: true },
        include: { account: { select: { dataKeyId: true } } },
        orderBy: { id: "asc" },
        take: atOnce,
        ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
      });
      await openDataKeys(transaction, [...new Set(rows.map(({ account }) => account.dataKeyId))]);
      for (const { sealed, account, ...terms } of rows) {
        const { id, accountId, reference } = terms;
        this.#spellings.set(keyOf(accountId, reference.toLowerCase()), reference);
        if (!keys.has(keyOf(accountId, reference))) continue;
        const contacts = await openContacts(transaction, { id, sealed, dataKeyId: account.dataKeyId });
        this.#forms.set(keyOf(accountId, reference), { ...terms, contacts });
      }
      after = rows.at(-1)?.id;
      if (rows.length < atOnce) return;
    }
  }

  async #loadHolders(transaction: Transaction, references: string[]): Promise<void> {
    const rows = await transaction.orderForm.findMany({
      where: { reference: { in: references } },
      select: { reference: true, account: { select: { id: true, legalName: true } } },
    });
    for (const { reference, account } of rows)
      this.#holders.set(reference, [...(this.#holders.get(reference) ?? []), account]);
  }
}

const keyOf = (accountId: string, reference: string) => `${accountId}/${reference}`;
