/** Advisories by who may see them. What this gives for the public is all that may stand at a public address. */
import { audienceOf, tlpAt } from "@/server/advisories/policy";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import type { Pack } from "@/server/content/pack";

const updatedAt = ({ meta }: Advisory) => latestRevision(meta).at.getTime();

/** The newest revision first. */
export function publicAdvisories({ advisories }: Pick<Pack, "advisories">, at: Date): Advisory[] {
  return shown(advisories, at, ({ meta }) => audienceOf(meta, at) === "public");
}

/** Those that a reader may see, as they stand now. */
export function shown(advisories: readonly Advisory[], at: Date, isFor: (advisory: Advisory) => boolean): Advisory[] {
  return advisories
    .filter(isFor)
    .map((advisory) => asOf(advisory, at))
    .sort((one, other) => updatedAt(other) - updatedAt(one) || one.meta.id.localeCompare(other.meta.id, "en"));
}

/** Null also for what is not public (yet). */
export function findPublicAdvisory(pack: Pick<Pack, "advisories">, id: string, at: Date): Advisory | null {
  const [found] = publicAdvisories({ advisories: pack.advisories.filter(({ meta }) => meta.id === id) }, at);
  return found ?? null;
}

/** With the TLP that goes for it now. */
function asOf(advisory: Advisory, at: Date): Advisory {
  return { ...advisory, meta: { ...advisory.meta, tlp: tlpAt(advisory.meta, at) } };
}
