/**
 * The feed of a thousand advisories: beside nginx, which serves the same bytes from a file, and what a reader costs who
 * has it already, beside one who is the first to ask. Then one contact's private feed beside the public one.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { contactViewerOf, makeContact, signFor } from "@/prisma/factories";
import { feedAddress, feedFiles } from "@/server/advisories/private-feeds/address";
import { makeFeed } from "@/server/advisories/private-feeds/tokens";
import { importAgreements } from "@/server/agreements/versions";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { Bench } from "./bench-run";
import { measureBesideNginx } from "./beside-nginx";
import type { Comparison, Round, Section } from "./comparison";
import { median } from "./comparison";
import { connections } from "./load";
import { startProduct } from "./product-server";

const advisories = 1000;
const products = 50;
const rounds = 5;
const askedAgain = 100;
const publisher = "alphagen";
const sample = `content/demo/${publisher}/advisories/AGSA-2026-7F3K9Q.mdx`;

export async function measureAdvisories(bench: Bench): Promise<Section> {
  const contentDir = join(bench.folder, "advisories");
  addAdvisories(contentDir);
  const product = await startProduct(bench.children, bench.dataDir, { CONTENT_DIR: contentDir });
  const feed = `${product.origin}/advisories/rss.xml`;
  const { bytes, notes, comparisons } = await measureBesideNginx(bench, feed);
  const known = await measureKnown(feed);
  const own = await measurePrivate(feed, new URL(feedFiles.rss, await privateFeed(new URL(product.origin))).href);
  await product.stop();
  return {
    title: `${advisories} advisories: their RSS feed, ${connections} connections, ${(bytes / 1024).toFixed(1)} KB`,
    notes: [...notes, "A feed holds the newest hundred. Who has it already asks with its entity tag and gets 304."],
    comparisons: [...comparisons, known, own],
  };
}

/** One request after the other; the first one of a product's feed waits for it to be made. */
async function measureKnown(feed: string): Promise<Comparison> {
  const first = await fetch(feed);
  await first.arrayBuffer();
  const tag = first.headers.get("etag") ?? "";
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    for (let asked = 0; asked < askedAgain; asked++) times.push(await timed(feed, { "If-None-Match": tag }, 304));
    measured.push({ ours: median(times), reference: await timed(`${feed}?product=product-${round}`, {}, 200) });
  }
  return {
    what: "a conditional GET, ms",
    better: "less",
    reference: "a feed made for its first reader",
    rounds: measured,
  };
}

/** Whose contact it is and what it may read is asked anew each time. */
async function measurePrivate(feed: string, privateFeed: string): Promise<Comparison> {
  await timed(privateFeed, {}, 200);
  const measured: Round[] = [];
  const medianOf = async (url: string) => {
    const times: number[] = [];
    for (let asked = 0; asked < askedAgain; asked++) times.push(await timed(url, {}, 200));
    return median(times);
  };
  for (let round = 0; round < rounds; round++)
    measured.push({ ours: await medianOf(privateFeed), reference: await medianOf(feed) });
  return { what: "a private feed, ms", better: "less", reference: "the public feed", rounds: measured };
}

/** @returns the address of a new contact, who has signed */
async function privateFeed(origin: URL): Promise<string> {
  const pack = await currentPack();
  await importAgreements(database(), pack);
  const viewer = await contactViewerOf((await makeContact(["signatory"])).personId);
  await signFor(pack, viewer);
  return feedAddress(origin, await makeFeed(database(), pack.name, viewer, now()));
}

/** @returns milliseconds @throws Error where it is answered otherwise */
async function timed(url: string, headers: Record<string, string>, wanted: number): Promise<number> {
  const started = performance.now();
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  if (answer.status !== wanted) throw new Error(`${url} answered ${answer.status}, not ${wanted}`);
  return performance.now() - started;
}

/** The shipped pack with a thousand advisories of its own, a minute apart, about fifty products. */
function addAdvisories(contentDir: string): void {
  cpSync(resolve("content"), contentDir, { recursive: true });
  const folder = join(contentDir, publisher, "advisories");
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(sample, "utf8");
  for (let index = 0; index < advisories; index++) {
    const id = `BNCH-2026-${String(index).padStart(6, "0")}`;
    const at = (day: number) => new Date(Date.UTC(2026, 0, day, 0, index)).toISOString();
    writeFileSync(
      join(folder, `${id}.mdx`),
      text
        .replace("AGSA-2026-7F3K9Q", id)
        .replace("id: demonstration-workspace", `id: product-${index % products}`)
        .replace("2026-09-16T09:00:00Z", at(1))
        .replace("2026-09-22T10:30:00Z", at(2)),
    );
  }
}
