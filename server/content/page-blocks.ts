/** A page as a reader reads it, passage by passage under its sections: what two versions are compared by. */
import type { RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { PageFacts } from "./fact-words";
import type { PageText } from "./pack";
import { expandedBody } from "./page-markdown";

export interface Block {
  readonly kind: "heading" | "text" | "item" | "row";
  /** Words alone, with one space between them; the cells of a row are parted by " | ". */
  readonly text: string;
}

export interface BlockSection {
  /** The anchor; "" for what stands before the first heading. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Of a page, with what its components draw. */
export function sectionsOf(facts: PageFacts, page: PageText, now: Date): BlockSection[] {
  const { title, description } = page.meta;
  const opening: Block[] = [
    { kind: "heading", text: title },
    { kind: "text", text: description },
  ];
  return sectionsIn(opening, expandedBody(facts, page, now));
}

/** By the headings of the second level; those below them are passages of their own. */
export function sectionsIn(opening: readonly Block[], markdown: string): BlockSection[] {
  const pieces = markdown.split(/^## (.*?)\s*\[#([a-z0-9-]+)\]$/m);
  const sections: BlockSection[] = [{ id: "", title: "", blocks: [...opening, ...blocksOf(pieces[0] ?? "")] }];
  for (let at = 1; at < pieces.length; at += 3) {
    const [heading = "", id = "", body = ""] = pieces.slice(at, at + 3);
    sections.push({ id, title: wordsOf(heading), blocks: blocksOf(body) });
  }
  return sections;
}

const parser = unified().use(remarkParse).use(remarkGfm);

function blocksOf(markdown: string): Block[] {
  const unmarked = markdown.replace(/^(#{3,4} .*?)\s*\[#[a-z0-9-]+\]$/gm, "$1");
  return parser.parse(unmarked).children.flatMap(blocksIn);
}

function blocksIn(node: RootContent): Block[] {
  switch (node.type) {
    case "heading":
      return block("heading", textIn(node));
    case "list":
      return node.children.flatMap(({ children }) =>
        children.flatMap((child) => (child.type === "paragraph" ? block("item", textIn(child)) : blocksIn(child))),
      );
    case "table":
      return node.children.flatMap(({ children }) => block("row", children.map((cell) => textIn(cell)).join(" | ")));
    case "blockquote":
      return node.children.flatMap(blocksIn);
    default:
      return block("text", textIn(node));
  }
}

function block(kind: Block["kind"], text: string): Block[] {
  const squeezed = text.replace(/\s+/g, " ").trim();
  return squeezed === "" ? [] : [{ kind, text: squeezed }];
}

const wordsOf = (markdown: string): string => parser.parse(markdown).children.map(textIn).join(" ").trim();

function textIn(node: {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly unknown[];
}): string {
  if (node.type === "break") return " ";
  if (node.value !== undefined) return node.value;
  return (node.children ?? []).map((child) => (isNode(child) ? textIn(child) : "")).join("");
}

function isNode(value: unknown): value is Parameters<typeof textIn>[0] {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
