/**
 * The one place where PDFs are made: a calm A4 report written block by block, tagged for screen readers, with an
 * outline, a header, and "3 of 9" at the foot of each page. The same calls give the same bytes.
 */
import { PageFlow } from "@/server/seal/page-flow";
import { BODY, baselineIn, type HeadingLevel, INK, PAGE, SMALL } from "@/server/seal/page-style";
import { TableBlock } from "@/server/seal/table-block";
import type { TableOptions } from "@/server/seal/table-columns";
import { type DocumentDetails, TaggedDocument } from "@/server/seal/tagged-document";
import { type Content, type ListOptions, type PlacedHeading, TextBlocks } from "@/server/seal/text-blocks";
import type { TextContent, TextStyle } from "@/server/seal/text-runs";

export interface PdfOptions extends DocumentDetails {
  /** #rrggbb, for kickers, links and the line beside a note. */
  readonly accent?: string;
  /** At the top of every page but the first. */
  readonly header?: string;
  /** At the foot of every page. */
  readonly footer?: string;
  /** "3 of 9" when absent. */
  readonly pageLabel?: (page: number, pages: number) => string;
}

/** Points from the page's top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FigureText {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly align?: "left" | "middle" | "right";
}

export interface FigureCanvas {
  /** The pdfkit document, for lines and shapes; its own `text` knows no fallback fonts, so use `write`. */
  readonly document: PDFKit.PDFDocument;
  readonly box: Box;
  /** Writes one line; `x` is where it starts, has its middle or ends, as `align` says. */
  write(text: TextContent, x: number, baseline: number, options?: FigureText): void;
  /** Points. */
  measure(text: TextContent, options?: FigureText): number;
}

export interface Figure {
  /** Points. */
  readonly height: number;
  /** What a reader who does not see it must know. */
  readonly alt: string;
  readonly caption?: TextContent;
  readonly draw: (canvas: FigureCanvas) => void;
}

const ACCENT = "#1d4f7c";

export class PdfDocument {
  readonly #options: PdfOptions;
  readonly #flow: PageFlow;
  readonly #text: TextBlocks;

  constructor(options: PdfOptions) {
    const accent = options.accent ?? ACCENT;
    if (!/^#[0-9a-f]{6}$/i.test(accent)) throw new Error(`The accent colour must be #rrggbb, not ${accent}.`);
    this.#options = options;
    this.#flow = new PageFlow(new TaggedDocument(options), accent);
    this.#text = new TextBlocks(this.#flow);
  }

  title(text: string, options?: { kicker?: string; subtitle?: TextContent }): void {
    this.#text.title(text, options);
  }

  /** Also goes into the outline. */
  heading(level: HeadingLevel, text: TextContent): void {
    this.#text.heading(level, text);
  }

  /** Where each heading written so far stands. */
  get headings(): readonly PlacedHeading[] {
    return this.#text.headings;
  }

  paragraph(content: TextContent, options?: { tight?: boolean }): void {
    this.#text.paragraph(content, options);
  }

  /** Smaller and quieter than a paragraph. */
  smallPrint(content: TextContent): void {
    this.#text.paragraph(content, { style: SMALL });
  }

  /** Set as it stands, line by line. */
  code(text: string): void {
    this.#text.code(text);
  }

  list(items: readonly Content[], options?: ListOptions): void {
    this.#text.list(items, options);
  }

  callout(content: Content, options: { title?: string } = {}): void {
    this.#text.note(content, options);
  }

  quote(content: Content): void {
    this.#text.note(content, { type: "BlockQuote", muted: true });
  }

  table(table: TableOptions): void {
    new TableBlock(this.#flow, table).write();
  }

  /** Names on the left, their values on the right. */
  keyValues(entries: readonly (readonly [name: string, value: TextContent])[]): void {
    new TableBlock(this.#flow, { rows: entries, widths: [3, 7], rowHeads: true }).write();
  }

  rule(): void {
    this.#text.rule();
  }

  pageBreak(): void {
    if (!this.#flow.atTop) this.#flow.newPage();
  }

  /** Points left on this page below the last block. */
  get room(): number {
    return this.#flow.bottom - this.#flow.y;
  }

  /** @throws RangeError when it is higher than a page can hold. */
  figure({ height, alt, caption, draw }: Figure): void {
    const flow = this.#flow;
    const captionHeight = caption === undefined ? 0 : SMALL.leading * 2 + 4;
    if (height + captionHeight > flow.bottom - PAGE.top) throw new RangeError("The figure is higher than a page.");
    flow.space(8);
    flow.reserve(height + captionHeight);
    const { left, right } = flow.frame;
    const box = { x: left, y: flow.y, width: right - left, height };
    const element = flow.element("Figure", { alt, bbox: [left, flow.y, right, flow.y + height] });
    flow.tagged(element, "Figure", () => {
      flow.document.save();
      draw({ document: flow.document, box, ...this.#figureText() });
      flow.document.restore();
    });
    flow.y += height;
    if (caption !== undefined) this.#text.caption(caption);
    flow.space(BODY.leading);
  }

  /** Writes headers and footers, ends the document and gives its bytes. Nothing can be written afterwards. */
  finish(): Promise<Uint8Array> {
    const flow = this.#flow;
    const pages = flow.page + 1;
    const { header, footer, pageLabel = (page: number, all: number) => `${page} of ${all}` } = this.#options;
    for (let page = 0; page < pages; page++) {
      flow.document.switchToPage(page);
      if (header && page > 0) this.#runningLine(PAGE.top - 40, "left", header);
      const foot = PAGE.height - PAGE.bottom + 30;
      flow.hairline(PAGE.left, PAGE.width - PAGE.right, foot - 8);
      if (footer) this.#runningLine(foot, "left", footer);
      this.#runningLine(foot, "right", pageLabel(page + 1, pages));
    }
    return flow.document.bytes();
  }

  #runningLine(top: number, align: "left" | "right", text: string): void {
    const { typesetter } = this.#flow;
    const width = PAGE.width - PAGE.left - PAGE.right;
    const [line] = typesetter.lines(text, SMALL, align === "left" ? width - 70 : width);
    if (!line) return;
    const x = align === "right" ? PAGE.width - PAGE.right - line.width : PAGE.left;
    this.#flow.artifact(() => {
      for (const piece of line.pieces) typesetter.draw(piece, x, top + baselineIn(SMALL), INK.muted);
    }, "Pagination");
  }

  #figureText(): Pick<FigureCanvas, "write" | "measure"> {
    const { typesetter } = this.#flow;
    const style = ({ size = 9, bold = false, colour = INK.text }: FigureText = {}): TextStyle => {
      return { size, leading: size * 1.4, colour, bold };
    };
    return {
      measure: (text, options) => typesetter.widthOf(text, style(options)),
      write: (text, x, baseline, options = {}) => {
        const [line] = typesetter.lines(text, style(options), Number.POSITIVE_INFINITY);
        if (!line) return;
        const shift = { left: 0, middle: line.width / 2, right: line.width }[options.align ?? "left"];
        for (const piece of line.pieces) typesetter.draw(piece, x - shift, baseline, style(options).colour);
      },
    };
  }
}

export function createPdf(options: PdfOptions): PdfDocument {
  return new PdfDocument(options);
}
