/** How far a notice is: read while it goes out, by a page that asks again and again. */
import { z } from "zod";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { database } from "@/server/platform/database";

const Counts = z.object({ queued: z.number(), accepted: z.number(), failed: z.number(), bounced: z.number() });
type Counts = z.infer<typeof Counts>;

export interface NoticeProgress {
  /** Accounts on the list, without those that were closed before their text was written. */
  readonly accounts: number;
  readonly prepared: number;
  readonly given: number;
  /** Messages to accounts, followers included. */
  readonly messages: Counts;
  readonly subscribers: Counts;
  /** Whether the list of subscribers is whole. */
  readonly listed: boolean;
  /** Nothing is left to write or to send. */
  readonly done: boolean;
}

const AccountRow = z.object({ id: z.string(), accounts: z.number(), prepared: z.number(), given: z.number() });
export type AccountProgress = z.infer<typeof AccountRow>;

/** For a list of notices: accounts alone, whose number does not grow with the subscribers. @returns by notice */
export async function accountProgress(noticeIds: readonly string[]): Promise<ReadonlyMap<string, AccountProgress>> {
  if (noticeIds.length === 0) return new Map();
  const rows = await database().$queryRaw`
    SELECT a."noticeId"::text AS id, count(*)::int AS accounts, count(a."preparedAt")::int AS prepared,
      count(a."givenAt")::int AS given
    FROM "AccountNotice" a JOIN "Account" c ON c.id = a."accountId"
    WHERE a."noticeId" = ANY(${[...noticeIds]}::uuid[]) AND (c."closedAt" IS NULL OR a."preparedAt" IS NOT NULL)
    GROUP BY 1`;
  return new Map(
    z
      .array(AccountRow)
      .parse(rows)
      .map((row) => [row.id, row]),
  );
}

const MessageRow = Counts.extend({ account: z.boolean() });
const none: Counts = { queued: 0, accepted: 0, failed: 0, bounced: 0 };

/** @returns null where there is no such notice, or not for this viewer */
export async function noticeProgress(viewer: Viewer, publisher: string, id: string): Promise<NoticeProgress | null> {
  if (!may(viewer, "notice:read")) return null;
  const notice = await database().notice.findFirst({ where: { id, publisher }, select: { listedAt: true } });
  if (notice === null) return null;
  const { accounts, prepared, given } = (await accountProgress([id])).get(id) ?? { accounts: 0, prepared: 0, given: 0 };
  const rows = z.array(MessageRow).parse(
    await database().$queryRaw`
      SELECT "accountId" IS NOT NULL AS account, count(*) FILTER (WHERE state = 'queued')::int AS queued,
        count(*) FILTER (WHERE state = 'accepted')::int AS accepted, count(*) FILTER (WHERE state = 'failed')::int AS failed,
        count(*) FILTER (WHERE state = 'bounced')::int AS bounced
      FROM "Delivery" WHERE "noticeId" = ${id}::uuid GROUP BY 1`,
  );
  const of = (account: boolean): Counts => Counts.parse(rows.find((row) => row.account === account) ?? none);
  const [messages, subscribers, listed] = [of(true), of(false), notice.listedAt !== null];
  const done = prepared === accounts && listed && messages.queued + subscribers.queued === 0;
  return { accounts, prepared, given, messages, subscribers, listed, done };
}
