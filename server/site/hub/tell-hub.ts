/**
 * Tells the WebSub hub of each public feed that is not what the hub was last told of. That it was told is written down
 * after it said so, and only over what was known before: several servers may tell it twice, and none keeps it from being
 * told.
 */
import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { advisoryTopics } from "@/server/advisories/feed-files";
import type { Pack } from "@/server/content/pack";
import { digestOf } from "@/server/feeds/topic";
import { later, now, seconds } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import type { Settings } from "@/server/platform/env";
import { errorFields, log } from "@/server/platform/log";
import { pingHub } from "@/server/site/hub/ping";
import { changeTopics } from "@/server/subprocessors/changes/feed-files";

/** Milliseconds. */
export interface HubTimes {
  /** Before the hub is told, so that it does not read an answer that a server had ready from before. */
  readonly settling: number;
  readonly answer: number;
  /** After which no further feed is told of in this run. */
  readonly run: number;
}

/** A server's ready answers are up to five seconds old, what it knows of the pack one, and clocks differ a little. */
const usual: HubTimes = { settling: 10 * seconds, answer: 10 * seconds, run: 20 * seconds };

/** The rest are told of a minute later. */
const mostInRun = 20;

interface Due {
  readonly url: string;
  readonly whole: boolean;
  readonly digest: string;
  /** Null: the hub was never told. */
  readonly known: string | null;
}

export async function tellHub(
  database: Database,
  { webSubHub, publicUrl }: Pick<Settings, "webSubHub" | "publicUrl">,
  pack: Pick<Pack, "name" | "advisories">,
  at: Date,
  times: HubTimes = usual,
): Promise<void> {
  if (webSubHub === undefined) return;
  const topics = [...(await changeTopics(pack.name)), ...advisoryTopics(pack, at)].map(({ path, whole, digest }) => ({
    ...{ url: new URL(path, publicUrl).href, whole },
    // Another hub was told of nothing yet.
    digest: digestOf([webSubHub.href, digest]),
  }));
  const known = new Map((await database.hubTopic.findMany()).map(({ url, digest }) => [url, digest]));
  await forgetAllBut(database, new Set(topics.map(({ url }) => url)), [...known.keys()]);
  const due = topics
    .map((topic): Due => ({ ...topic, known: known.get(topic.url) ?? null }))
    .filter(({ digest, known }) => digest !== known);
  if (due.length === 0) return;
  await wait(times.settling);
  await tellOf(database, webSubHub, inTurn(due).slice(0, mostInRun), at, times);
}

async function forgetAllBut(database: Database, urls: ReadonlySet<string>, known: readonly string[]): Promise<void> {
  const gone = known.filter((url) => !urls.has(url));
  if (gone.length > 0) await database.hubTopic.deleteMany({ where: { url: { in: gone } } });
}

/** Whole feeds first. Of the others it begins anywhere, so that some which the hub refuses hold up no others. */
function inTurn(due: readonly Due[]): Due[] {
  const narrowed = due.filter(({ whole }) => !whole);
  const start = randomInt(narrowed.length + 1);
  return [...due.filter(({ whole }) => whole), ...narrowed.slice(start), ...narrowed.slice(0, start)];
}

/** Where one gets no answer, the others would wait for none either: they are told of a minute later. */
async function tellOf(database: Database, hub: URL, due: readonly Due[], at: Date, times: HubTimes): Promise<void> {
  const end = later(now(), times.run);
  const refusals: number[] = [];
  for (const topic of due) {
    if (now() >= end) break;
    const status = await pingHub(hub, topic.url, times.answer).catch(logNoAnswer);
    if (status === null) break;
    if (status >= 200 && status < 300) await recordTold(database, topic, at);
    else refusals.push(status);
  }
  if (refusals.length > 0) log("warning", "hub.refused", { feeds: refusals.length, status: refusals[0] });
}

/** fetch puts what went wrong under what it throws. The hub's address may hold a token, and is not said. */
function logNoAnswer(error: unknown): null {
  const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
  log("warning", "hub.no-answer", errorFields(reason));
  return null;
}

/** Not over what another server wrote meanwhile: that may be newer than ours. */
async function recordTold(database: Database, { url, digest, known }: Due, at: Date): Promise<void> {
  if (known === null) await database.hubTopic.createMany({ data: [{ url, digest, toldAt: at }], skipDuplicates: true });
  else await database.hubTopic.updateMany({ where: { url, digest: known }, data: { digest, toldAt: at } });
}
