/**
 * Where a name leads, and whether webhooks may go there. The rule is an argument of whoever saves or sends, never a
 * setting: a deployment always uses `publicInternet`, and tests give a network of their own.
 */
import { lookup } from "node:dns/promises";
import { isPublicAddress } from "@/server/notices/webhooks/public-address";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface Network {
  /** Every address that the name has now. @throws where it has none */
  readonly resolve: (name: string) => Promise<readonly ResolvedAddress[]>;
  readonly allows: (address: string) => boolean;
  /** Certificates to trust besides the machine's own, in PEM. */
  readonly authority?: string;
}

export const publicInternet: Network = {
  resolve: (name) => lookup(name, { all: true, verbatim: true }),
  allows: isPublicAddress,
};

function noneWhen(signal: AbortSignal): Promise<readonly ResolvedAddress[]> {
  return new Promise((done) => {
    if (signal.aborted) done([]);
    signal.addEventListener("abort", () => done([]), { once: true });
  });
}

export type Destination =
  | { readonly state: "allowed"; readonly addresses: readonly ResolvedAddress[] }
  | { readonly state: "private" | "unknown" };

/**
 * One address that is not allowed refuses the name: whoever answers for it could give that one next time.
 * @param signal ends the waiting for a name server; the name then counts as unknown
 */
export async function destinationOf(network: Network, name: string, signal: AbortSignal): Promise<Destination> {
  const addresses = await Promise.race([network.resolve(name).catch(() => []), noneWhen(signal)]);
  if (addresses.length === 0) return { state: "unknown" };
  return addresses.every(({ address }) => network.allows(address))
    ? { state: "allowed", addresses }
    : { state: "private" };
}
