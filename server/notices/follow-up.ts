/**
 * What was not taken goes on to the account's next contact: a message that failed, one that came back before the account's
 * own time, and a notice that had no recipient at all. An account that nobody is left for is on the worklist of staff, and
 * is told as soon as it has another contact.
 */
import { z } from "zod";
import { accountKey } from "@/server/agreements/sealed-evidence";
import { recordEvent } from "@/server/audit/events";
import {
  type ContactLists,
  contactLists,
  firstRecipients,
  nextRecipient,
} from "@/server/notices/preparation/recipients";
import { queueDelivery } from "@/server/notices/queue-delivery";
import { openRecipient, type Recipient } from "@/server/notices/sealed-notice";
import { orderFormsInForce } from "@/server/order-forms/in-force";
import type { Database, Transaction } from "@/server/platform/database";
import { Prisma } from "@/server/platform/generated/prisma/client";
import { errorFields, log } from "@/server/platform/log";

/** @returns how many messages were queued by this call */
export async function followUpNotices(database: Database, publisher: string): Promise<number> {
  const open = await unanswered(database, publisher);
  const places = new Map(open.map((each) => [`${each.noticeId}/${each.accountId}`, each]));
  let count = 0;
  for (const place of places.values()) {
    try {
      count += await database.$transaction((transaction) => followAccount(transaction, publisher, place));
    } catch (error) {
      // One account that cannot be followed holds up no other.
      const { noticeId, accountId } = place;
      log("error", "notices.follow-up", { noticeId, accountId, ...errorFields(error) });
    }
  }
  return count;
}

interface Place {
  readonly noticeId: string;
  readonly accountId: string;
  readonly changeId: string;
}

const Unanswered = z.array(
  z.object({
    noticeId: z.string(),
    accountId: z.string(),
    changeId: z.string(),
    /** The message that nothing follows yet; null where the account has none. */
    deliveryId: z.string().nullable(),
  }),
);

/** Accounts that were not told, or whose own time may not be over: few among all there ever were, and found by indexes. */
const stillMatters = Prisma.sql`
  SELECT "noticeId", "accountId" FROM "AccountNotice" WHERE "givenAt" IS NULL
  UNION SELECT "noticeId", "accountId" FROM "AccountNotice"
    WHERE greatest("preparedAt", "givenAt") > product_now() - (SELECT notice_time(max("noticeDays")) FROM "SubProcessorChange")
  UNION SELECT a."noticeId", a."accountId" FROM "SubProcessorChange" s JOIN "Notice" n ON n."changeId" = s.id
    JOIN "AccountNotice" a ON a."noticeId" = n.id WHERE s."effectiveAt" > product_now()`;

/**
 * Messages that nothing follows yet, of accounts that are active, while following them can still matter: until the
 * account's own time, and where it was not told at all, until it is decided to stay without the change.
 * @param place of one account; all of them otherwise
 */
async function unanswered(transaction: Transaction, publisher: string, place?: Place) {
  const places = place
    ? Prisma.sql`SELECT ${place.noticeId}::uuid AS "noticeId", ${place.accountId}::uuid AS "accountId"`
    : stillMatters;
  return Unanswered.parse(
    await transaction.$queryRaw`
    WITH place AS (${places}), untaken AS (
      SELECT p.*, d.id AS "deliveryId"
      FROM place p JOIN "Delivery" d ON d."noticeId" = p."noticeId" AND d."accountId" = p."accountId"
      WHERE d.state IN ('failed', 'bounced') AND NOT EXISTS (SELECT 1 FROM "Delivery" f WHERE f."replacesId" = d.id)
      UNION ALL
      SELECT p.*, NULL FROM place p
      WHERE NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d."noticeId" = p."noticeId" AND d."accountId" = p."accountId"))
    SELECT u."noticeId"::text, u."accountId"::text, n."changeId"::text, u."deliveryId"::text
    FROM untaken u
    JOIN "AccountNotice" a ON a."noticeId" = u."noticeId" AND a."accountId" = u."accountId" AND a."preparedAt" IS NOT NULL
    JOIN "Account" c ON c.id = a."accountId" AND c."closedAt" IS NULL
    JOIN "Notice" n ON n.id = a."noticeId" AND n.publisher = ${publisher}
    JOIN "SubProcessorChange" s ON s.id = n."changeId" AND (s.state = 'withdrawn') = (n.kind = 'withdrawal')
    WHERE (a."givenAt" IS NULL OR product_now() < coalesce(
        CASE WHEN s.waits THEN account_window_until(s.id, a."accountId") END, a."preparedAt" + notice_time(s."noticeDays")))
      AND NOT EXISTS (
        SELECT 1 FROM "Hold" h WHERE h."changeId" = s.id AND h."accountId" = a."accountId" AND h.decision = 'exclude')
    ORDER BY 1, 2, 4`,
  );
}

