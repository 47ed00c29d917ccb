/**
 * Makes the marks: one stamp page for each shape of page, transparent but for a light diagonal and a footer.
 * Promise: the footer lies within the visible part of the page, and the same mark gives the same bytes.
 */
import PDFDocument from "pdfkit";
import { Typesetter } from "@/server/seal/typography";
import type { PageGeometry, Rectangle } from "./page-geometry";

/** Whom a copy is for. Everything in it is written on every page. */
export interface Mark {
  readonly recipient: { readonly name: string; readonly email: string };
  /** The customer's legal entity. */
  readonly account: string;
  /** When the copy was asked for; written in UTC. */
  readonly time: Date;
  readonly downloadId: string;
}

/** A page as its reader sees it, turned upright: points from its lower left corner. */
export interface StampShape {
  readonly width: number;
  readonly height: number;
  readonly visible: Rectangle;
}

export interface Stamps {
  /** One page for each shape, in their order. */
  readonly pdf: Uint8Array;
  /** Where each stamp's footer lies, in points from the stamp's lower left corner. */
  readonly footers: readonly Rectangle[];
}

/** The page is so small that a mark on it could not be read. */
export class PageTooSmall extends Error {
  override name = "PageTooSmall";
}

const INK = "#4a4a4a";
/** Seen on white and on dark paper alike. */
const FAINT_INK = "#808080";
const LEAST_TEXT_SIZE = 2;
/** Scanned pages differ by fractions of a point; sizes are taken down to this grid, in points, so that they share stamps. */
const GRID = 4;

/** The stamp's shape for a page. qpdf centres a smaller stamp on the page, so half of what the grid cut off is moved. */
export function shapeFor({ media, visible, rotation, userUnit }: PageGeometry): StampShape {
  const upright = turn(visible, media, rotation);
  const across = rotation === 90 || rotation === 270;
  const fullWidth = (across ? media.top - media.bottom : media.right - media.left) * userUnit;
  const fullHeight = (across ? media.right - media.left : media.top - media.bottom) * userUnit;
  const width = Math.max(GRID, downToGrid(fullWidth));
  const height = Math.max(GRID, downToGrid(fullHeight));
  const aside = (fullWidth - width) / 2;
  const below = (fullHeight - height) / 2;
  return {
    width,
    height,
    visible: {
      left: Math.max(0, upToGrid(upright.left * userUnit - aside)),
      bottom: Math.max(0, upToGrid(upright.bottom * userUnit - below)),
      right: Math.min(width, downToGrid(upright.right * userUnit - aside)),
      top: Math.min(height, downToGrid(upright.top * userUnit - below)),
    },
  };
}

/** @throws PageTooSmall */
export async function makeStamps(shapes: readonly StampShape[], mark: Mark): Promise<Stamps> {
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0, info: { CreationDate: mark.time } });
  const type = new Typesetter(pdf);
  const footers = shapes.map((shape) => {
    pdf.addPage({ size: [shape.width, shape.height], margin: 0 });
    // Screen readers pass over it, as over page numbers (ISO 32000-2 §14.8.2.2).
    pdf.markContent("Artifact", { type: "Pagination" });
    drawDiagonal(pdf, type, shape, mark);
    const footer = drawFooter(pdf, type, shape, mark);
    pdf.endMarkedContent();
    return footer;
  });
  pdf.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return { pdf: Buffer.concat(chunks), footers };
}

function drawDiagonal(pdf: PDFKit.PDFDocument, type: Typesetter, { height, visible }: StampShape, mark: Mark): void {
  const width = visible.right - visible.left;
  const rise = visible.top - visible.bottom;
  const room = Math.hypot(width, rise) * 0.66;
  // The mark in front keeps the account's own signs in their order after an Arabic name.
  const name = `\u200e${oneLine(`${mark.recipient.name} · ${mark.account}`)}`;
  const largest = Math.min(width, rise) * 0.075;
  pdf.save();
  pdf.translate((visible.left + visible.right) / 2, height - (visible.bottom + visible.top) / 2);
  pdf.rotate((-Math.atan2(rise, width) * 180) / Math.PI);
  pdf.fillOpacity(0.22);
  const size = fitted(type, name, largest, room);
  drawCentred(type, name, size, 0);
  drawCentred(type, mark.downloadId, fitted(type, mark.downloadId, size * 0.6, room), size);
  pdf.restore();
}

