/**
 * Once a day what was published in the 24 hours before, for subscribers who chose that: one notice for each minimum
 * severity that has anything to tell. A day that no server was running is made up for, a week back.
 */
import { publicAddress } from "@/server/advisories/publication/addresses";
import { hearing } from "@/server/advisories/publication/severity";
import { digestMail } from "@/server/advisories/publication/wording";
import { findPublicAdvisory } from "@/server/advisories/queries";
import type { Pack } from "@/server/content/pack";
import { beginNotice } from "@/server/notices/begin-notice";
import { severities } from "@/server/notices/subscriptions/topics";
import { days, hours, later } from "@/server/platform/clock";
import { type Database, isDuplicate } from "@/server/platform/database";
import type { Severity } from "@/server/platform/generated/prisma/enums";

/** The hour of the day, in UTC: the start of a working day in Europe. */
const sentAt = 6 * hours;
const lookedBack = 7;

interface Publication {
  readonly advisoryId: string;
  readonly severity: Severity | null;
  readonly publishedAt: Date;
}

export async function sendDigests(database: Database, pack: Pack, at: Date): Promise<void> {
  const newest = later(at, -sentAt);
  const today = Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth(), newest.getUTCDate());
  const oldest = new Date(today + sentAt - lookedBack * days);
  const published = await database.advisoryPublication.findMany({
    where: { publisher: pack.name, audience: "public", publishedAt: { gte: oldest, lt: new Date(today + sentAt) } },
    select: { advisoryId: true, severity: true, publishedAt: true },
    orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
  });
  if (published.length === 0) return;
  const made = await database.notice.findMany({
    where: { publisher: pack.name, digestDay: { gte: new Date(today - lookedBack * days) } },
    select: { digestDay: true, digestSeverity: true },
  });
  const known = new Set(made.map(({ digestDay, digestSeverity }) => `${digestDay?.getTime()}/${digestSeverity}`));
  for (let back = lookedBack - 1; back >= 0; back--) {
    const day = today - back * days;
    const [from, until] = [new Date(day + sentAt - days), new Date(day + sentAt)];
    const ofDay = published.filter(({ publishedAt }) => publishedAt >= from && publishedAt < until);
    for (const severity of severities)
      if (!known.has(`${day}/${severity}`)) await beginDigest(database, pack, new Date(day), severity, ofDay, at);
  }
}

async function beginDigest(
  database: Database,
  pack: Pack,
  digestDay: Date,
  digestSeverity: Severity,
  ofDay: readonly Publication[],
  at: Date,
): Promise<void> {
  const heard = ofDay.filter(({ severity }) => hearing(severity).includes(digestSeverity));
  const advisories = [...new Set(heard.map(({ advisoryId }) => advisoryId))].flatMap(
    (id) => findPublicAdvisory(pack, id, at) ?? [],
  );
  if (advisories.length === 0) return;
  const { short: name, legal: legalName } = pack.publisher.names;
  const textIn = (locale: "en" | "nb") =>
    digestMail(
      { name, legalName },
      advisories.map((advisory) => ({ advisory, url: publicAddress(pack.publisher, advisory.meta.id, locale) })),
      locale,
    );
  const texts = { en: textIn("en"), nb: textIn("nb") };
  const of = { kind: "digest", digestDay, digestSeverity } as const;
  try {
    await database.$transaction((each) => beginNotice(each, { publisher: pack.name, of, texts }));
  } catch (error) {
    // Another server was quicker.
    if (!isDuplicate(error)) throw error;
  }
}
