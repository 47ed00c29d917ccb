/**
 * Reads from qpdf's JSON (version 2) where each page's visible part lies, and says how to bring pages that qpdf would
 * lay a stamp over wrongly into a plain form first.
 *
 * qpdf lays a stamp over the TrimBox and re-places the page's own content by it: where TrimBox (or the CropBox it
 * defaults to) and MediaBox have different middles, the content moves; a negative Rotate is taken for none.
 * So before marking, every page gets MediaBox = TrimBox and a Rotate of 0, 90, 180 or 270. The CropBox stays.
 */
import { type Change, type Json, type JsonObject, list, type PdfObjects, patchOf, readDocument } from "./qpdf-json";

/** In points of the page's own coordinates: left < right, bottom < top. */
export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export interface PageGeometry {
  readonly media: Rectangle;
  /** The part of the MediaBox that a viewer shows: its intersection with the CropBox (ISO 32000-2 §14.11.2). */
  readonly visible: Rectangle;
  /** Degrees clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Multiples of 1/72 inch (ISO 32000-2 table 31). */
  readonly userUnit: number;
}

export interface PdfStructure {
  readonly pages: readonly PageGeometry[];
  /** What the page tree's root claims; it need not be true. */
  readonly claimedPages: number;
  /** Files inside the file: a mark on the pages does not reach them. */
  readonly hasAttachments: boolean;
  /** Also where no password is asked for: an owner's password alone restricts what a reader may do. */
  readonly encrypted: boolean;
  /** It has tags for screen readers. */
  readonly tagged: boolean;
  /** Input for qpdf's `--update-from-json` that puts boxes and page count right, or null where nothing is wrong with them. */
  readonly patch: Uint8Array | null;
}

const US_LETTER: Rectangle = { left: 0, bottom: 0, right: 612, top: 792 };

/** @throws Error when the JSON is not what `documentArguments` makes qpdf write. */
export function readStructure(json: Uint8Array): PdfStructure {
  const { objects, pages, encrypted, header } = readDocument(json);
  const root = objects.catalogue()["/Pages"];
  const claimed = objects.follow(objects.dictionary(root)["/Count"]);
  const read = pages.map((reference) => readPage(objects, reference));
  const changes = changesFor(read);
  if (claimed !== pages.length && typeof root === "string") {
    changes.set(root, { value: { ...objects.dictionary(root), "/Count": pages.length } });
  }
  return {
    pages: read.map((page) => page.geometry),
    claimedPages: typeof claimed === "number" ? claimed : 0,
    hasAttachments: objects.anyDictionary((dictionary) => "/EF" in dictionary),
    encrypted,
    tagged: "/StructTreeRoot" in objects.catalogue(),
    patch: patchOf(header, changes),
  };
}

interface ReadPage {
  readonly reference: string;
  readonly geometry: PageGeometry;
  readonly dictionary: JsonObject;
  readonly plain: boolean;
}

function readPage(objects: PdfObjects, reference: string): ReadPage {
  const dictionary = objects.dictionary(reference);
  const mediaBox = rectangle(objects, objects.inherited(dictionary, "/MediaBox"));
  const cropBox = rectangle(objects, objects.inherited(dictionary, "/CropBox"));
  const trimBox = rectangle(objects, dictionary["/TrimBox"]);
  const media = mediaBox?.box ?? US_LETTER;
  const crop = cropBox?.box ?? media;
  const trim = trimBox?.box ?? crop;
  // Viewers differ over a CropBox outside the MediaBox; the patch takes such a one away.
  const visible = intersection(media, crop);
  const turn = objects.follow(objects.inherited(dictionary, "/Rotate"));
  const rotation = quarterTurns(turn);
  const unit = objects.follow(dictionary["/UserUnit"]);
  const userUnit = typeof unit === "number" && unit > 0 ? unit : 1;
  const ordered = mediaBox?.ordered === true && cropBox?.ordered !== false && trimBox?.ordered !== false;
  const plain = ordered && visible !== null && same(trim, media) && (turn === undefined || turn === rotation);
  return { reference, geometry: { media, visible: visible ?? media, rotation, userUnit }, dictionary, plain };
}

function changesFor(pages: readonly ReadPage[]): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const { reference, geometry, dictionary, plain } of pages) {
    if (plain) continue;
    const media = corners(geometry.media);
    const boxes = { "/MediaBox": media, "/TrimBox": media, "/CropBox": corners(geometry.visible) };
    changes.set(reference, { value: { ...dictionary, ...boxes, "/Rotate": geometry.rotation } });
  }
  return changes;
}

/** Null where there is nothing; no box where it can't be read; `ordered` where qpdf reads it as viewers do. */
function rectangle(objects: PdfObjects, value: Json | undefined): { box: Rectangle | null; ordered: boolean } | null {
  const found = objects.follow(value);
  if (found === undefined) return null;
  const [x1, y1, x2, y2] = list(found).map((item) => objects.follow(item));
  if (typeof x1 !== "number" || typeof y1 !== "number") return { box: null, ordered: false };
  if (typeof x2 !== "number" || typeof y2 !== "number") return { box: null, ordered: false };
  // Any two opposite corners may be given (ISO 32000-2 §7.9.5).
  const box = { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
  const empty = box.left === box.right || box.bottom === box.top;
  return { box: empty ? null : box, ordered: x1 < x2 && y1 < y2 };
}

export function intersection(one: Rectangle, other: Rectangle): Rectangle | null {
  const left = Math.max(one.left, other.left);
  const bottom = Math.max(one.bottom, other.bottom);
  const right = Math.min(one.right, other.right);
  const top = Math.min(one.top, other.top);
  return left < right && bottom < top ? { left, bottom, right, top } : null;
}

function same(one: Rectangle, other: Rectangle): boolean {
  return corners(one).every((value, index) => value === corners(other)[index]);
}

function corners({ left, bottom, right, top }: Rectangle): number[] {
  return [left, bottom, right, top];
}

function quarterTurns(value: Json | undefined): PageGeometry["rotation"] {
  if (typeof value !== "number") return 0;
  const turned = ((value % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}
