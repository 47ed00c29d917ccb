/** Limits attempts per address and per network over all servers. Buckets are keyed hashes: no address is kept. */
import ipaddr from "ipaddr.js";
import { keyService } from "@/server/keys/keys";
import { days, later } from "@/server/platform/clock";
import { bytes, type Transaction } from "@/server/platform/database";

export interface Limit {
  readonly name: string;
  readonly most: number;
  /** Milliseconds. */
  readonly window: number;
}

/** Milliseconds. The privacy page promises that no count is kept longer, so no limit may have a longer window. */
export const longestWindow = days;

/** @returns null, or the moment from which on another attempt is taken @throws RangeError where the window is too long */
export async function countAttempt(
  transaction: Transaction,
  limit: Limit,
  subject: string,
  at: Date,
): Promise<Date | null> {
  if (limit.window > longestWindow)
    throw new RangeError(`${limit.name}: the window is longer than the privacy page says`);
  const bucket = bytes(await (await keyService()).lookupIndex(`rate-limit/${limit.name}`, subject));
  const [row] = await transaction.$queryRaw<{ count: number; resetsAt: Date }[]>`
    INSERT INTO "RateLimit" (bucket, count, "resetsAt") VALUES (${bucket}, 1, ${later(at, limit.window)})
    ON CONFLICT (bucket) DO UPDATE SET
      count = CASE WHEN "RateLimit"."resetsAt" <= ${at} THEN 1 ELSE "RateLimit".count + 1 END,
      "resetsAt" = CASE WHEN "RateLimit"."resetsAt" <= ${at} THEN EXCLUDED."resetsAt" ELSE "RateLimit"."resetsAt" END
    RETURNING count, "resetsAt"`;
  return row !== undefined && row.count > limit.most ? row.resetsAt : null;
}

/** A /24 of IPv4 or a /56 of IPv6: what one household or office can change at will counts as one. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  const bits = parsed.kind() === "ipv4" ? 24 : 56;
  const kept = parsed.toByteArray().map((byte, index) => (index * 8 < bits ? byte : 0));
  return `${ipaddr.fromByteArray(kept).toString()}/${bits}`;
}

export async function forgetSpentLimits(transaction: Transaction, at: Date): Promise<void> {
  await transaction.rateLimit.deleteMany({ where: { resetsAt: { lt: at } } });
}