function drawCentred(type: Typesetter, text: string, size: number, baseline: number): void {
  const style = { size, leading: size, colour: FAINT_INK };
  const [line] = type.lines(text, style, Number.POSITIVE_INFINITY);
  for (const piece of line?.pieces ?? []) type.draw(piece, -(line?.width ?? 0) / 2, baseline, FAINT_INK);
}

function drawFooter(pdf: PDFKit.PDFDocument, type: Typesetter, { height, visible }: StampShape, mark: Mark): Rectangle {
  const width = visible.right - visible.left;
  const rise = visible.top - visible.bottom;
  const margin = Math.min(width, rise) * 0.02;
  const room = width - 4 * margin;
  const who = oneLine(`Copy for ${mark.recipient.name} <${mark.recipient.email}> · ${mark.account}`);
  const when = `${mark.time.toISOString().slice(0, 19).replace("T", " ")} UTC · Download ${mark.downloadId}`;
  // The line with the id must stay whole, to be found by a search; the other may break.
  let size = fitted(type, when, Math.min(12, Math.max(5, Math.min(width, rise) / 85)), room);
  const set = () => {
    const style = { size, leading: size * 1.25, colour: INK };
    return [...type.lines(who, style, room), ...type.lines(when, style, Number.POSITIVE_INFINITY)];
  };
  let lines = set();
  while (lines.length * size * 1.25 > rise * 0.3 && size >= LEAST_TEXT_SIZE) {
    size *= 0.9;
    lines = set();
  }
  if (!(size >= LEAST_TEXT_SIZE)) throw new PageTooSmall("The page is too small for a mark that can be read.");
  const left = visible.left + margin;
  const bottom = visible.bottom + margin;
  const box = {
    left,
    bottom,
    right: left + Math.max(...lines.map((line) => line.width)) + 2 * margin,
    top: bottom + lines.length * size * 1.25 + size * 0.5,
  };
  // Paper behind the words: they must be readable on a dark page too.
  pdf
    .fillOpacity(0.75)
    .rect(box.left, height - box.top, box.right - box.left, box.top - box.bottom)
    .fill("#ffffff");
  pdf.fillOpacity(1);
  lines.forEach((line, index) => {
    const baseline = height - box.top + size * 1.25 * (index + 1);
    for (const piece of line.pieces) type.draw(piece, box.left + margin, baseline, INK);
  });
  return box;
}

/** The size in points, at most `largest`, at which the text takes no more than `room` points on one line. */
function fitted(type: Typesetter, text: string, largest: number, room: number): number {
  const width = type.widthOf(text, { size: largest, leading: largest, colour: INK });
  return width > room ? (largest * room) / width : largest;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A rectangle of the page's own coordinates as it lies after the page was turned clockwise. */
function turn(part: Rectangle, page: Rectangle, rotation: PageGeometry["rotation"]): Rectangle {
  const left = part.left - page.left;
  const right = part.right - page.left;
  const bottom = part.bottom - page.bottom;
  const top = part.top - page.bottom;
  const width = page.right - page.left;
  const height = page.top - page.bottom;
  if (rotation === 90) return { left: bottom, right: top, bottom: width - right, top: width - left };
  if (rotation === 180) return { left: width - right, right: width - left, bottom: height - top, top: height - bottom };
  if (rotation === 270) return { left: height - top, right: height - bottom, bottom: left, top: right };
  return { left, right, bottom, top };
}

const downToGrid = (points: number): number => Math.floor(points / GRID) * GRID;
const upToGrid = (points: number): number => Math.ceil(points / GRID) * GRID;
