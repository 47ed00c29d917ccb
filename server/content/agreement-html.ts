/** A filled agreement as React elements. */
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ReactElement } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { agreementTree } from "./agreement-tree";

/** Headings, paragraphs, lists, tables and emphasis; nothing of the text becomes a link, a picture or HTML. */
export function agreementHtml(markdown: string): ReactElement {
  const tree = unified().use(remarkRehype).runSync(agreementTree(markdown));
  return toJsxRuntime(tree, { Fragment, jsx, jsxs });
}
