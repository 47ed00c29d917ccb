/** Notices as staff see them: what each account was told and how, with the addresses of people masked. */
import { z } from "zod";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { openPerson } from "@/server/accounts/people";
import { type AccountProgress, accountProgress } from "@/server/notices/desk/progress";
import { type NoticeView, readAccountNotice } from "@/server/notices/received/queries";
import { openClosure, openDecision } from "@/server/notices/sealed-notice";
import { countSubscribers } from "@/server/notices/subscriptions/queries";
import { database } from "@/server/platform/database";
import {
  type HoldDecision,
  type HoldReason,
  type NoticeKind,
  NoticeRelation,
} from "@/server/platform/generated/prisma/enums";
import { maskEmail } from "@/server/platform/mask-email";
import { type ChangeSummary, summaryColumns, summaryOf } from "@/server/subprocessors/changes/queries";

export interface DeskNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly createdAt: Date;
  readonly change: ChangeSummary;
}

export interface ListedNotice extends DeskNotice {
  readonly progress: AccountProgress;
}

const onPage = 50;

const columns = { id: true, kind: true, createdAt: true, change: { select: summaryColumns } } as const;

/** The newest first. @param before the last row's id of the page before */
export async function listNotices(viewer: Viewer, publisher: string, before?: string): Promise<ListedNotice[]> {
  if (!may(viewer, "notice:read")) return [];
  const rows = await database().notice.findMany({
    where: { publisher, changeId: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: onPage,
    ...(before === undefined ? {} : { cursor: { id: before }, skip: 1 }),
    select: columns,
  });
  const progress = await accountProgress(rows.map(({ id }) => id));
  const nothing = { accounts: 0, prepared: 0, given: 0 };
  return rows.flatMap(({ change, ...row }) =>
    change === null
      ? []
      : [{ ...row, change: summaryOf(change), progress: progress.get(row.id) ?? { id: row.id, ...nothing } }],
  );
}

export async function readNotice(viewer: Viewer, publisher: string, id: string): Promise<DeskNotice | null> {
  if (!may(viewer, "notice:read")) return null;
  const row = await database().notice.findFirst({ where: { id, publisher }, select: columns });
  return row === null || row.change === null ? null : { ...row, change: summaryOf(row.change) };
}

/** How many hear of each topic. Their addresses are shown to nobody. */
export async function subscriberCounts(viewer: Viewer, publisher: string) {
  return may(viewer, "notice:read") ? countSubscribers(database(), publisher) : null;
}

/** What subscribers and the public are told, by language. */
export async function publicTexts(viewer: Viewer, noticeId: string) {
  if (!may(viewer, "notice:read")) return [];
  return database().noticeText.findMany({ where: { noticeId }, orderBy: { locale: "asc" } });
}

const AccountRow = z.object({
  id: z.string(),
  accountName: z.string(),
  closed: z.boolean(),
  relation: z.enum(NoticeRelation).nullable(),
  preparedAt: z.date().nullable(),
  givenAt: z.date().nullable(),
  /** The account was told another way than by mail. */
  recorded: z.boolean(),
  /** Messages that no outcome is known of yet. */
  queued: z.number(),
  /** What the mail server said last, addresses taken out. */
  answer: z.string().nullable(),
  windowUntil: z.date().nullable(),
  effectiveAt: z.date().nullable(),
  onHold: z.boolean(),
  excluded: z.boolean(),
});
export type ListedAccount = z.infer<typeof AccountRow>;

/** By name. @param before the last account's id of the page before */
export async function listAccounts(viewer: Viewer, notice: DeskNotice, before?: string): Promise<ListedAccount[]> {
  if (!may(viewer, "notice:read")) return [];
  const last = before === undefined ? null : await database().account.findUnique({ where: { id: before } });
  const [name, id] = [last?.legalName ?? "", last?.id ?? null];
  const rows = await database().$queryRaw`
    WITH shown AS (
      SELECT c.id, c."legalName", c."closedAt", a.* FROM "AccountNotice" a JOIN "Account" c ON c.id = a."accountId"
      WHERE a."noticeId" = ${notice.id}::uuid AND (c."closedAt" IS NULL OR a."preparedAt" IS NOT NULL)
        AND (${id}::uuid IS NULL OR (c."legalName", c.id) > (${name}, ${id}::uuid))
      ORDER BY c."legalName", c.id LIMIT ${onPage})
    SELECT s.id::text, s."legalName" AS "accountName", s."closedAt" IS NOT NULL AS closed, replace(s.relation::text, '-', '_') AS relation, s."preparedAt", s."givenAt",
      EXISTS (SELECT 1 FROM "NoticeRecord" r WHERE r."noticeId" = s."noticeId" AND r."accountId" = s.id) AS recorded,
      (SELECT count(*)::int FROM "Delivery" d WHERE d."noticeId" = s."noticeId" AND d."accountId" = s.id AND d.state = 'queued') AS queued,
      (SELECT d."serverResponse" FROM "Delivery" d WHERE d."noticeId" = s."noticeId" AND d."accountId" = s.id AND d."serverResponse" IS NOT NULL
       ORDER BY (d.state = 'accepted') DESC, d."settledAt" DESC NULLS LAST LIMIT 1) AS answer,
      account_window_until(${notice.change.id}::uuid, s.id) AS "windowUntil",
      account_effective_at(${notice.change.id}::uuid, s.id) AS "effectiveAt",
      EXISTS (SELECT 1 FROM "Hold" h WHERE h."changeId" = ${notice.change.id}::uuid AND h."accountId" = s.id AND h.decision IS NULL) AS "onHold",
      EXISTS (SELECT 1 FROM "Hold" h WHERE h."changeId" = ${notice.change.id}::uuid AND h."accountId" = s.id AND h.decision = 'exclude') AS excluded
    FROM shown s ORDER BY s."legalName", s.id`;
  return z.array(AccountRow).parse(rows);
}

export interface HoldView {
  readonly id: string;
  readonly reason: HoldReason;
  readonly createdAt: Date;
  readonly decision: HoldDecision | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** Why; null where it is not decided, or the account's data was erased. */
  readonly text: string | null;
}

export interface ClosureView {
  readonly deliveryId: string;
  readonly closedAt: Date;
  readonly closedBy: string;
  readonly text: string | null;
}

export interface DeskAccountNotice {
  readonly accountId: string;
  readonly accountName: string;
  readonly closed: boolean;
  /** Null: its text is not written yet. Addresses are masked, and what was told is left out for who may not read it. */
  readonly told: NoticeView | null;
  readonly holds: readonly HoldView[];
  readonly closures: readonly ClosureView[];
}

/** What one account was told of a notice. */
export async function readDeskAccount(
  viewer: Viewer,
  publisher: string,
  notice: DeskNotice,
  accountId: string,
): Promise<DeskAccountNotice | null> {
  if (!may(viewer, "notice:read")) return null;
  const row = await database().accountNotice.findUnique({
    where: { noticeId_accountId: { noticeId: notice.id, accountId } },
    include: { account: { select: { legalName: true, closedAt: true } } },
  });
  if (row === null) return null;
  const told = await readAccountNotice(publisher, notice.id, accountId);
  return {
    ...{ accountId, accountName: row.account.legalName, closed: row.account.closedAt !== null },
    told: told && masked(viewer, told),
    holds: await holdsOf(notice.change.id, accountId),
    closures: await closuresOf(notice.id, accountId),
  };
}

function masked(viewer: Viewer, told: NoticeView): NoticeView {
  const messages = told.messages.map((each) => ({ ...each, recipient: each.recipient && maskEmail(each.recipient) }));
  const receipts = told.receipts.map((each) => ({ ...each, name: "" }));
  // What an account is told names its order forms.
  return { ...told, messages, receipts, content: may(viewer, "order-form:read") ? told.content : null };
}

async function holdsOf(changeId: string, accountId: string): Promise<HoldView[]> {
  const rows = await database().hold.findMany({
    where: { changeId, accountId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { decidedBy: true },
  });
  return Promise.all(
    rows.map(async ({ id, reason, createdAt, decision, decidedAt, decidedBy, sealed }) => ({
      ...{ id, reason, createdAt, decision, decidedAt },
      decidedBy: decidedBy && (await openPerson(database(), decidedBy)).name,
      text: sealed && (await openDecision(database(), { id, accountId, sealed })),
    })),
  );
}

async function closuresOf(noticeId: string, accountId: string): Promise<ClosureView[]> {
  const rows = await database().bounceClosure.findMany({
    where: { delivery: { noticeId, accountId } },
    orderBy: { closedAt: "asc" },
    include: { closedBy: true },
  });
  return Promise.all(
    rows.map(async ({ deliveryId, closedAt, closedBy, sealed }) => ({
      ...{ deliveryId, closedAt, closedBy: (await openPerson(database(), closedBy)).name },
      text: await openClosure(database(), { id: deliveryId, accountId, sealed }),
    })),
  );
}
