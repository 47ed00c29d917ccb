/** A filled agreement as React elements. */
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ReactElement } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { agreementTree } from "./agreement-tree";

/** Headings, paragraphs, lists, tables and emphasis; nothing of the text becomes a link, a picture or HTML. */
export function agreementHtml(markdown: string): ReactElement {
  const document = agreementTree(markdown);
  // The page has a title of its own: the text's headings stand one level below it.
  for (const node of document.children) if (node.type === "heading" && node.depth < 6) node.depth += 1;
  const tree = unified().use(remarkRehype).runSync(document);
  return toJsxRuntime(tree, { Fragment, jsx, jsxs });
}
