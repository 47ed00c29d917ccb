/**
 * A content page set for print: what the page says, with its version, contents and history. The same pack gives the same
 * bytes until one of its dates passes.
 */
import { setImmediate as others } from "node:timers/promises";
import { dateInWords } from "@/server/content/calendar";
import type { Pack, Page } from "@/server/content/pack";
import { notStated } from "@/server/content/publisher-schema";
import { versionsOf } from "@/server/content/versions";
import { type MarkdownOptions, writeMarkdown } from "@/server/seal/markdown-pdf";
import { createPdf, type PdfDocument } from "@/server/seal/pdf-document";
import { drawFigure } from "@/server/vault/built/figures/draw-figure";
import { wholePage } from "@/server/vault/built/page-parts";
import { type Ground, nextReviewInWords, sourceIn, standingSince } from "@/server/vault/built/source";

interface Made {
  readonly pack: Pack;
  readonly since: string;
  readonly origin: string;
  readonly bytes: Promise<Uint8Array>;
}

/** The last one of each page: a PDF takes a while to draw, and stays the same for long. */
const made = new Map<string, Made>();

/** @param origin of the site, for the links: `https://trust.example` */
export function pagePdf(pack: Pack, page: Page, now: Date, origin: string): Promise<Uint8Array> {
  const ground: Ground = { pack, source: sourceIn(page), at: now };
  const since = standingSince(ground);
  const known = made.get(page.name);
  if (known?.pack === pack && known.since === since && known.origin === origin) return known.bytes;
  const bytes = draw(ground, origin);
  made.set(page.name, { pack, since, origin, bytes });
  bytes.catch(() => made.delete(page.name));
  return bytes;
}

/**
 * Drawn twice: the contents stand first, and only the drawn text knows which page each section begins on. Drawing takes
 * seconds, so whoever waits for another page is let in between.
 */
async function draw(ground: Ground, origin: string): Promise<Uint8Array> {
  await others();
  const { headings } = write(ground, origin, []);
  await others();
  const numbers = headings.filter(({ level }) => level === 2).slice(ownHeadings.length);
  return write(
    ground,
    origin,
    numbers.map(({ page }) => page),
  ).finish();
}

/** Headings of the second level that stand before the page's own. */
const ownHeadings = ["Document history", "Contents"] as const;

/** @param numbers the page that each section begins on; 0 is written where one is not known */
function write(ground: Ground, origin: string, numbers: readonly number[]): PdfDocument {
  const { pack, source, at } = ground;
  const { page, draft } = source;
  const { title, description, version, effectiveDate } = page.meta;
  const { legal, short } = pack.publisher.names;
  const state = draft ? "DRAFT · " : "";
  const pdf = createPdf({
    title: `${short}: ${title}`,
    author: legal,
    subject: description,
    language: "en-GB",
    createdAt: new Date(`${effectiveDate}T00:00:00Z`),
    accent: pack.publisher.accent,
    header: `${state}${short} · ${title}`,
    footer: `${state}${short} · ${title} · version ${version}`,
  });
  pdf.title(title, { kicker: `${state}${short}`, subtitle: description });
  pdf.keyValues(particulars(ground, origin));
  writeHistory(pdf, page);
  writeContents(pdf, page, numbers);
  if (pdf.room < mostRoomLeft) pdf.pageBreak();
  const options = { baseUrl: `${origin}${page.address}`, knownSite: origin, mostColumns: 5 };
  for (const part of wholePage(pack, page, at)) {
    if (part.kind === "markdown") writeText(pdf, part.text, options);
    else drawFigure(pdf, part.figure, pack.publisher.accent);
  }
  return pdf;
}

/** Points: with more left of the page, the text begins below the contents. */
const mostRoomLeft = 450;
/** Points: about what a figure takes. */
const beforeFigure = 300;

/** A heading that ends the text stands above a figure, and is not left behind at the foot of a page. */
function writeText(pdf: PdfDocument, text: string, options: MarkdownOptions): void {
  const [heading] = /(?:^|\n)#{2,4} [^\n]*$/.exec(text) ?? [""];
  if (heading !== "") writeMarkdown(pdf, text.slice(0, -heading.length), options);
  if (heading !== "" && pdf.room < beforeFigure) pdf.pageBreak();
  writeMarkdown(pdf, heading === "" ? text : heading, options);
}

function particulars(ground: Ground, origin: string): [string, string][] {
  const { pack, source } = ground;
  const { page, draft } = source;
  const { version, effectiveDate, owner, derivedFrom } = page.meta;
  const derived = derivedFrom && `“${derivedFrom.title}”, version ${derivedFrom.version}`;
  return [
    ["Publisher", pack.publisher.names.legal],
    ["Version", draft ? `${version} (DRAFT)` : version],
    ["Effective", dateInWords(effectiveDate)],
    ["Next review", nextReviewInWords(ground)],
    ["Owner", owner ?? notStated],
    ...(derived === null ? [] : [["Derived from", derived] satisfies [string, string]]),
    ["On the web", `${origin}${page.address}`],
    ["Dates as of", dateInWords(standingSince(ground))],
  ];
}

function writeContents(pdf: PdfDocument, page: Page, numbers: readonly number[]): void {
  const sections = page.anchors.filter(({ depth }) => depth === 2);
  pdf.heading(2, ownHeadings[1]);
  if (sections.length === 0) return;
  pdf.table({
    rows: sections.map(({ title }, at) => [title, String(numbers[at] ?? 0)]),
    widths: [9, 1],
    align: ["left", "right"],
  });
}

function writeHistory(pdf: PdfDocument, page: Page): void {
  pdf.heading(2, ownHeadings[0]);
  pdf.table({
    head: ["Version", "Date", "Author", "Notes"],
    rows: versionsOf(page).map(({ entry }) => [
      entry.version,
      dateInWords(entry.date),
      entry.author ?? notStated,
      entry.notes,
    ]),
    widths: [12, 20, 24, 44],
    rowHeads: true,
  });
}
