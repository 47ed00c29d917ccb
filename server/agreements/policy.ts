/** Which versions of the agreement still open the pack, and where an account and a contact stand with it. Pure. */
import { later, minutes } from "@/server/platform/clock";

export interface VersionRule {
  readonly id: string;
  readonly acceptsEarlier: boolean;
}

/** @param newestFirst the versions in force or before it; @returns ids whose signatures count: the newest, and earlier ones as long as each newer one accepts them */
export function acceptedVersions(newestFirst: readonly VersionRule[]): string[] {
  const stop = newestFirst.findIndex((version) => !version.acceptsEarlier);
  return newestFirst.slice(0, stop === -1 ? undefined : stop + 1).map((version) => version.id);
}

/** `unsigned`: nobody bound the account; `unacknowledged`: signed, but this contact has not read it; `ready`: the pack is open. */
export type Standing = "unsigned" | "unacknowledged" | "ready";

/** Signing is done with an authentication at most this old. */
export const freshness = 15 * minutes;

export function isFresh(authenticatedAt: Date, at: Date): boolean {
  return later(authenticatedAt, freshness) > at;
}

/** A filled text may be signed this long after it was shown. */
export const presentationLifetime = 60 * minutes;
