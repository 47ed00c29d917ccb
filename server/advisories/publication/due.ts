/**
 * What is to be published at a moment. Pure. An audience is told of an advisory when it first may see it, so also when an
 * embargo ends, and again of a revision that raised the severity or changed the remediation; of a revision of the text alone
 * nobody is told, nor of those that were over before the advisory was first seen.
 */
import { type Audience, audienceOf } from "@/server/advisories/policy";
import type { Advisory } from "@/server/content/advisories";
import type { AdvisoryMeta } from "@/server/content/advisory-schema";

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

const isLoud = ({ changes }: Revision) => changes.some((change) => change !== "text");

/** @param published everything that was, whoever it was published to */
export function duePublications(advisories: readonly Advisory[], published: readonly Published[], at: Date): Due[] {
  const latest = new Map<string, number>();
  for (const { advisoryId, audience, revision } of published) {
    const key = `${advisoryId}/${audience}`;
    latest.set(key, Math.max(revision, latest.get(key) ?? 0));
  }
  return advisories.flatMap((advisory) => {
    const audience = audienceOf(advisory.meta, at);
    if (audience === "nobody") return [];
    const begun = advisory.meta.revisions.filter((revision) => revision.at <= at);
    const newest = begun.at(-1);
    const last = latest.get(`${advisory.meta.id}/${audience}`);
    const isDue = last === undefined || begun.some((revision) => revision.number > last && isLoud(revision));
    return newest !== undefined && isDue ? [{ advisory, revision: newest, audience, revised: last !== undefined }] : [];
  });
}
