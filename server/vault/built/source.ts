/** The publisher's own document that the built ones are derived from, and what can be asked of it. */
import { dateInWords, quarterStanding } from "@/server/content/calendar";
import type { Measure } from "@/server/content/facts-schema";
import { held } from "@/server/content/held";
import type { Pack, Page } from "@/server/content/pack";
import { notStated } from "@/server/content/publisher-schema";
import type { DocumentKind } from "@/server/platform/generated/prisma/enums";
import type { PdfDocument } from "@/server/seal/pdf-document";

export interface Source {
  readonly page: Page;
  /** “Trust & Security”, version 1.0.0 */
  readonly named: string;
  readonly draft: boolean;
}

/** What each document is built from. */
export interface Ground {
  readonly pack: Pack;
  readonly source: Source;
  readonly at: Date;
}

/** A document that is written but not yet finished. */
export interface Draft {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly kind: DocumentKind;
  readonly source: Source;
  readonly pdf: PdfDocument;
}

const day = 86_400_000;

/** The page that is not itself derived; of two such, the one that more measures cite. */
export function sourceOf(pack: Pack): Source {
  const pages = Object.values(pack.pages).filter(({ name }) => name === "trust" || name === "toms");
  const cited = (page: Page) =>
    pack.measures.list.filter(({ section }) => section.startsWith(`${page.address}#`)).length;
  const own = pages.filter(isOwn).sort((a, b) => cited(b) - cited(a) || a.name.localeCompare(b.name, "en"));
  const page = own[0] ?? pages[0];
  if (!page) throw new Error(`The pack ${pack.name} has neither a trust page nor a TOMs page.`);
  return sourceIn(page);
}

/** The ground with the TOMs for its source, where those are the publisher's own document. */
export function tomsGround(ground: Ground): Ground | null {
  const page = held(ground.pack.pages, "toms");
  return page && isOwn(page) ? { ...ground, source: sourceIn(page) } : null;
}

/** A page as the source of a document about it alone. */
export function sourceIn(page: Page): Source {
  const { title, version, status } = page.meta;
  return { page, named: `“${title}”, version ${version}`, draft: status === "draft" };
}

/** Whether the page is the publisher's own document, not one derived from another. */
function isOwn(page: Page): boolean {
  return page.meta.derivedFrom === null;
}

/** The title of the section that states the measure; with the page's own where it is not the source. */
export function statedIn({ pack, source }: Ground, measure: Measure): string {
  const [address, id] = measure.section.split("#");
  const page = Object.values(pack.pages).find((known) => known.address === address);
  const title = page?.anchors.find((anchor) => anchor.id === id)?.title ?? measure.section;
  return page === undefined || page.name === source.page.name ? title : `${page.meta.title}: ${title}`;
}

/** The measure's name, told apart by its id where the publisher's document lost it. */
export function nameOf({ id, title }: Measure): string {
  return title ?? `${id} (name ${notStated})`;
}

/** Whether a calendar date (`YYYY-MM-DD`) lies wholly in the past (UTC). */
export function hasPassed(date: string, at: Date): boolean {
  return at.getTime() >= Date.parse(`${date}T00:00:00Z`) + day;
}

/**
 * The first day (`YYYY-MM-DD`) since which every target and review date stands as it does at `at`: what a document
 * may call its date without changing when nothing else does.
 */
export function standingSince({ pack, source, at }: Ground): string {
  const { effectiveDate, nextReview } = source.page.meta;
  const quarters = [
    ...pack.programmes.flatMap(({ targets }) => targets.map(({ quarter }) => quarter)),
    ...pack.publisher.status.pending.flatMap(({ quarter }) => (quarter === null ? [] : [quarter])),
    ...source.page.components.flatMap(({ name, attributes }) =>
      name === "Target" && attributes.quarter !== undefined ? [attributes.quarter] : [],
    ),
  ];
  const lastDays = quarters.map((quarter) => quarterStanding(quarter, at).lastDay);
  if (nextReview !== null) lastDays.push(nextReview);
  const turned = lastDays.filter((date) => hasPassed(date, at)).map(nextDay);
  return [effectiveDate, ...turned].reduce((latest, date) => (date > latest ? date : latest));
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);
}

/** "1 May 2027 (annual)", with a word where it has passed. */
export function nextReviewInWords({ source, at }: Ground): string {
  const { nextReview, nextReviewNote } = source.page.meta;
  if (nextReview === null) return nextReviewNote ?? notStated;
  const note = nextReviewNote === null ? "" : ` (${nextReviewNote})`;
  const passed = hasPassed(nextReview, at) ? " – this date has passed" : "";
  return `${dateInWords(nextReview)}${note}${passed}`;
}
