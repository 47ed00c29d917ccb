/** What notices that are not of a change are headed with: as subscribers read it, as the first account does, or by an advisory's id. */
import { z } from "zod";
import { openContent } from "@/server/notices/sealed-notice";
import { database } from "@/server/platform/database";

const Row = z.object({
  id: z.string(),
  subject: z.string().nullable(),
  accountId: z.string().nullable(),
  sealed: z.instanceof(Uint8Array).nullable(),
  advisoryId: z.string().nullable(),
});

/** @returns by notice, without those of a change and incidents of which nothing is written yet */
export async function noticeSubjects(noticeIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (noticeIds.length === 0) return new Map();
  const rows = await database().$queryRaw`
    SELECT n.id::text, t.subject, a."accountId"::text AS "accountId", a.sealed, u."advisoryId"
    FROM "Notice" n LEFT JOIN "AdvisoryPublication" u ON u.id = n."publicationId"
    LEFT JOIN "NoticeText" t ON t."noticeId" = n.id AND t.locale = 'en'
    LEFT JOIN LATERAL (
      SELECT p."accountId", p.sealed FROM "AccountNotice" p WHERE p."noticeId" = n.id AND p.sealed IS NOT NULL
      ORDER BY p."accountId" LIMIT 1) a ON t.subject IS NULL
    WHERE n.id = ANY(${[...new Set(noticeIds)]}::uuid[]) AND n."changeId" IS NULL`;
  const found = await Promise.all(
    z
      .array(Row)
      .parse(rows)
      .map(async ({ id, subject, accountId, sealed, advisoryId }) => {
        if (subject !== null) return [[id, subject] as const];
        const told =
          accountId && sealed && (await openContent(database(), { noticeId: id, accountId, sealed }))?.subject;
        const heading = told || advisoryId;
        return heading === null ? [] : [[id, heading] as const];
      }),
  );
  return new Map(found.flat());
}
