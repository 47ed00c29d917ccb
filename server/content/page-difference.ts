/**
 * What changed between two versions of a page, section by section: passages that are there in one alone, and within a
 * passage that both have, the words.
 */
import { diffArrays, diffWords } from "diff";
import type { PageFacts } from "./fact-words";
import { type Block, type BlockSection, sectionsOf } from "./page-blocks";
import type { Comparison } from "./versions";

export interface WordRun {
  readonly change: "same" | "inserted" | "deleted";
  readonly text: string;
}

export interface BlockDifference {
  readonly kind: Block["kind"];
  readonly runs: readonly WordRun[];
}

export interface SectionDifference {
  /** The anchor; "" for what stands before the first heading. */
  readonly id: string;
  readonly title: readonly WordRun[];
  readonly change: "same" | "changed" | "inserted" | "deleted";
  readonly blocks: readonly BlockDifference[];
}

/** In the order of the later text; a section that is gone stands after the one it followed. */
export function pageDifference(facts: PageFacts, { from, to }: Comparison, now: Date): SectionDifference[] {
  return differenceOf(sectionsOf(facts, from, now), sectionsOf(facts, to, now));
}

/** The same of any two texts in sections. */
export function differenceOf(before: readonly BlockSection[], after: readonly BlockSection[]): SectionDifference[] {
  const differences: SectionDifference[] = [];
  const gone = before.filter(({ id }) => !after.some((section) => section.id === id));
  const pushGoneAfter = (id: string) => {
    for (const section of followersOf(id, before, gone)) differences.push(whole(section, "deleted"));
  };
  for (const section of after) {
    const earlier = before.find(({ id }) => id === section.id);
    differences.push(earlier === undefined ? whole(section, "inserted") : compared(earlier, section));
    if (earlier !== undefined) pushGoneAfter(section.id);
  }
  return differences;
}

/** Those of `gone` that follow the section `id` directly. */
function followersOf(id: string, before: readonly BlockSection[], gone: readonly BlockSection[]): BlockSection[] {
  const followers: BlockSection[] = [];
  for (let at = before.findIndex((section) => section.id === id) + 1; at < before.length; at += 1) {
    const section = before[at];
    if (section === undefined || !gone.includes(section)) break;
    followers.push(section);
  }
  return followers;
}

function whole({ id, title, blocks }: BlockSection, change: "inserted" | "deleted"): SectionDifference {
  return {
    id,
    title: [{ change, text: title }],
    change,
    blocks: blocks.map(({ kind, text }) => ({ kind, runs: [{ change, text }] })),
  };
}

function compared(before: BlockSection, after: BlockSection): SectionDifference {
  const title = before.title === after.title ? [same(after.title)] : wordRuns(before.title, after.title);
  const blocks = blockDifferences(before.blocks, after.blocks);
  const untouched = title.every(isSame) && blocks.every(({ runs }) => runs.every(isSame));
  return { id: after.id, title, change: untouched ? "same" : "changed", blocks };
}

const same = (text: string): WordRun => ({ change: "same", text });
const isSame = ({ change }: WordRun) => change === "same";

function blockDifferences(before: readonly Block[], after: readonly Block[]): BlockDifference[] {
  const differences: BlockDifference[] = [];
  let removed: Block[] = [];
  const settle = (added: readonly Block[]) => {
    differences.push(...paired(removed, added));
    removed = [];
  };
  const comparator = (a: Block, b: Block) => a.kind === b.kind && a.text === b.text;
  for (const part of diffArrays([...before], [...after], { comparator })) {
    if (part.removed) removed = part.value;
    else if (part.added) settle(part.value);
    else {
      settle([]);
      differences.push(...part.value.map(({ kind, text }) => ({ kind, runs: [same(text)] })));
    }
  }
  settle([]);
  return differences;
}

/** A passage that was rewritten is shown once, with its words marked, where enough of it stayed. */
function paired(removed: readonly Block[], added: readonly Block[]): BlockDifference[] {
  const differences: BlockDifference[] = [];
  let next = 0;
  for (const block of added) {
    const at = removed.findIndex((old, index) => index >= next && old.kind === block.kind && isAlike(old, block));
    const old = removed[at];
    if (old === undefined) differences.push({ kind: block.kind, runs: [{ change: "inserted", text: block.text }] });
    else {
      differences.push(...removed.slice(next, at).map(deleted));
      differences.push({ kind: block.kind, runs: wordRuns(old.text, block.text) });
      next = at + 1;
    }
  }
  return [...differences, ...removed.slice(next).map(deleted)];
}

const deleted = ({ kind, text }: Block): BlockDifference => ({ kind, runs: [{ change: "deleted", text }] });

/** Whether half of the words of both together are in both: cheap, so that only texts worth it are compared by word. */
function isAlike(before: Block, after: Block): boolean {
  const counts = new Map<string, number>();
  const words = before.text.split(" ");
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const others = after.text.split(" ");
  let shared = 0;
  for (const word of others) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    shared += 1;
  }
  return 4 * shared >= words.length + others.length;
}

/** Finds words where no spaces part them. It keeps a copy of the whole text with each word, so long texts go without. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });
/** Characters of both texts together. */
const longestSegmented = 5000;
/** With more changes than this a passage is told as a whole: its words would take long to sort, and tell no more. */
const maxEditLength = 400;

function wordRuns(before: string, after: string): WordRun[] {
  const short = before.length + after.length <= longestSegmented;
  const parts = diffWords(before, after, { maxEditLength, ...(short ? { intlSegmenter: segmenter } : {}) });
  if (parts === undefined)
    return [
      { change: "deleted", text: before },
      { change: "inserted", text: after },
    ];
  return parts.map(({ value, added, removed }) => ({
    change: added ? "inserted" : removed ? "deleted" : "same",
    text: value,
  }));
}
