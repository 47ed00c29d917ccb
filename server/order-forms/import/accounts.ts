/** Finds the account that a cell names: by its legal name, by an e-mail domain of its own, or by its id. */
import type { Transaction } from "@/server/platform/database";

export interface FoundAccount {
  readonly id: string;
  readonly legalName: string;
  readonly dataKeyId: string;
}

/** Capital letters and the number of spaces do not matter. */
const plain = (name: string) => name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();

/** Accounts of one query: few enough that their reading holds nothing up. */
const atOnce = 500;

export class AccountFinder {
  readonly #byName = new Map<string, FoundAccount[]>();
  readonly #byOther = new Map<string, FoundAccount>();

  static async load(transaction: Transaction): Promise<AccountFinder> {
    const finder = new AccountFinder();
    for (let after: string | undefined; ; ) {
      const rows = await transaction.account.findMany({
        where: { closedAt: null },
        select: { id: true, legalName: true, dataKeyId: true, domains: { select: { domain: true } } },
        orderBy: { id: "asc" },
        take: atOnce,
        ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
      });
      for (const { domains, ...account } of rows)
        finder.#add(
          account,
          domains.map(({ domain }) => domain),
        );
      after = rows.at(-1)?.id;
      if (rows.length < atOnce) return finder;
    }
  }

  #add(account: FoundAccount, domains: readonly string[]): void {
    const name = plain(account.legalName);
    this.#byName.set(name, [...(this.#byName.get(name) ?? []), account]);
    for (const other of [account.id, ...domains]) this.#byOther.set(other.toLowerCase(), account);
  }

  /** @returns every account that it may mean: more than one only where they bear one name */
  find(text: string): readonly FoundAccount[] {
    const named = this.#byName.get(plain(text));
    if (named !== undefined) return named;
    const other = this.#byOther.get(text.trim().toLowerCase());
    return other === undefined ? [] : [other];
  }
}
