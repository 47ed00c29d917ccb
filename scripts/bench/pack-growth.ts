/**
 * How loading a pack grows with it. There is no build to publish: a pack is read, compiled and checked as a whole at start,
 * and again when a file changed. Two hundred pages stand for a publisher of many products.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { loadPack } from "@/server/content/load-pack";
import type { Bench } from "./bench-run";
import type { Comparison, Section } from "./comparison";

const publisher = "alphagen";
const pages = 200;
const rounds = 2;

export async function measurePackGrowth({ folder }: Bench): Promise<Section> {
  const whole: Seconds[] = [];
  const again: Seconds[] = [];
  let shippedPages = 0;
  // The compiler's own start is no pack's.
  await load(copyPack(join(folder, "pack-first")));
  for (let round = 0; round < rounds; round++) {
    const shipped = copyPack(join(folder, `pack-${round}`));
    const grown = copyPack(join(folder, `grown-${round}`));
    const added = addPages(grown);
    const reference = await load(shipped);
    const ours = await load(grown);
    shippedPages = reference.pages;
    if (ours.pages !== reference.pages + added.length) throw new Error(`${ours.pages} pages were read`);
    whole.push({ ours: ours.seconds / ours.pages, reference: reference.seconds / reference.pages });
    changeOne(join(shipped, publisher, "pages", "trust.mdx"));
    changeOne(added[0] ?? "");
    again.push({ ours: (await load(grown)).seconds, reference: (await load(shipped)).seconds });
  }
  const row = (what: string, seconds: readonly Seconds[]): Comparison => ({
    what,
    better: "less",
    reference: `the shipped pack, ${shippedPages} pages`,
    rounds: seconds.map(({ ours, reference }) => ({ ours: ours * 1000, reference: reference * 1000 })),
  });
  return {
    title: `A pack of ${pages + shippedPages} pages: read, compiled and checked`,
    notes: [
      "Nothing is built to publish: this is the work at start, and again when a file changed (pages that did not change are not compiled again).",
      "The added pages are copies of /trust under names of their own; for advisories see the section of that name.",
    ],
    comparisons: [row("first load, ms for each page", whole), row("after one page changed, ms in all", again)],
  };
}

interface Seconds {
  readonly ours: number;
  readonly reference: number;
}

async function load(contentDir: string): Promise<{ readonly seconds: number; readonly pages: number }> {
  const started = performance.now();
  const pack = await loadPack(contentDir, publisher);
  return { seconds: (performance.now() - started) / 1000, pages: Object.keys(pack.pages).length };
}

function copyPack(contentDir: string): string {
  mkdirSync(contentDir, { recursive: true });
  cpSync(resolve("content", publisher), join(contentDir, publisher), { recursive: true });
  return contentDir;
}

/** @returns the files added, each with a text of its own */
function addPages(contentDir: string): string[] {
  const folder = join(contentDir, publisher, "pages");
  const text = readFileSync(join(folder, "trust.mdx"), "utf8");
  return Array.from({ length: pages }, (_, index) => {
    const file = join(folder, `product-${index + 1}.mdx`);
    writeFileSync(file, `${text}\nThis page is about product ${index + 1}.\n`);
    return file;
  });
}

function changeOne(file: string): void {
  writeFileSync(file, `${readFileSync(file, "utf8")}\nOne sentence more.\n`);
}
