/**
 * Where the next line goes: a cursor that runs down the page, breaks pages, and keeps each line both in its place
 * in the document's structure (for screen readers) and within the column of the list or note that holds it.
 */
import { baselineIn, INK, PAGE } from "@/server/seal/page-style";
import type { TaggedDocument } from "@/server/seal/tagged-document";
import type { TextStyle } from "@/server/seal/text-runs";
import { type Line, type Piece, Typesetter } from "@/server/seal/typography";

export type Structure = PDFKit.PDFStructureElement;

/** A column within the page, left and right edges in points, and the element that what is written in it belongs to. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly parent: Structure;
  /** Draws a list item's number or bullet beside the first line, given its top. */
  mark?: ((top: number, style: TextStyle) => void) | undefined;
  /** A line down the left edge, from `top` on `page`. */
  bar?: { readonly x: number; readonly colour: string; page: number; top: number };
}

export interface LinePlace {
  /** Points from the page's left edge; the frame's own left edge when absent. */
  readonly x?: number;
  readonly align?: "left" | "right";
  /** Points to align within. */
  readonly width?: number;
}

export class PageFlow {
  readonly document: TaggedDocument;
  readonly typesetter: Typesetter;
  readonly root: Structure;
  /** Points from the page's top to the next line's top. */
  y: number = PAGE.top;
  page = 0;
  readonly #frames: Frame[];
  #space = 0;

  constructor(
    document: TaggedDocument,
    readonly accent: string,
  ) {
    this.document = document;
    this.typesetter = new Typesetter(document);
    document.addPage();
    this.root = document.struct("Document");
    document.addStructure(this.root);
    this.#frames = [{ left: PAGE.left, right: PAGE.width - PAGE.right, parent: this.root }];
  }

  get frame(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new Error("The page has no frame left to write in.");
    return frame;
  }

  /** Everything that `write` writes goes into a narrower column. */
  within(frame: Frame, write: () => void): void {
    this.#frames.push(frame);
    try {
      write();
    } finally {
      this.#frames.pop();
    }
  }

  get bottom(): number {
    return PAGE.height - PAGE.bottom;
  }

  get atTop(): boolean {
    return this.y === PAGE.top;
  }

  /** Space before the next block: of two spaces that meet the larger holds, and none at the top of a page. */
  space(points: number): void {
    this.#space = Math.max(this.#space, points);
  }

  /** Makes sure that `points` fit below, on a new page if need be, after the space that is due. */
  reserve(points: number): void {
    const space = this.atTop ? 0 : this.#space;
    this.#space = 0;
    if (this.y + space + points > this.bottom && !this.atTop) this.newPage();
    else this.y += space;
  }

  newPage(): void {
    this.document.addPage();
    this.page++;
    this.y = PAGE.top;
    this.#space = 0;
  }

  element(type: string, options: PDFKit.Mixins.StructureElementOptions = {}, parent?: Structure): Structure {
    const element = this.document.struct(type, options);
    (parent ?? this.frame.parent).add(element);
    return element;
  }

  /** Draws content that belongs to `element`. It must not call this again. */
  tagged(element: Structure, type: string, draw: () => void): void {
    const content = this.document.markStructureContent(type);
    draw();
    this.document.endMarkedContent();
    element.add(content);
  }

  /** Draws what only decorates: lines, tints, what is repeated on every page. */
  artifact(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.document.markContent("Artifact", { type });
    draw();
    this.document.endMarkedContent();
  }

  hairline(left: number, right: number, y: number, colour: string = INK.hairline): void {
    this.artifact(() => this.document.moveTo(left, y).lineTo(right, y).lineWidth(0.6).stroke(colour));
  }

  /** Draws one line with its top at the cursor and leaves the cursor there. */
  drawLine(element: Structure, type: string, line: Line, style: TextStyle, place: LinePlace = {}): void {
    const left = place.x ?? this.frame.left;
    const x = place.align === "right" ? left + (place.width ?? this.frame.right - left) - line.width : left;
    this.#drawMarks(style);
    const baseline = this.y + baselineIn(style);
    for (const group of linkGroups(line.pieces)) {
      this.#drawCodeTint(group, x, baseline);
      const draw = (colour: string) => {
        for (const piece of group) this.typesetter.draw(piece, x, baseline, colour);
      };
      const address = addressOf(group[0]?.run.link);
      if (address === undefined) this.tagged(element, type, () => draw(style.colour));
      else this.#drawLink(element, address, group, { x, baseline, leading: style.leading }, draw);
    }
  }

  #drawLink(
    element: Structure,
    address: string,
    group: readonly Piece[],
    at: { x: number; baseline: number; leading: number },
    draw: (colour: string) => void,
  ): void {
    const left = at.x + (group[0]?.offset ?? 0);
    const last = group.at(-1);
    const width = last ? at.x + last.offset + last.inkWidth - left : 0;
    const link = this.element("Link", {}, element);
    this.tagged(link, "Link", () => draw(this.accent));
    this.hairline(left, left + width, at.baseline + 1.8, this.accent);
    this.document.link(left, this.y, width, at.leading, address, { structParent: link });
    link.end();
  }

  #drawCodeTint(group: readonly Piece[], x: number, baseline: number): void {
    for (const piece of group.filter(({ run }) => run.code)) {
      const top = baseline - piece.size;
      this.artifact(() =>
        this.document.rect(x + piece.offset - 1, top, piece.inkWidth + 2, piece.size * 1.32).fill(INK.tint),
      );
    }
  }

  #drawMarks(style: TextStyle): void {
    for (const frame of this.#frames) {
      const { mark, bar } = frame;
      frame.mark = undefined;
      mark?.(this.y, style);
      if (!bar) continue;
      if (bar.page !== this.page) Object.assign(bar, { page: this.page, top: this.y });
      const bottom = this.y + style.leading;
      const { top } = bar;
      this.artifact(() => this.document.moveTo(bar.x, top).lineTo(bar.x, bottom).lineWidth(2).stroke(bar.colour));
      bar.top = bottom;
    }
  }
}

/** The address in the form that a PDF's link takes, or nothing: only the web and mail are ever linked to. */
export function addressOf(link: string | undefined): string | undefined {
  if (link === undefined || !/^(https?:\/\/|mailto:)/i.test(link) || !URL.canParse(link)) return undefined;
  return new URL(link).href;
}

function linkGroups(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group && group[0]?.run.link === piece.run.link) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
