/**
 * Writes GitHub-flavoured Markdown as blocks of a PDF. Everything a reader of the page would see is written: raw
 * HTML stands as its source text, and an image as its description.
 */
import type { List, PhrasingContent, RootContent, Table } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { addressOf } from "@/server/seal/page-flow";
import type { HeadingLevel } from "@/server/seal/page-style";
import type { PdfDocument } from "@/server/seal/pdf-document";
import type { TextRun } from "@/server/seal/text-runs";

export interface MarkdownOptions {
  /** An absolute address that relative links are read against; without it they are set as plain text. */
  readonly baseUrl?: string;
  /** Links to addresses that begin so are not written out beside their text. */
  readonly knownSite?: string;
  /** A table of more columns is written row by row, each as names and values. */
  readonly mostColumns?: number;
  /** Levels to lower each heading by, as below a title of the document's own. */
  readonly headingShift?: number;
}

export function writeMarkdown(pdf: PdfDocument, markdown: string, options: MarkdownOptions = {}): void {
  const root = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  new MarkdownWriter(pdf, options, definitionsOf(root.children)).writeAll(root.children);
}

type Marks = Omit<TextRun, "text">;

class MarkdownWriter {
  constructor(
    readonly pdf: PdfDocument,
    readonly options: MarkdownOptions,
    readonly definitions: ReadonlyMap<string, string>,
  ) {}

  writeAll(nodes: readonly RootContent[]): void {
    for (const [at, node] of nodes.entries()) {
      // What introduces a table is not left behind at the foot of a page.
      if (nodes[at + 1]?.type === "table" && node.type !== "table" && this.pdf.room < beforeTable) this.pdf.pageBreak();
      this.#write(node);
    }
  }

  #write(node: RootContent): void {
    switch (node.type) {
      case "heading":
        this.pdf.heading(headingLevel(node.depth + (this.options.headingShift ?? 0)), this.#runs(node.children));
        break;
      case "paragraph":
        this.pdf.paragraph(this.#runs(node.children));
        break;
      case "list":
        this.#list(node);
        break;
      case "table":
        this.#table(node);
        break;
      case "blockquote":
        this.pdf.quote(() => this.writeAll(node.children));
        break;
      case "code":
        this.pdf.code(node.value);
        break;
      case "html":
        if (!isComment(node.value)) this.pdf.paragraph(node.value);
        break;
      case "thematicBreak":
        this.pdf.rule();
        break;
      case "footnoteDefinition":
        this.#writeAfter(`[${node.label ?? node.identifier}] `, node.children);
        break;
      default:
        break;
    }
  }

  #list(list: List): void {
    const items = list.children.map((item) => () => {
      const box = item.checked ? "[x] " : "[ ] ";
      const [prefix, tight] = [typeof item.checked === "boolean" ? box : "", !(list.spread || item.spread)];
      this.#writeAfter(prefix, item.children, tight);
    });
    this.pdf.list(items, { ordered: list.ordered ?? false, start: list.start ?? 1 });
  }

  #writeAfter(prefix: string, [first, ...rest]: readonly RootContent[], tight = false): void {
    if (first?.type === "paragraph") this.pdf.paragraph([{ text: prefix }, ...this.#runs(first.children)], { tight });
    else if (first) this.#write(first);
    this.writeAll(rest);
  }

  #table(table: Table): void {
    const [head = [], ...rows] = table.children.map((row) => row.children.map((cell) => this.#runs(cell.children)));
    if (head.length > (this.options.mostColumns ?? head.length)) {
      for (const [name = [], ...cells] of rows) {
        this.pdf.paragraph(name.map((run) => ({ ...run, bold: true })));
        this.pdf.keyValues(cells.map((cell, at) => [(head[at + 1] ?? []).map(({ text }) => text).join(""), cell]));
      }
      return;
    }
    const align = table.align?.map((side) => (side === "right" ? "right" : "left"));
    this.pdf.table({ head, rows, ...(align ? { align } : {}) });
  }

  #runs(nodes: readonly PhrasingContent[], marks: Marks = {}): TextRun[] {
    return nodes.flatMap((node) => this.#run(node, marks));
  }

  #run(node: PhrasingContent, marks: Marks): TextRun[] {
    switch (node.type) {
      case "text":
        // A line's end within a paragraph is a space (CommonMark §6.8).
        return [{ ...marks, text: node.value.replace(/\s*\n\s*/g, " ") }];
      case "inlineCode":
        return [{ ...marks, text: node.value, code: true }];
      case "strong":
        return this.#runs(node.children, { ...marks, bold: true });
      case "emphasis":
        return this.#runs(node.children, { ...marks, italic: true });
      case "delete":
        return [{ ...marks, text: "[deleted: " }, ...this.#runs(node.children, marks), { ...marks, text: "]" }];
      case "link":
        return this.#link(node.url, this.#runs(node.children, marks));
      case "linkReference":
        return this.#link(this.definitions.get(node.identifier) ?? "", this.#runs(node.children, marks));
      case "break":
        return [{ ...marks, text: "\n" }];
      case "image":
      case "imageReference":
        return [{ ...marks, text: node.alt ?? "" }];
      case "footnoteReference":
        return [{ ...marks, text: `[${node.label ?? node.identifier}]` }];
      case "html":
        return isComment(node.value) ? [] : [{ ...marks, text: node.value }];
      default:
        return [];
    }
  }

  /** On paper a link must say where it leads, unless its own text does. */
  #link(url: string, runs: readonly TextRun[]): TextRun[] {
    const { baseUrl } = this.options;
    const target = addressOf(baseUrl !== undefined && URL.canParse(url, baseUrl) ? new URL(url, baseUrl).href : url);
    if (target === undefined) return [...runs];
    const shown = target
      .replace(/^https?:\/\//, "")
      .replace(/^mailto:([^?]*).*$/, "$1")
      .replace(/\/$/, "");
    const text = runs.map((run) => run.text).join("");
    const linked = runs.map((run) => ({ ...run, link: target }));
    const { knownSite } = this.options;
    const known = knownSite !== undefined && target.startsWith(knownSite);
    return known || text.includes(shown) ? linked : [...linked, { text: ` (${shown})`, colour: PRINTED_TARGET }];
  }
}

/** Points that a line of text, a table's head and its first row take. */
const beforeTable = 110;
const PRINTED_TARGET = "#56606b";

const isComment = (html: string): boolean => /^\s*<!--/.test(html);

function headingLevel(depth: number): HeadingLevel {
  if (depth <= 1) return 1;
  if (depth === 2) return 2;
  return depth === 3 ? 3 : 4;
}

function definitionsOf(nodes: readonly RootContent[]): ReadonlyMap<string, string> {
  return new Map(nodes.flatMap((node) => (node.type === "definition" ? [[node.identifier, node.url] as const] : [])));
}
