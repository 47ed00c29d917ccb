/** Headings, paragraphs, lists, notes and rules, each a block written at the page's cursor. */
import type { PageFlow, Structure } from "@/server/seal/page-flow";
import {
  BODY,
  baselineIn,
  CODE,
  HEADINGS,
  type HeadingLevel,
  INK,
  KICKER,
  PROSE_WIDTH,
  SMALL,
  SUBTITLE,
  TITLE,
} from "@/server/seal/page-style";
import { plainText, type TextContent, type TextStyle } from "@/server/seal/text-runs";
import type { Line } from "@/server/seal/typography";

const INDENT = 20;
const NOTE_INDENT = 16;

/** One piece of prose, or a function that writes several blocks. */
export type Content = TextContent | (() => void);

export interface ListOptions {
  readonly ordered?: boolean;
  /** The first item's number. */
  readonly start?: number;
}

export interface PlacedHeading {
  readonly level: HeadingLevel;
  readonly text: string;
  /** Counted from 1. */
  readonly page: number;
}

export class TextBlocks {
  /** As far as the document is written. */
  readonly headings: PlacedHeading[] = [];
  readonly #flow: PageFlow;
  readonly #outline: PDFKit.PDFOutline[] = [];

  constructor(flow: PageFlow) {
    this.#flow = flow;
  }

  title(text: string, { kicker, subtitle }: { kicker?: string; subtitle?: TextContent } = {}): void {
    if (kicker !== undefined) this.#block("P", kicker, { ...KICKER, colour: this.#flow.accent });
    this.#flow.space(3);
    this.#block("H1", text, TITLE, () => this.#addToOutline(text, 1));
    if (subtitle !== undefined) {
      this.#flow.space(5);
      this.#block("P", subtitle, SUBTITLE);
    }
    this.#flow.space(20);
  }

  heading(level: HeadingLevel, text: TextContent): void {
    const { style, before, after } = HEADINGS[level];
    this.#flow.space(before);
    this.#block(`H${level}`, text, style, () => {
      this.headings.push({ level, text: plainText(text), page: this.#flow.page + 1 });
      this.#addToOutline(plainText(text), level);
    });
    this.#flow.space(after);
  }

  /** @param tight as a line of a list, without the space between paragraphs. */
  paragraph(content: TextContent, { style = BODY, tight = false }: { style?: TextStyle; tight?: boolean } = {}): void {
    this.#flow.space(2);
    this.#block("P", content, style);
    this.#flow.space(tight ? 1 : style.leading * 0.5);
  }

  code(text: string): void {
    const flow = this.#flow;
    const element = flow.element("Code", {}, flow.element("P"));
    const width = this.#width();
    flow.space(8);
    for (const line of flow.typesetter.lines(text, CODE, width - NOTE_INDENT)) {
      flow.reserve(CODE.leading);
      flow.artifact(() => flow.document.rect(flow.frame.left, flow.y, width, CODE.leading).fill(INK.tint));
      flow.drawLine(element, "Code", line, CODE, { x: flow.frame.left + NOTE_INDENT / 2 });
      flow.y += CODE.leading;
    }
    flow.space(12);
  }

  list(items: readonly Content[], { ordered = false, start = 1 }: ListOptions = {}): void {
    const { frame } = this.#flow;
    const list = this.#flow.element("L");
    items.forEach((item, index) => {
      const entry = this.#flow.element("LI", {}, list);
      const label = this.#flow.element("Lbl", {}, entry);
      const parent = this.#flow.element("LBody", {}, entry);
      const mark = (top: number, style: TextStyle) =>
        this.#drawMark(label, ordered ? `${start + index}.` : "•", frame.left, top, style);
      this.#flow.space(2);
      const column = { left: frame.left + INDENT, right: frame.right, parent, mark };
      this.#flow.within(column, () => this.#write(item, 1));
    });
    this.#flow.space(BODY.leading * 0.5);
  }

  /** A passage set apart by a line down its left side. */
  note(
    content: Content,
    { title, type = "Note", muted = false }: { title?: string; type?: string; muted?: boolean },
  ): void {
    const { frame } = this.#flow;
    this.#flow.space(14);
    const parent = this.#flow.element(type);
    const bar = { x: frame.left + 1, colour: muted ? INK.hairline : this.#flow.accent, page: -1, top: 0 };
    this.#flow.within({ left: frame.left + NOTE_INDENT, right: frame.right, parent, bar }, () => {
      if (title !== undefined) this.#block("P", title, { ...BODY, bold: true }, undefined, 3);
      this.#write(content, BODY.leading * 0.5);
    });
    this.#flow.space(14);
  }

  rule(): void {
    this.#flow.space(12);
    this.#flow.reserve(1);
    this.#flow.hairline(this.#flow.frame.left, this.#flow.frame.right, this.#flow.y);
    this.#flow.y += 1;
    this.#flow.space(12);
  }

  caption(content: TextContent): void {
    this.#flow.space(4);
    this.#block("Caption", content, SMALL);
    this.#flow.space(10);
  }

  #write(content: Content, after: number): void {
    if (typeof content === "function") content();
    else {
      this.#block("P", content, BODY);
      this.#flow.space(after);
    }
  }

  #block(type: string, content: TextContent, style: TextStyle, onPlaced?: () => void, after = 0): void {
    const element = this.#flow.element(type);
    const lines = this.#flow.typesetter.lines(content, style, this.#width());
    lines.forEach((line, index) => {
      this.#flow.reserve(style.leading * this.#together(type, lines, index));
      if (index === 0) onPlaced?.();
      this.#drawLine(element, type, line, style);
    });
    this.#flow.space(after);
  }

  #drawLine(element: Structure, type: string, line: Line, style: TextStyle): void {
    const side = line.rightToLeft ? ({ align: "right", width: this.#width() } as const) : {};
    this.#flow.drawLine(element, type, line, style, side);
    this.#flow.y += style.leading;
  }

  /** Lines that must stay on one page: a heading with what follows it, and no lone first or last line. */
  #together(type: string, lines: readonly Line[], index: number): number {
    // A large heading is often followed at once by a smaller one.
    if (/^H\d$/.test(type)) return lines.length - index + (type < "H3" ? 5 : 3);
    const rest = lines.length - index;
    if (index === 0) return lines.length <= 3 ? lines.length : 2;
    return rest === 2 ? 2 : 1;
  }

  #width(): number {
    return Math.min(this.#flow.frame.right - this.#flow.frame.left, PROSE_WIDTH);
  }

  #drawMark(label: Structure, text: string, left: number, top: number, style: TextStyle): void {
    const { typesetter, document } = this.#flow;
    const [line] = typesetter.lines(text, BODY, INDENT * 2);
    if (!line) return;
    const x = text === "•" ? left + 4 : left + INDENT - 6 - line.width;
    this.#flow.tagged(label, "Lbl", () => {
      for (const piece of line.pieces) typesetter.draw(piece, x, top + baselineIn(style), INK.muted);
    });
    document.fillColor(INK.text);
  }

  #addToOutline(title: string, level: number): void {
    const { document, y } = this.#flow;
    // A level that skips one hangs below the nearest above it.
    const parent = this.#outline.slice(0, level - 1).findLast(Boolean) ?? document.outline;
    this.#outline.length = level - 1;
    this.#outline[level - 1] = parent.addItem(title, { top: y, left: document.page.width, fit: false, expanded: true });
  }
}
