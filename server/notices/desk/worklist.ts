/**
 * What staff must settle about notices: accounts that nobody is left to tell, and messages that came back too late to undo
 * anything. It follows from the rows; only what staff found about a late one is kept beside them.
 */
import { z } from "zod";
import { may } from "@/server/access/permissions";
import type { Viewer } from "@/server/access/viewer";
import { noticeSubjects } from "@/server/notices/desk/subjects";
import { database } from "@/server/platform/database";
import { ChangeKind, ChangeState, NoticeKind } from "@/server/platform/generated/prisma/enums";

const Item = z.object({
  noticeId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  /** `untold`: the account is not told; `returned`: it was told, and this message of it came back later. */
  why: z.enum(["untold", "returned"]),
  /** The message that came back; null for an account that is not told. */
  deliveryId: z.string().nullable(),
  noticeKind: z.enum(NoticeKind),
  /** Null for a notice of something else than a change. */
  kind: z.enum(ChangeKind).nullable(),
  name: z.string().nullable(),
  state: z.enum(ChangeState).nullable(),
  /** When the change is in force for the others; null while that is not fixed. */
  effectiveAt: z.date().nullable(),
});

export interface WorkItem extends Omit<z.infer<typeof Item>, "kind" | "name" | "state"> {
  readonly change: { readonly kind: ChangeKind; readonly name: string; readonly state: ChangeState } | null;
  /** What a notice of something else is headed with. */
  readonly subject: string | null;
}

const most = 200;

/** The most urgent first. @param noticeId of one notice; of all otherwise */
export async function listWork(viewer: Viewer, publisher: string, noticeId: string | null = null): Promise<WorkItem[]> {
  if (!may(viewer, "notice:work")) return [];
  const rows = await database().$queryRaw`
    WITH place AS (
      SELECT a."noticeId", a."accountId", a."givenAt", c."legalName" AS "accountName", n.kind AS "noticeKind", s.id AS "changeId",
        s.kind, s.name, s.state, s."effectiveAt"
      FROM "AccountNotice" a
      JOIN "Account" c ON c.id = a."accountId" AND c."closedAt" IS NULL
      JOIN "Notice" n ON n.id = a."noticeId" AND n.publisher = ${publisher}
      LEFT JOIN "SubProcessorChange" s ON s.id = n."changeId"
      WHERE a."preparedAt" IS NOT NULL AND (s.id IS NULL OR (s.state = 'withdrawn') = (n.kind = 'withdrawal'))
        AND (${noticeId}::uuid IS NULL OR n.id = ${noticeId}::uuid)),
    item AS (
      SELECT p.*, 'untold' AS why, NULL::uuid AS "deliveryId" FROM place p
      WHERE p."givenAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d."noticeId" = p."noticeId" AND d."accountId" = p."accountId" AND d.state = 'queued')
        AND NOT EXISTS (SELECT 1 FROM "Hold" h WHERE h."changeId" = p."changeId" AND h."accountId" = p."accountId" AND h.decision = 'exclude')
      UNION ALL
      SELECT p.*, 'returned', d.id FROM place p
      JOIN "Delivery" d ON d."noticeId" = p."noticeId" AND d."accountId" = p."accountId" AND d.state = 'bounced'
      WHERE p."givenAt" IS NOT NULL AND d."bouncedAt" >= account_window_until(p."changeId", p."accountId")
        AND NOT EXISTS (SELECT 1 FROM "Delivery" f WHERE f."replacesId" = d.id)
        AND NOT EXISTS (SELECT 1 FROM "BounceClosure" b WHERE b."deliveryId" = d.id))
    SELECT "noticeId"::text, "accountId"::text, "accountName", why, "deliveryId"::text, "noticeKind"::text AS "noticeKind",
      kind::text, name, state::text, "effectiveAt"
    FROM item ORDER BY why DESC, "effectiveAt" ASC NULLS LAST, "accountName", "deliveryId" LIMIT ${most}`;
  const items = z.array(Item).parse(rows);
  const subjects = await noticeSubjects(items.flatMap((item) => (item.kind === null ? [item.noticeId] : [])));
  return items.map(({ kind, name, state, ...item }) => ({
    ...item,
    change: kind === null || name === null || state === null ? null : { kind, name, state },
    subject: subjects.get(item.noticeId) ?? null,
  }));
}
