/**
 * Proves that every page of a finished copy carries its mark. Nothing is taken from the program that laid the
 * stamps over: the finished bytes are read anew, by another parser.
 *
 * Why it is sound:
 * 1. The stamps' own file is read back first, and each stamp's text must hold the download id.
 * 2. Every page of the copy, found by walking the page tree, must draw exactly two things, each within its own saved
 *    graphics state: the original page, and last (so on top) a form. Nothing else can stand in the content.
 * 3. That form, with its fonts and all it leads to, must have the fingerprint of the stamp made for that page:
 *    so it shows the text that was read in 1.
 * 4. The form is placed upright with its scale kept, the stamp's footer falls within the part of the page that
 *    a viewer shows, and within the form's own bounding box, outside which it would be cut off.
 * It says nothing of annotations (they are drawn above page content), nor that a mark can't be taken off by someone who sets out to.
 */
import type { PdfDict, PdfStream } from "@libpdf/core";
import { MarkedReader, type ReadPage } from "./marked-reader";
import type { Rectangle } from "./page-geometry";
import type { Stamps } from "./stamp";

/** Which stamp each page of the original must carry: indexes of the stamps, in page order. */
export interface ExpectedMarks {
  readonly stamps: Stamps;
  readonly stampOfPage: readonly number[];
  readonly downloadId: string;
}

type Matrix = readonly [number, number, number, number, number, number];

const NUMBER = "(-?[\\d.]+)";
const PLACED = `q\\s+${Array(6).fill(NUMBER).join("\\s+")}\\s+cm\\s+\\/(\\S+)\\s+Do\\s+Q`;
const CONTENT = new RegExp(`^\\s*${PLACED}\\s+${PLACED}\\s*$`);
/** Points; qpdf writes five decimals. */
const TOLERANCE = 0.1;

/** @throws Error naming the first page (counted from 1) that does not carry its mark, and what is wrong. */
export async function checkMarks(marked: Uint8Array, expected: ExpectedMarks): Promise<void> {
  const prints = await stampPrints(expected);
  const reader = await MarkedReader.open(marked);
  const pages = reader.pages();
  const count = expected.stampOfPage.length;
  if (pages.length !== count || reader.claimedPages !== count) {
    throw new Error(`The copy has ${pages.length} pages and claims ${reader.claimedPages}; the original has ${count}.`);
  }
  const seen = new Map<PdfStream, string>();
  pages.forEach((page, index) => {
    const stamp = expected.stampOfPage[index] ?? -1;
    const footer = expected.stamps.footers[stamp];
    const { form, matrix } = lastDrawn(reader, page.dictionary, index + 1);
    const print = seen.get(form) ?? printOf(reader, reader.text(form), form);
    seen.set(form, print);
    if (!footer || print !== prints[stamp]) throw new Error(`Page ${index + 1} carries something else than its mark.`);
    checkPlace(reader, { page, form, matrix, footer, number: index + 1 });
  });
}

async function stampPrints({ stamps, downloadId }: ExpectedMarks): Promise<string[]> {
  const reader = await MarkedReader.open(stamps.pdf);
  return reader.pages().map(({ dictionary }, index) => {
    if (!reader.words(index).includes(downloadId)) throw new Error(`Stamp ${index + 1} does not show the download id.`);
    return printOf(reader, reader.content(dictionary), dictionary);
  });
}

/** Becoming a form, a page's content may gain or lose white space at its end. */
function printOf(reader: MarkedReader, content: string, owner: PdfDict): string {
  return `${content.trimEnd()} ${reader.fingerprint(reader.resources(owner))}`;
}

function lastDrawn(reader: MarkedReader, page: PdfDict, number: number): { form: PdfStream; matrix: Matrix } {
  const found = CONTENT.exec(reader.content(page));
  if (!found) throw new Error(`Page ${number} draws something else than the original page and its mark.`);
  const form = reader.form(page, found[14] ?? "");
  if (!form) throw new Error(`Page ${number} names a mark that is not there.`);
  return { form, matrix: matrixOf(found.slice(8, 14).map(Number)) };
}

interface Placement {
  readonly page: ReadPage;
  readonly form: PdfStream;
  readonly matrix: Matrix;
  readonly footer: Rectangle;
  readonly number: number;
}

function checkPlace(reader: MarkedReader, { page, form, matrix, footer, number }: Placement): void {
  const own = reader.array(form, "Matrix");
  const [left, bottom, right, top] = reader.numbers(reader.array(form, "BBox"));
  if (
    left === undefined ||
    bottom === undefined ||
    right === undefined ||
    top === undefined ||
    left !== 0 ||
    bottom !== 0
  ) {
    throw new Error(`The mark on page ${number} has no box.`);
  }
  const whole = own ? multiplied(matrixOf(reader.numbers(own)), matrix) : matrix;
  if (!standsUpright(whole, page)) throw new Error(`The mark on page ${number} is not drawn upright at its own size.`);
  if (!within(footer, { left, bottom, right, top }) || !within(placed(footer, whole), page.visible)) {
    throw new Error(`The mark's footer on page ${number} lies outside of what is shown.`);
  }
}

/** True for a plain turn by the page's own rotation: nothing is stretched, flattened, shrunk or mirrored. */
function standsUpright([a, b, c, d]: Matrix, { rotation, userUnit }: ReadPage): boolean {
  const angle = (rotation * Math.PI) / 180;
  const wanted = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)];
  return [a, b, c, d].every((value, index) => Math.abs(value * userUnit - (wanted[index] ?? 0)) < 0.01);
}

function placed({ left, bottom, right, top }: Rectangle, [a, b, c, d, e, f]: Matrix): Rectangle {
  const corners = [
    [left, bottom],
    [right, top],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
  const across = corners.map(([x = 0]) => x);
  const up = corners.map(([, y = 0]) => y);
  return { left: Math.min(...across), right: Math.max(...across), bottom: Math.min(...up), top: Math.max(...up) };
}

function within(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner.left >= outer.left - TOLERANCE &&
    inner.bottom >= outer.bottom - TOLERANCE &&
    inner.right <= outer.right + TOLERANCE &&
    inner.top <= outer.top + TOLERANCE
  );
}

function matrixOf(numbers: readonly number[]): Matrix {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}

/** `first`, then `second` (ISO 32000-2 §8.3.4). */
function multiplied(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}
