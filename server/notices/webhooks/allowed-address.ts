import { Refusal } from "@/server/access/refusal";
import { countAttempt, type Limit } from "@/server/accounts/rate-limit";
import { readEndpointAddress } from "@/server/notices/webhooks/endpoint-address";
import { destinationOf, type Network } from "@/server/notices/webhooks/network";
import { hours, seconds } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { waitSentence } from "@/server/platform/time-words";

/** Each look-up asks a name server of the customer's choice. */
const perAccount: Limit = { name: "webhook-address", most: 60, window: hours };

/** Milliseconds that the person waits for a name server. */
const longestLookUp = 5 * seconds;

export interface AllowedAddress {
  readonly address: string;
  readonly host: string;
  /** False where the name leads nowhere now; it is looked up again at each sending. */
  readonly found: boolean;
}

/** @throws Refusal that says what kind of address is taken */
export async function allowedAddress(
  database: Database,
  network: Network,
  accountId: string,
  typed: string,
  at: Date,
): Promise<AllowedAddress> {
  const url = readEndpointAddress(typed);
  if (typeof url === "string") throw new Refusal((words) => words(`webhooks.refused.${url}`), "address");
  const until = await countAttempt(database, perAccount, accountId, at);
  if (until !== null)
    throw new Refusal((words) => `${words("webhooks.refused.tooOften")} ${waitSentence(until, words)}`);
  const { state } = await destinationOf(network, url.hostname, AbortSignal.timeout(longestLookUp));
  if (state === "private") throw new Refusal((words) => words("webhooks.refused.private"), "address");
  return { address: url.href, host: url.host, found: state === "allowed" };
}
