/**
 * What is to be published at a moment. Pure. An audience is told of an advisory when it first may see it, so also when an
 * embargo ends, and again of a revision that raised the severity or changed the remediation; of a revision of the text alone
 * nobody is told, nor of those that were over before the advisory was first seen. An archive is told to nobody: an advisory
 * that was old when this deployment first saw it is read where it stands, and mailed from its next such revision on.
 */
import { type Audience, audienceOf, publicSince } from "@/server/advisories/policy";
import type { Advisory } from "@/server/content/advisories";
import type { AdvisoryMeta } from "@/server/content/advisory-schema";
import { days } from "@/server/platform/clock";

export type Circle = Exclude<Audience, "nobody">;
export type Revision = AdvisoryMeta["revisions"][number];

export interface Published {
  readonly advisoryId: string;
  readonly revision: number;
  readonly audience: Circle;
}

export interface Due {
  readonly advisory: Advisory;
  readonly revision: Revision;
  readonly audience: Circle;
  /** The audience was told of an earlier revision. */
  readonly revised: boolean;
}

/** What is older than this at first sight is an archive. A server that was down for as long tells of nothing from before. */
const newFor = 30 * days;

const isLoud = ({ changes }: Revision) => changes.some((change) => change !== "text");

/** @param published everything that was, whoever it was published to */
export function duePublications(advisories: readonly Advisory[], published: readonly Published[], at: Date): Due[] {
  const latest = new Map<string, number>();
  for (const { advisoryId, audience, revision } of published) {
    const key = `${advisoryId}/${audience}`;
    latest.set(key, Math.max(revision, latest.get(key) ?? 0));
  }
  const known = new Set(published.map(({ advisoryId }) => advisoryId));
  return advisories.flatMap((advisory) => {
    const audience = audienceOf(advisory.meta, at);
    if (audience === "nobody") return [];
    const begun = advisory.meta.revisions.filter((revision) => revision.at <= at);
    const newest = begun.at(-1);
    const last = latest.get(`${advisory.meta.id}/${audience}`);
    const isDue =
      last === undefined
        ? known.has(advisory.meta.id) || !isArchived(advisory.meta, audience, at)
        : begun.some((revision) => revision.number > last && isLoud(revision));
    return newest !== undefined && isDue ? [{ advisory, revision: newest, audience, revised: last !== undefined }] : [];
  });
}

/** Whether all that would be told is old. Accounts that staff chose are told whenever that is. */
function isArchived(meta: AdvisoryMeta, audience: Circle, at: Date): boolean {
  if (audience === "named") return false;
  const since = audience === "public" ? publicSince(meta) : null;
  const news = meta.revisions.filter((revision) => revision.number === 1 || isLoud(revision)).map((each) => each.at);
  return [...news, ...(since === null ? [] : [since])].every(
    (day) => day > at || at.getTime() - day.getTime() > newFor,
  );
}
