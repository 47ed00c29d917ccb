/**
 * The body of an advisory: MDX of words alone. It is parsed and never compiled, so a thousand of them load at once and
 * none can run anything.
 */
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { Root } from "mdast";
import type { ReactElement } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkGfm from "remark-gfm";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { checkPage, type PageOutline } from "./check-page";
import type { Problem } from "./problems";

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

/** @returns its headings' anchors; what a body may not hold is noted in `problems` */
export function checkAdvisoryBody(file: string, body: string, problems: Problem[]): PageOutline["anchors"] {
  const outline: PageOutline = { anchors: [], links: [], components: [] };
  const tree = parse(file, body, problems);
  if (tree === null) return [];
  checkPage(tree, file, outline, problems);
  for (const { name, line } of outline.components)
    problems.push({ file, line, what: `<${name}> stands in an advisory.`, mend: "Write out what it would show." });
  for (const { url, line } of outline.links)
    if (!/^(https:\/\/|\/[^/]|#)/.test(url))
      problems.push({
        file,
        line,
        what: `The link to ${url} is not to a page.`,
        mend: "Link to https://… or a page here.",
      });
  return outline.anchors;
}

/** The body as elements, its headings from the second level on. It was checked when it was read. */
export function advisoryElements(body: string): ReactElement {
  const tree = parser.parse(body);
  checkPage(tree, "", { anchors: [], links: [], components: [] }, []);
  return toJsxRuntime(unified().use(remarkRehype).runSync(tree), { Fragment, jsx, jsxs });
}

function parse(file: string, body: string, problems: Problem[]): Root | null {
  try {
    return parser.parse(body);
  } catch (error) {
    const line = error instanceof Error && "line" in error && typeof error.line === "number" ? error.line : 1;
    const reason = error instanceof Error ? error.message.split("\n")[0] : "unknown reason";
    const mend = "Correct the MDX; a bare `<` or `{` is written `\\<` or `\\{`.";
    problems.push({ file, line, what: `The text is not MDX: ${reason}.`, mend });
    return null;
  }
}
