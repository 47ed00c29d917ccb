/**
 * An index of the data processing agreement's annexes as far as the publisher's own TOMs tell of them. Built where
 * those say which annex they are; of any other annex nothing is known, and the index says so.
 */
import { notStated } from "@/server/content/publisher-schema";
import type { PdfDocument } from "@/server/seal/pdf-document";
import { beforeTable, keepTogether, writeMeasures } from "@/server/vault/built/blocks";
import { mentioning } from "@/server/vault/built/measure-selection";
import { openDocument } from "@/server/vault/built/opening";
import { pageParts } from "@/server/vault/built/page-parts";
import { type Draft, type Ground, nameOf, tomsGround } from "@/server/vault/built/source";

interface Annex {
  readonly letter: string;
  /** The publisher's sentence. */
  readonly sentence: string;
}

export function buildAnnexIndex(given: Ground): Draft | null {
  const ground = tomsGround(given);
  const annex = ground === null ? null : annexIn(ground);
  if (ground === null || annex === null) return null;
  const { pack, source } = ground;
  const title = "DPA annex index";
  const pdf = openDocument(ground, {
    title,
    subtitle: `Where the annexes of ${pack.publisher.names.short}’s data processing agreement (DPA) stand in this pack.`,
    derived: "It lists what that document says of the DPA and adds nothing. The DPA itself is not part of this pack.",
  });
  writeAnnexes(pdf, ground, annex);
  writeContents(pdf, ground, annex);
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Measures that refer to the DPA");
  writeMeasures(pdf, ground, mentioning(pack.measures.list, /\bDPA (Template|section|§)|\bper DPA\b/));
  return {
    slug: "dpa-annex-index",
    title,
    description: `The annexes of the DPA as far as ${source.named} tells of them: Annex ${annex.letter} is that document.`,
    kind: "data_protection",
    source,
    pdf,
  };
}

/** Null unless the page names exactly one annex. */
function annexIn({ pack, source, at }: Ground): Annex | null {
  const text = pageParts(pack, source.page, at)
    .flatMap((part) => (part.kind === "markdown" ? [part.text] : []))
    .join("\n")
    .replace(/\s+/g, " ");
  const letters = new Set([...text.matchAll(/\bAnnex ([A-Z]|\d+)\b/g)].flatMap((match) => match[1] ?? []));
  const [letter] = letters;
  const sentence = /[^.]*\bAnnex (?:[A-Z]|\d+)\b[^.]*\./.exec(text)?.[0].trim();
  return letters.size === 1 && letter !== undefined && sentence !== undefined ? { letter, sentence } : null;
}

function writeAnnexes(pdf: PdfDocument, { source }: Ground, { letter, sentence }: Annex): void {
  const before = earlierLetters(letter);
  const unknown = (name: string) => [name, notStated, notStated];
  keepTogether(pdf, beforeTable);
  pdf.heading(2, "Annexes");
  pdf.table({
    head: ["Annex", "What it holds", "Where it stands"],
    rows: [
      ...before.map((earlier) => unknown(`Annex ${earlier}`)),
      [`Annex ${letter}`, source.page.meta.title, `In this security pack, as ${source.named}`],
      unknown("Any further annex"),
    ],
    widths: [22, 42, 36],
    rowHeads: true,
  });
  pdf.smallPrint(`The publisher’s words: “${sentence}”`);
}

/** A and B for C; the numbers before a number. */
function earlierLetters(letter: string): string[] {
  if (/^\d+$/.test(letter)) return Array.from({ length: Math.min(Number(letter) - 1, 26) }, (_, at) => String(at + 1));
  return Array.from({ length: letter.charCodeAt(0) - 65 }, (_, at) => String.fromCharCode(65 + at));
}

function writeContents(pdf: PdfDocument, { pack, source }: Ground, { letter }: Annex): void {
  const rows = source.page.anchors.flatMap(({ id, title }) => {
    const stated = pack.measures.list.filter(({ section }) => section === `${source.page.address}#${id}`);
    return stated.length === 0 ? [] : [[title, stated.map(nameOf).join("; ")]];
  });
  if (rows.length === 0) return;
  keepTogether(pdf, beforeTable);
  pdf.heading(2, `Measures in Annex ${letter}, by section`);
  pdf.table({ head: ["Section", "Measures stated in it"], rows, widths: [35, 65], rowHeads: true });
}
