import type { StatusTone } from "@/components/ui/status-tag";
import type { Agreement } from "@/server/content/agreement";

export interface VersionStanding {
  readonly meta: Agreement["meta"];
  readonly tone: StatusTone;
  /** Under `desk.agreements.version`. */
  readonly standing: "notYet" | "accepted" | "notAccepted" | "offered";
}

/**
 * What each version is worth at `at`: the newest that took effect is offered for signing; an earlier one's signatures
 * count as long as every newer one in force accepts them. A version takes effect with its day (UTC).
 *
 * @param agreements the newest first
 */
export function versionStandings(agreements: readonly Agreement[], at: Date): VersionStanding[] {
  let offered = false;
  let accepted = true;
  return agreements.map(({ meta }): VersionStanding => {
    if (new Date(meta.effectiveDate) > at) return { meta, tone: "planned", standing: "notYet" };
    const standing: VersionStanding = offered
      ? accepted
        ? { meta, tone: "done", standing: "accepted" }
        : { meta, tone: "passed", standing: "notAccepted" }
      : { meta, tone: "done", standing: "offered" };
    offered = true;
    accepted &&= meta.acceptsEarlier;
    return standing;
  });
}
