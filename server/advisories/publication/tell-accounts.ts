/**
 * Tells the accounts that an advisory is for: a public one those that have ordered what it is about, a restricted one those
 * that may read it, also those that are chosen for it later. Nobody is told twice of one revision, whichever audience it
 * was published to first.
 */
import { accountsFor } from "@/server/advisories/access/readers";
import { audienceOf, tlpAt } from "@/server/advisories/policy";
import { portalAddress, publicAddress } from "@/server/advisories/publication/addresses";
import { concerned } from "@/server/advisories/publication/concerned";
import type { Circle } from "@/server/advisories/publication/due";
import { publicMail, restrictedMail } from "@/server/advisories/publication/wording";
import type { Advisory } from "@/server/content/advisories";
import type { Pack } from "@/server/content/pack";
import { tellAccount } from "@/server/notices/preparation/tell-account";
import { recordWebhookEvent } from "@/server/notices/webhooks/record-event";
import { servicesInForce } from "@/server/order-forms/in-force";
import { days, later } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";

/** How long accounts that come to be concerned are told; those that staff choose are told whenever that is. */
const openFor = 30 * days;

interface Open {
  readonly publicationId: string;
  readonly noticeId: string;
  readonly revision: number;
  readonly audience: Circle;
  readonly advisory: Advisory;
}

/** @returns how many accounts were told by this call */
export async function tellAccountsOfAdvisories(database: Database, pack: Pack, at: Date): Promise<number> {
  const open = await openPublications(database, pack, at);
  const isPublic = open.some(({ audience }) => audience === "public");
  const services = isPublic ? await servicesInForce(database) : new Map<string, readonly string[]>();
  let count = 0;
  for (const publication of open) {
    const to =
      publication.audience === "public"
        ? concerned(publication.advisory.meta, services)
        : await readersOf(database, pack.name, publication.advisory, at);
    const told = await toldOf(database, pack.name, publication, [...to.keys()]);
    for (const [accountId, ordered] of to)
      if (!told.has(accountId) && (await tell(database, pack, publication, { accountId, ordered }, at))) count += 1;
  }
  return count;
}

async function readersOf(database: Database, publisher: string, { meta }: Advisory, at: Date) {
  const ids = await accountsFor(database, publisher, meta, at);
  return new Map(ids.map((id) => [id, [] as readonly string[]]));
}

/** Of each advisory the newest publication to those who may see it now, while its list of accounts is open. */
async function openPublications(database: Database, pack: Pack, at: Date): Promise<Open[]> {
  const rows = await database.advisoryPublication.findMany({
    where: { publisher: pack.name, OR: [{ audience: "named" }, { publishedAt: { gt: later(at, -openFor) } }] },
    orderBy: [{ revision: "asc" }, { publishedAt: "asc" }],
    include: { notice: { select: { id: true } } },
  });
  const found = new Map<string, Open>();
  for (const { id, advisoryId, revision, audience, notice } of rows) {
    const advisory = pack.advisories.find(({ meta }) => meta.id === advisoryId);
    if (advisory === undefined || notice === null || audienceOf(advisory.meta, at) !== audience) continue;
    found.set(advisoryId, { publicationId: id, noticeId: notice.id, revision, audience, advisory });
  }
  return [...found.values()];
}

/** Of these accounts, those that were told of the revision. */
async function toldOf(
  transaction: Transaction,
  publisher: string,
  { advisory, revision }: Open,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT a."accountId"::text AS id FROM "AccountNotice" a
    JOIN "Notice" n ON n.id = a."noticeId"
    JOIN "AdvisoryPublication" p ON p.id = n."publicationId" AND p.publisher = ${publisher}
      AND p."advisoryId" = ${advisory.meta.id} AND p.revision = ${revision}
    WHERE a."accountId" = ANY(${[...accountIds]}::uuid[]) AND a."preparedAt" IS NOT NULL`;
  return new Set(rows.map(({ id }) => id));
}

interface Reader {
  readonly accountId: string;
  /** What of its services the advisory is about. */
  readonly ordered: readonly string[];
}

/** One account that cannot be told holds up no other; it is tried again. */
async function tell(database: Database, pack: Pack, open: Open, reader: Reader, at: Date): Promise<boolean> {
  try {
    return await database.$transaction((transaction) => tellOne(transaction, pack, open, reader, at));
  } catch (error) {
    const { noticeId } = open;
    log("error", "advisories.tell", { noticeId, accountId: reader.accountId, ...errorFields(error) });
    return false;
  }
}

/** The lock keeps a server that still sees the former audience from telling the account at the same moment. */
async function tellOne(
  transaction: Transaction,
  pack: Pack,
  open: Open,
  { accountId, ordered }: Reader,
  at: Date,
): Promise<boolean> {
  const key = `advisory/${pack.name}/${open.advisory.meta.id}/${accountId}`;
  await transaction.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  if ((await toldOf(transaction, pack.name, open, [accountId])).size > 0) return false;
  const { subject, text } = messageOf(
    pack,
    open,
    { ordered, revised: await knows(transaction, pack, open, accountId) },
    at,
  );
  if (!(await tellAccount(transaction, { noticeId: open.noticeId, accountId, subject, text }))) return false;
  const { id: advisory } = open.advisory.meta;
  if (open.audience !== "public")
    await recordWebhookEvent(transaction, {
      ...{ to: { accountId }, type: "advisory.published", subjectId: open.publicationId },
      data: { advisory, url: portalAddress(advisory) },
    });
  return true;
}

/** Whether the account was told of an earlier revision. */
async function knows(transaction: Transaction, pack: Pack, { advisory }: Open, accountId: string): Promise<boolean> {
  const publication = { publisher: pack.name, advisoryId: advisory.meta.id };
  const told = { accountId, preparedAt: { not: null }, notice: { publication } };
  return (await transaction.accountNotice.count({ where: told })) > 0;
}

/** Nothing is known of a contact's language. */
const locale = "en";

function messageOf(
  { publisher }: Pack,
  open: Open,
  { ordered, revised }: { readonly ordered: readonly string[]; readonly revised: boolean },
  at: Date,
) {
  const { advisory, audience } = open;
  const { meta } = advisory;
  const revision = meta.revisions[open.revision - 1];
  if (revision === undefined) throw new Error("the advisory does not know a revision that was published");
  const url = audience === "public" ? publicAddress(publisher, meta.id, locale) : portalAddress(meta.id);
  const names = { name: publisher.names.short, legalName: publisher.names.legal };
  const mail = { advisory, revision, revised, locale, url, publisher: names } as const;
  return audience === "public" ? publicMail(mail, ordered) : restrictedMail(mail, tlpAt(meta, at));
}
