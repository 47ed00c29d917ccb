/**
 * Preparing a notice: what each account is told, and whom of it, is written once, account by account, and freezes with it
 * (migration notice_clock). Safe from several servers and after a crash: an account is prepared whole or not at all.
 */
import { z } from "zod";
import type { Pack } from "@/server/content/pack";
import { contactLists, firstRecipients } from "@/server/notices/preparation/recipients";
import { concernOf } from "@/server/notices/preparation/relation";
import { freeze } from "@/server/notices/preparation/tell-account";
import { type Announced, accountText, publicText } from "@/server/notices/preparation/texts";
import { toldBefore } from "@/server/notices/preparation/told-before";
import { orderFormsInForce } from "@/server/order-forms/in-force";
import { days } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";
import { previousOf } from "@/server/subprocessors/changes/previous";
import { changeOf } from "@/server/subprocessors/changes/rows";

/** Accounts that are looked for at a time. */
const page = 500;

/** @returns how many accounts were prepared by this call */
export async function prepareNotices(database: Database, pack: Pack): Promise<number> {
  let count = 0;
  for (const announced of await unprepared(database, pack)) {
    await writePublicTexts(database, pack, announced);
    count += await prepareAccounts(database, pack, announced);
  }
  return count;
}

/** Notices with an account that waits, or without their public text. */
async function unprepared(database: Database, pack: Pack): Promise<Announced[]> {
  const rows = await database.notice.findMany({
    where: {
      publisher: pack.name,
      OR: [
        { kind: "withdrawal", change: { state: "withdrawn" } },
        { kind: "change", change: { state: { in: ["approved", "noticed", "effective"] } } },
      ],
      AND: { OR: [{ accounts: { some: waiting } }, { texts: { none: {} } }] },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { change: true },
  });
  const found: Announced[] = [];
  for (const { id, kind, change } of rows)
    if (change !== null && (kind === "change" || kind === "withdrawal"))
      found.push({ noticeId: id, kind, change: changeOf(change, await previousOf(database, change)) });
  return found;
}

const waiting = { preparedAt: null, account: { closedAt: null } } as const;

async function writePublicTexts(database: Database, pack: Pack, announced: Announced): Promise<void> {
  const { noticeId } = announced;
  const data = (["en", "nb"] as const).map((locale) => {
    const { subject, text } = publicText(pack, announced, locale);
    return { noticeId, locale, subject, text };
  });
  await database.noticeText.createMany({ data, skipDuplicates: true });
}

async function prepareAccounts(database: Database, pack: Pack, announced: Announced): Promise<number> {
  const { noticeId } = announced;
  let [count, after] = [0, "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const rows = await database.accountNotice.findMany({
      where: { noticeId, ...waiting, accountId: { gt: after } },
      orderBy: { accountId: "asc" },
      select: { accountId: true },
      take: page,
    });
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.accountId;
    for (const { accountId } of rows) if (await prepared(database, pack, announced, accountId)) count += 1;
  }
}

/** One account that cannot be prepared holds up no other; it is tried again, and the notice is not given before. */
async function prepared(database: Database, pack: Pack, announced: Announced, accountId: string): Promise<boolean> {
  try {
    return await database.$transaction((transaction) => prepareAccount(transaction, pack, announced, accountId));
  } catch (error) {
    log("error", "notices.prepare", { noticeId: announced.noticeId, accountId, ...errorFields(error) });
    return false;
  }
}

async function prepareAccount(
  transaction: Transaction,
  pack: Pack,
  announced: Announced,
  accountId: string,
): Promise<boolean> {
  const { noticeId, kind } = announced;
  const at = await claim(transaction, announced, accountId);
  if (at === null) return false;
  const forms = (await orderFormsInForce(transaction, [accountId])).get(accountId) ?? [];
  const regions = pack.publisher.regions.map(({ name }) => name);
  const concern = concernOf(announced.change, forms, regions);
  const contacts = firstRecipients(await contactLists(transaction, accountId, forms));
  const recipients =
    kind === "change" ? contacts : await toldBefore(transaction, announced.change.id, accountId, contacts);
  const { noticeDays, effectiveAt } = announced.change;
  const earliest = Math.max(at.getTime() + noticeDays * days, effectiveAt?.getTime() ?? 0);
  const { subject, text } = accountText(pack, announced, concern, new Date(earliest));
  const content = { subject, text, orderForms: [...concern.orderForms] };
  await freeze(transaction, { noticeId, accountId, kind, recipients, content, relation: concern.relation });
  return true;
}

const Claim = z.array(z.object({ at: z.date() }));

/**
 * The change is locked first, so that its withdrawal comes before or after all of this; then the account's row, unless
 * another server has it. @returns the database's time; null where there is nothing to do
 */
async function claim(
  transaction: Transaction,
  { noticeId, change }: Announced,
  accountId: string,
): Promise<Date | null> {
  const [held] = await transaction.$queryRaw<{ state: string }[]>`
    SELECT state::text FROM "SubProcessorChange" WHERE id = ${change.id}::uuid FOR SHARE`;
  if ((held?.state === "withdrawn") !== (change.state === "withdrawn")) return null;
  const rows = await transaction.$queryRaw`
    SELECT product_now() AS at FROM "AccountNotice" n JOIN "Account" a ON a.id = n."accountId"
    WHERE n."noticeId" = ${noticeId}::uuid AND n."accountId" = ${accountId}::uuid
      AND n."preparedAt" IS NULL AND a."closedAt" IS NULL
    FOR UPDATE OF n SKIP LOCKED`;
  return Claim.parse(rows)[0]?.at ?? null;
}
