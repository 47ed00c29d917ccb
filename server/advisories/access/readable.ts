/**
 * Advisories by who looks: what is public, and the restricted ones of the account. What is for others is absent, as if
 * there were no such advisory.
 */
import { audienceOf, isShownTo } from "@/server/advisories/policy";
import { shown } from "@/server/advisories/queries";
import { agreementStanding, type Place } from "@/server/agreements/standing";
import type { Advisory } from "@/server/content/advisories";
import type { Pack } from "@/server/content/pack";
import { database, type Transaction } from "@/server/platform/database";

type Advisories = Pick<Pack, "name" | "advisories">;

/** The newest revision first. One that is public to all bears TLP:CLEAR. */
export async function readableAdvisories(pack: Advisories, place: Place, at: Date): Promise<Advisory[]> {
  return shown(pack.advisories, at, await readBy(database(), pack.name, place, at));
}

/** Null also for what this contact may not read (any more). */
export async function findReadableAdvisory(
  pack: Advisories,
  place: Place,
  id: string,
  at: Date,
): Promise<Advisory | null> {
  const one = pack.advisories.filter(({ meta }) => meta.id === id);
  const [found] = shown(one, at, await readBy(database(), pack.name, place, at));
  return found ?? null;
}

async function readBy(
  transaction: Transaction,
  publisher: string,
  place: Place,
  at: Date,
): Promise<(advisory: Advisory) => boolean> {
  const { standing } = await agreementStanding(transaction, publisher, place, at);
  const ready = standing === "ready";
  const named = ready ? await openGrants(transaction, publisher, place.accountId) : new Set();
  return ({ meta }) => isShownTo(audienceOf(meta, at), { ready, named: named.has(meta.id) });
}

async function openGrants(transaction: Transaction, publisher: string, accountId: string): Promise<Set<string>> {
  const grants = await transaction.advisoryGrant.findMany({
    where: { publisher, accountId, endedAt: null },
    select: { advisoryId: true },
  });
  return new Set(grants.map(({ advisoryId }) => advisoryId));
}
