/** What a component of a page stands for, as plain data: drawn on the page and written out in the Markdown export. */
import type { Figure } from "./facts-schema";

export interface Inline {
  readonly kind: "inline";
  readonly text: string;
  readonly href: string | null;
  readonly tone: "plain" | "passed" | "not-stated";
}

export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly string[];
  /** One cell per column; a cell of several lines is several inlines. */
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

export interface Note {
  readonly kind: "note";
  readonly tone: "info" | "warning";
  readonly title: string;
  readonly text: string;
  readonly items: readonly (readonly Inline[])[];
}

export interface FigureBlock {
  readonly kind: "figure";
  readonly figure: Figure;
}

export type Expansion = Inline | Table | Note | FigureBlock;

export function inline(text: string, href: string | null = null): Inline {
  return { kind: "inline", text, href, tone: "plain" };
}
