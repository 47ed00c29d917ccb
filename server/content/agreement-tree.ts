/** Parses a filled agreement. A signed text holds words alone: no link, picture, note or HTML takes effect in it. */
import type { Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";

/** Names of micromark's constructs. A bare address as a link would swallow the backslashes that keep a name text. */
const unread = [
  "autolink",
  "definition",
  "emailAutolink",
  "gfmFootnoteDefinition",
  "htmlFlow",
  "htmlText",
  "labelStartImage",
  "labelStartLink",
  "protocolAutolink",
  "wwwAutolink",
];

function readWordsOnly(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: unread } }];
}

/** Markdown to a tree of headings, paragraphs, lists, tables and emphasis, for the screen and for the sealed PDF. */
export function agreementTree(markdown: string): Root {
  const tree = unified().use(remarkParse).use(remarkGfm).use(readWordsOnly).parse(markdown);
  return { ...tree, children: tree.children.flatMap(withoutLinks) };
}

/** GFM looks for addresses once more in the finished tree; that cannot be switched off, so its links are opened up. */
function withoutLinks<Node extends RootContent>(node: Node): RootContent[] {
  if (node.type === "link") return node.children.flatMap(withoutLinks);
  if ("children" in node) Object.assign(node, { children: node.children.flatMap(withoutLinks) });
  return [node];
}
