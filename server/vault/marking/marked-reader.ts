/**
 * Reads a finished PDF for the check of its marks, through another parser than the one that made it: pages as the
 * page tree gives them, their visible part, what they draw, and fingerprints of what is drawn.
 */
import { createHash } from "node:crypto";
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef, PdfStream, PdfString } from "@libpdf/core";
import { intersection, type Rectangle } from "./page-geometry";

export interface ReadPage {
  readonly dictionary: PdfDict;
  readonly visible: Rectangle;
  /** Multiples of 1/72 inch. */
  readonly userUnit: number;
  /** Degrees clockwise, as the file says them. */
  readonly rotation: number;
}

/** What a page takes from the nodes above it (ISO 32000-2 §7.7.3.4). */
interface Inherited {
  readonly media?: PdfArray | undefined;
  readonly crop?: PdfArray | undefined;
  readonly rotation: number;
}

const DEEPEST = 64;

export class MarkedReader {
  readonly #pdf: PDF;
  readonly #fingerprints = new Map<number, string>();
  readonly #resolve = (reference: PdfRef): PdfObject | null => this.#pdf.getObject(reference);

  private constructor(pdf: PDF) {
    this.#pdf = pdf;
  }

  /** @throws Error when the file can't be parsed without repair. */
  static async open(bytes: Uint8Array): Promise<MarkedReader> {
    return new MarkedReader(await PDF.load(bytes, { lenient: false }));
  }

  /** What the page tree's root claims. */
  get claimedPages(): number | undefined {
    return this.#pdf.getCatalog().getDict("Pages", this.#resolve)?.getNumber("Count", this.#resolve)?.value;
  }

  /** The pages in order, found by walking the tree. @throws Error at a tree that has no end, or a page without a box. */
  pages(): ReadPage[] {
    const pages: ReadPage[] = [];
    const walk = (node: PdfDict | undefined, above: Inherited, depth: number) => {
      if (!node || depth > DEEPEST) throw new Error("The page tree is broken.");
      const inherited: Inherited = {
        media: node.getArray("MediaBox", this.#resolve) ?? above.media,
        crop: node.getArray("CropBox", this.#resolve) ?? above.crop,
        rotation: node.getNumber("Rotate", this.#resolve)?.value ?? above.rotation,
      };
      const kids = node.getArray("Kids", this.#resolve);
      if (!kids) pages.push(this.#page(node, inherited));
      for (let index = 0; index < (kids?.length ?? 0); index += 1) {
        const kid = kids?.at(index, this.#resolve);
        walk(kid instanceof PdfDict ? kid : undefined, inherited, depth + 1);
      }
    };
    walk(this.#pdf.getCatalog().getDict("Pages", this.#resolve), { rotation: 0 }, 0);
    return pages;
  }

  #page(dictionary: PdfDict, { media: mediaBox, crop: cropBox, rotation }: Inherited): ReadPage {
    const media = this.#rectangle(mediaBox);
    const crop = cropBox ? this.#rectangle(cropBox) : media;
    const visible = media && crop && intersection(media, crop);
    if (!visible) throw new Error("A page has no visible part.");
    const userUnit = dictionary.getNumber("UserUnit", this.#resolve)?.value ?? 1;
    return { dictionary, visible, userUnit, rotation };
  }

  #rectangle(box: PdfArray | undefined): Rectangle | null {
    const [left, bottom, right, top] = this.numbers(box);
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) return null;
    return { left, bottom, right, top };
  }

  numbers(array: PdfArray | undefined): number[] {
    const values: number[] = [];
    for (let index = 0; index < (array?.length ?? 0); index += 1) {
      const value = array?.at(index, this.#resolve);
      if (value instanceof PdfNumber) values.push(value.value);
    }
    return values;
  }

  /** All that the page draws, decoded: its content streams joined as ISO 32000-2 §7.8.2 says. */
  content(page: PdfDict): string {
    const contents = page.get("Contents", this.#resolve);
    const parts = contents instanceof PdfArray ? Array.from(contents, (part) => this.#follow(part)) : [contents];
    return parts.map((part) => (part instanceof PdfStream ? this.text(part) : "")).join("\n");
  }

  text(stream: PdfStream): string {
    return Buffer.from(stream.getDecodedData()).toString("latin1");
  }

  /** The form that a page's own resources hold under this name. */
  form(page: PdfDict, name: string): PdfStream | undefined {
    const found = page.getDict("Resources", this.#resolve)?.getDict("XObject", this.#resolve)?.get(name, this.#resolve);
    return found instanceof PdfStream && found.getName("Subtype")?.value === "Form" ? found : undefined;
  }

  array(dictionary: PdfDict, key: string): PdfArray | undefined {
    return dictionary.getArray(key, this.#resolve);
  }

  resources(dictionary: PdfDict): PdfDict | undefined {
    return dictionary.getDict("Resources", this.#resolve);
  }

  /**
   * SHA-256 over everything an object leads to, the same for the same things whatever their numbers and compression.
   * @throws Error at an object that leads back to itself.
   */
  fingerprint(object: PdfObject | null | undefined, depth = 0): string {
    if (depth > DEEPEST) throw new Error("An object leads back to itself.");
    if (object instanceof PdfRef) {
      const known = this.#fingerprints.get(object.objectNumber);
      if (known) return known;
      const found = this.fingerprint(this.#resolve(object), depth + 1);
      this.#fingerprints.set(object.objectNumber, found);
      return found;
    }
    return createHash("sha256").update(this.#canonical(object, depth)).digest("hex");
  }

  #canonical(object: PdfObject | null | undefined, depth: number): string {
    if (object instanceof PdfDict) {
      const entries = Array.from(object, ([key, value]) => [key.value, value] as const)
        .filter(([key]) => !(object instanceof PdfStream && /^(Length|Filter|DecodeParms)$/.test(key)))
        .map(([key, value]) => `${key}=${this.fingerprint(value, depth + 1)}`);
      const data = object instanceof PdfStream ? this.text(object) : "";
      return `dictionary ${entries.sort().join(" ")} ${data}`;
    }
    if (object instanceof PdfArray) {
      return `array ${Array.from(object, (item) => this.fingerprint(item, depth + 1)).join(" ")}`;
    }
    if (object instanceof PdfName) return `name ${object.value}`;
    if (object instanceof PdfNumber) return `number ${object.value}`;
    if (object instanceof PdfString) return `string ${Buffer.from(object.bytes).toString("hex")}`;
    return `other ${object?.type ?? "null"}`;
  }

  #follow(object: PdfObject): PdfObject | null {
    return object instanceof PdfRef ? this.#resolve(object) : object;
  }

  /** The words of one page (counted from 0) as a reader would select them. */
  words(page: number): string {
    return this.#pdf.getPage(page)?.extractText().text ?? "";
  }
}
