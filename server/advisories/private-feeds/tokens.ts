/**
 * Private feeds: an address whose secret stands for one contact, for programs that cannot sign in. The secret is shown
 * once and kept as its SHA-256; it opens what the contact may read at that moment and nothing else.
 */
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import { readPerson } from "@/server/accounts/people";
import { agreementStanding, type Place } from "@/server/agreements/standing";
import { recordEvent } from "@/server/audit/events";
import type { AuditKind } from "@/server/audit/kinds";
import { bytes, type Database, type Transaction } from "@/server/platform/database";
import { newToken, sha256 } from "@/server/platform/ids";

/** Live ones a contact: more than the tools of one person need. */
export const mostFeeds = 10;

/** So that whoever finds one in a file knows what it is, and scanners for secrets can. */
const prefix = "advisories_";
const form = new RegExp(`^${prefix}[A-Za-z0-9_-]{43}$`);

/** @returns the token, which is nowhere else @throws Refusal for a contact who may read no restricted advisory */
export async function makeFeed(
  database: Database,
  publisher: string,
  viewer: ContactViewer,
  at: Date,
): Promise<string> {
  const token = prefix + newToken();
  await database.$transaction(async (transaction) => {
    const { membershipId } = viewer.contact;
    // Two at once are counted one after the other.
    await transaction.$queryRaw`SELECT id::text FROM "Membership" WHERE id = ${membershipId}::uuid FOR UPDATE`;
    const { standing } = await agreementStanding(transaction, publisher, viewer.contact, at);
    if (standing !== "ready") throw new Refusal((words) => words("restricted.refused.agreement"));
    const live = await transaction.feedToken.count({ where: { membershipId, revokedAt: null } });
    if (live >= mostFeeds) throw new Refusal((words) => words("restricted.refused.most", { most: mostFeeds }));
    const { id } = await transaction.feedToken.create({
      data: { membershipId, tokenHash: bytes(sha256(token)) },
      select: { id: true },
    });
    await record(transaction, viewer, "advisory-feed.made", id);
  });
  return token;
}

export async function revokeFeed(database: Database, viewer: ContactViewer, feedId: string, at: Date): Promise<void> {
  await database.$transaction(async (transaction) => {
    const { count } = await transaction.feedToken.updateMany({
      where: { id: feedId, membershipId: viewer.contact.membershipId, revokedAt: null },
      data: { revokedAt: at },
    });
    if (count === 0) throw new Refusal((words) => words("restricted.refused.gone"));
    await record(transaction, viewer, "advisory-feed.revoked", feedId);
  });
}

async function record(transaction: Transaction, viewer: ContactViewer, kind: AuditKind, subjectId: string) {
  const { email, dataKeyId } = await readPerson(transaction, viewer.personId);
  const { accountId } = viewer.contact;
  await recordEvent(transaction, {
    kind,
    actorId: viewer.personId,
    accountId,
    subjectId,
    dataKeyId,
    details: { email },
  });
}

export interface FeedView {
  readonly id: string;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** The contact's own that still open, the newest first. */
export function listFeeds(database: Database, { contact: { membershipId } }: ContactViewer): Promise<FeedView[]> {
  return database.feedToken.findMany({
    where: { membershipId, revokedAt: null },
    select: { id: true, createdAt: true, lastUsedAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/**
 * Whose feed it is, and notes that it was used. @returns null for a token that is unknown or revoked, or whose holder has
 * left, lost every role, or may read no restricted advisory (any more): the caller tells none apart
 */
export async function openFeed(
  transaction: Transaction,
  publisher: string,
  token: string,
  at: Date,
): Promise<Place | null> {
  if (!form.test(token)) return null;
  const row = await transaction.feedToken.findFirst({
    where: {
      tokenHash: bytes(sha256(token)),
      revokedAt: null,
      membership: { revokedAt: null, roles: { isEmpty: false }, account: { closedAt: null } },
    },
    select: { id: true, membershipId: true, membership: { select: { accountId: true } } },
  });
  if (row === null) return null;
  const place = { membershipId: row.membershipId, accountId: row.membership.accountId };
  const { standing } = await agreementStanding(transaction, publisher, place, at);
  if (standing !== "ready") return null;
  // Once a minute at most: programs that ask often would write more than they read.
  await transaction.$executeRaw`
    UPDATE "FeedToken" SET "lastUsedAt" = product_now() WHERE id = ${row.id}::uuid AND "revokedAt" IS NULL
    AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= product_now() - interval '1 minute')`;
  return place;
}
