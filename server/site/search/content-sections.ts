/** A page of the pack, cut at its headings into plain text. */
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { type TreeNode, textOf } from "@/server/content/check-page";
import type { Expansion } from "@/server/content/expansion";
import type { Pack, Page } from "@/server/content/pack";
import { pageView } from "@/server/content/page-view";
import type { SearchSection } from "@/server/site/search/section";

const parser = unified().use(remarkParse).use(remarkGfm);

export function contentSections(pack: Pack, page: Page, at: Date): SearchSection[] {
  const { address, meta, anchors } = page;
  const title = { text: meta.title, locale: "en" as const };
  const lines = expanded(pack, page, at).split("\n");
  const start = { id: null, title: meta.title };
  const texts = new Map<string | null, string[]>([[null, [meta.description]]]);
  let under: string | null = null;
  for (const line of lines) {
    const anchor = anchors.find(({ id }) => /^#{2,4} /.test(line) && line.trimEnd().endsWith(`[#${id}]`));
    if (anchor === undefined) texts.get(under)?.push(line);
    else {
      under = anchor.id;
      texts.set(under, []);
    }
  }
  return [start, ...anchors].map(({ id, title: heading }) => ({
    path: address,
    anchor: id,
    page: title,
    heading,
    text: plain((texts.get(id) ?? []).join("\n")),
    locale: "en" as const,
  }));
}

/** The page's Markdown, with a line of text for each component. */
function expanded(pack: Pack, page: Page, at: Date): string {
  const view = pageView(pack, page.meta, at);
  let text = page.body;
  // From the last to the first, so that the earlier offsets stay true.
  for (const { name, attributes, start, end } of [...page.components].reverse())
    text = text.slice(0, start) + escaped(saidBy(view.expand(name, attributes))) + text.slice(end);
  return text.replace(/\{\/\*[\s\S]*?\*\/\}/g, "");
}

function saidBy(expansion: Expansion): string {
  switch (expansion.kind) {
    case "inline":
      return expansion.text;
    case "table":
      return expansion.rows.map((row) => row.flatMap((cell) => cell.map(({ text }) => text)).join(" · ")).join(" — ");
    case "note":
      return [expansion.title, expansion.text, ...expansion.items.flatMap((item) => item.map(({ text }) => text))].join(
        " ",
      );
    case "figure": {
      const { figure } = expansion;
      const parts = figure.kind === "steps" ? figure.steps : figure.rows.flat().filter((box) => box !== null);
      return [figure.title, figure.summary, ...parts.flatMap(({ title, text }) => [title, text ?? ""])].join(" ");
    }
  }
}

/** On one line, and nothing in it is Markdown. */
const escaped = (text: string) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&");

function plain(markdown: string): string {
  const pieces: string[] = [];
  const visit = (node: TreeNode) => {
    if (isLeafBlock(node)) pieces.push(textOf(node));
    else for (const child of node.children ?? []) visit(child);
  };
  visit(parser.parse(markdown));
  return pieces.join(" ").replace(/\s+/g, " ").trim();
}

const isLeafBlock = ({ type, children }: TreeNode) =>
  children === undefined || type === "paragraph" || type === "tableCell" || type === "heading";