async function followAccount(transaction: Transaction, publisher: string, place: Place): Promise<number> {
  if (!(await claimAccount(transaction, place))) return 0;
  const { noticeId, accountId } = place;
  const open = await unanswered(transaction, publisher, place);
  if (open.length === 0) return 0;
  const forms = (await orderFormsInForce(transaction, [accountId])).get(accountId) ?? [];
  const lists = await contactLists(transaction, accountId, forms);
  let count = 0;
  for (const { replacesId, recipient } of steps(open, lists, await triedOf(transaction, place))) {
    const deliveryId = await queueDelivery(transaction, { noticeId, accountId, recipient, ...replacesId });
    await recordSentOn(transaction, { ...place, deliveryId, actorId: null });
    count += 1;
  }
  return count;
}

/** The change first, as whoever withdraws it locks; then the account's row, unless another server has it. */
export async function claimAccount(
  transaction: Transaction,
  { noticeId, accountId, changeId }: Place,
): Promise<boolean> {
  await transaction.$queryRaw`SELECT id::text FROM "SubProcessorChange" WHERE id = ${changeId}::uuid FOR SHARE`;
  const claimed = await transaction.$queryRaw<unknown[]>`
    SELECT 1 AS claimed FROM "AccountNotice" WHERE "noticeId" = ${noticeId}::uuid AND "accountId" = ${accountId}::uuid
    FOR UPDATE SKIP LOCKED`;
  return claimed.length > 0;
}

interface Step {
  readonly recipient: Recipient;
  readonly replacesId: { readonly replacesId?: string };
}

/** For each message that nothing follows, the next contact who was not tried; for an account without any, its first recipients. */
function steps(
  open: readonly { readonly deliveryId: string | null }[],
  lists: ContactLists,
  tried: readonly string[],
): Step[] {
  const known = [...tried];
  return open.flatMap(({ deliveryId }) => {
    if (deliveryId === null) return firstRecipients(lists).map((recipient) => ({ recipient, replacesId: {} }));
    const recipient = nextRecipient(lists, known);
    if (recipient === undefined) return [];
    known.push(recipient.email);
    return [{ recipient, replacesId: { replacesId: deliveryId } }];
  });
}

/** Addresses that a message of this notice went or goes to. */
export async function triedOf(transaction: Transaction, { noticeId, accountId }: Place): Promise<string[]> {
  const rows = await transaction.delivery.findMany({
    where: { noticeId, accountId },
    select: { id: true, sealed: true },
  });
  const tried: string[] = [];
  for (const { id, sealed } of rows) {
    const recipient = sealed && (await openRecipient(transaction, { id, accountId, sealed }));
    if (recipient) tried.push(recipient.email);
  }
  return tried;
}

/** The log names the message, whose row holds the address under the account's key. */
export async function recordSentOn(
  transaction: Transaction,
  { noticeId, accountId, deliveryId, actorId }: Place & { deliveryId: string; actorId: string | null },
): Promise<void> {
  await recordEvent(transaction, {
    ...{ kind: "notice.sent-on", actorId, accountId, subjectId: noticeId },
    dataKeyId: await accountKey(transaction, accountId),
    details: { delivery: deliveryId },
  });
}
