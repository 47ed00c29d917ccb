/** Finds the account that a cell names: by its legal name, by an e-mail domain of its own, or by its id. */
import type { Transaction } from "@/server/platform/database";

export interface FoundAccount {
  readonly id: string;
  readonly legalName: string;
  readonly dataKeyId: string;
}

/** Capital letters and the number of spaces do not matter. */
const plain = (name: string) => name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();

export class AccountFinder {
  readonly #byName = new Map<string, FoundAccount[]>();
  readonly #byOther = new Map<string, FoundAccount>();

  static async load(transaction: Transaction): Promise<AccountFinder> {
    const finder = new AccountFinder();
    const accounts = await transaction.account.findMany({
      where: { closedAt: null },
      select: { id: true, legalName: true, dataKeyId: true, domains: { select: { domain: true } } },
    });
    for (const { domains, ...account } of accounts) {
      const name = plain(account.legalName);
      finder.#byName.set(name, [...(finder.#byName.get(name) ?? []), account]);
      finder.#byOther.set(account.id, account);
      for (const { domain } of domains) finder.#byOther.set(domain.toLowerCase(), account);
    }
    return finder;
  }

  /** @returns every account that it may mean: more than one only where they bear one name */
  find(text: string): readonly FoundAccount[] {
    const named = this.#byName.get(plain(text));
    if (named !== undefined) return named;
    const other = this.#byOther.get(text.trim().toLowerCase());
    return other === undefined ? [] : [other];
  }
}
