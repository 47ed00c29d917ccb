/**
 * Tells subscribers of reports and of documents what is new: it is written down, its notice begins in the same transaction,
 * and then its list of subscribers is written. Any number of servers may take each step at once.
 */
import { recordEvent } from "@/server/audit/events";
import { offeredAddress } from "@/server/content/offered-address";
import type { Pack } from "@/server/content/pack";
import { beginNotice } from "@/server/notices/begin-notice";
import { queueSubscribers, writeList } from "@/server/notices/sending/list-subscribers";
import type { Database, Transaction } from "@/server/platform/database";
import { errorFields, log } from "@/server/platform/log";
import { type News, newsAmong, type Published, publishedContent } from "@/server/site/news/published";
import { newsMail } from "@/server/site/news/wording";
import { documentsInForce } from "@/server/vault/in-force";
import type { Locale } from "@/server/words/locale";

/**
 * What there is when a deployment first looks is no news: it is written down, and nobody is told. It is looked at once the
 * pack's documents are built, which would else all be news a moment later.
 */
export async function seeContentFirst(database: Database, pack: Pack, at: Date): Promise<void> {
  const where = { publisher: pack.name };
  if ((await database.contentPublication.count({ where })) > 0) return;
  const data = (await contentAt(database, pack, at)).map((each) => rowOf(pack, each));
  await database.$transaction(async (transaction) => {
    const key = `content/${pack.name}`;
    await transaction.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
    // A server that was quicker has written down what there is, and what comes after that is news.
    if ((await transaction.contentPublication.count({ where })) === 0)
      await transaction.contentPublication.createMany({ data });
  });
}

/** Nothing is news before the first sight. @returns how many notices were begun by this call */
export async function publishContent(database: Database, pack: Pack, at: Date): Promise<number> {
  const known = await database.contentPublication.findMany({
    where: { publisher: pack.name },
    select: { key: true, version: true },
  });
  const news = known.length === 0 ? [] : newsAmong(await contentAt(database, pack, at), known);
  let count = 0;
  for (const group of grouped(news)) {
    try {
      count += (await database.$transaction((each) => publishTogether(each, pack, group))) ? 1 : 0;
    } catch (error) {
      // What cannot be published holds up nothing else.
      log("error", "content.publish", { content: group.map(({ key }) => key).join(" "), ...errorFields(error) });
    }
  }
  await listContentSubscribers(database, pack.name);
  return count;
}

async function contentAt(database: Database, pack: Pack, at: Date): Promise<Published[]> {
  return publishedContent(pack, await documentsInForce(database, pack.name, at), at);
}

const rowOf = ({ name }: Pack, { topic, key, version }: Published) => ({ publisher: name, topic, key, version });

/** A page's new version builds several documents anew: they come in one message. */
function grouped(news: readonly News[]): News[][] {
  const documents = news.filter(({ kind }) => kind === "document");
  const others = news.filter(({ kind }) => kind !== "document").map((each) => [each]);
  return documents.length === 0 ? others : [...others, documents];
}

/** @returns false where another server was quicker with all of them */
async function publishTogether(transaction: Transaction, pack: Pack, group: readonly News[]): Promise<boolean> {
  const rows = await transaction.contentPublication.createManyAndReturn({
    data: group.map((each) => rowOf(pack, each)),
    skipDuplicates: true,
    select: { id: true, key: true },
  });
  const [first, ...others] = group.filter(({ key }) => rows.some((row) => row.key === key));
  const id = rows.find(({ key }) => key === first?.key)?.id;
  if (first === undefined || id === undefined) return false;
  const news = [first, ...others] as const;
  const of = { kind: "content", contentPublicationId: id } as const;
  const texts = { en: textIn(pack, news, "en"), nb: textIn(pack, news, "nb") };
  await beginNotice(transaction, { publisher: pack.name, of, texts });
  await recordEvent(transaction, {
    ...{ kind: "content.published", actorId: null, subjectId: id },
    details: { publisher: pack.name, content: news.map(({ key, version }) => `${key} ${version}`) },
  });
  return true;
}

function textIn({ publisher }: Pack, news: readonly [News, ...News[]], locale: Locale) {
  const { short: name, legal: legalName } = publisher.names;
  const url = offeredAddress(publisher, news[0].path, locale);
  return newsMail({ news, publisher: { name, legalName }, url, locale });
}

async function listContentSubscribers(database: Database, publisher: string): Promise<void> {
  const open = await database.notice.findMany({
    where: { publisher, listedAt: null, kind: "content" },
    select: { id: true, contentPublication: { select: { topic: true } } },
    orderBy: { createdAt: "asc" },
  });
  for (const { id, contentPublication } of open)
    if (contentPublication !== null)
      await writeList(database, id, "content.subscribers", () =>
        queueSubscribers(database, { id, publisher }, { topic: contentPublication.topic }),
      );
}
