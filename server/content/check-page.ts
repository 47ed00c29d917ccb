/**
 * Walks a page's syntax tree before it is compiled: gathers its anchors, links and components and refuses what a page
 * may not hold. Pages compute nothing and import nothing: a component is used by its listed name with text attributes.
 */

import { isPageComponent, type PageComponent, pageComponentNames, pageComponents } from "./page-components";
import type { Problem } from "./problems";

/** As much of an mdast or MDX node as the check reads. */
export interface TreeNode {
  readonly type: string;
  readonly position?: { start: { line: number; offset?: number }; end: { offset?: number } } | undefined;
  readonly depth?: number;
  readonly url?: string;
  value?: unknown;
  readonly name?: string | null;
  readonly attributes?: readonly { type: string; name?: string; value?: unknown }[];
  data?: { hProperties?: Record<string, unknown> } | undefined;
  children?: TreeNode[];
}

export interface Anchor {
  readonly id: string;
  readonly title: string;
  /** 2, 3 or 4 */
  readonly depth: number;
  readonly line: number;
}

export interface PlacedComponent {
  readonly name: PageComponent;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  /** Offsets into the page's body. */
  readonly start: number;
  readonly end: number;
}

export interface PageOutline {
  readonly anchors: Anchor[];
  readonly links: { readonly url: string; readonly line: number }[];
  readonly components: PlacedComponent[];
}

export function textOf(node: TreeNode): string {
  if (typeof node.value === "string") return node.value;
  return (node.children ?? []).map(textOf).join("");
}

/** Fills `outline` and `problems`, takes anchor marks and refused nodes out of the tree, and gives headings their ids. */
export function checkPage(tree: TreeNode, file: string, outline: PageOutline, problems: Problem[]): void {
  const visit = (node: TreeNode): boolean => {
    const line = node.position?.start.line ?? 1;
    const refusal = refuse(node);
    if (refusal) {
      problems.push({ file, line, ...refusal });
      return false;
    }
    if (node.type === "heading") noteHeading(node, file, line, outline, problems);
    if (node.type === "link" && node.url !== undefined) outline.links.push({ url: node.url, line });
    if (isJsx(node)) noteComponent(node, file, line, outline, problems);
    if (node.children) node.children = node.children.filter(visit);
    return true;
  };
  visit(tree);
}

const isJsx = ({ type }: TreeNode) => type === "mdxJsxFlowElement" || type === "mdxJsxTextElement";

function refuse(node: TreeNode): { what: string; mend: string } | null {
  switch (node.type) {
    case "mdxjsEsm":
      return {
        what: "A page imports and exports nothing.",
        mend: `Remove the statement; these components need no import: ${pageComponentNames.join(", ")}.`,
      };
    case "mdxFlowExpression":
    case "mdxTextExpression":
      return /^\s*\/\*[\s\S]*\*\/\s*$/.test(String(node.value))
        ? null
        : { what: "A page computes nothing: `{…}` stands here.", mend: "Write the text itself, or `\\{` for a brace." };
    case "image":
    case "imageReference":
      return { what: "A page holds no pictures.", mend: "Describe it in figures/ and use <Figure name=…/>." };
    case "linkReference":
    case "definition":
      return { what: "Links by reference are not read.", mend: "Write the link as [text](address)." };
    case "footnoteReference":
    case "footnoteDefinition":
      return { what: "Footnotes are not read.", mend: "Say it in the text." };
    default:
      return null;
  }
}

function noteHeading(node: TreeNode, file: string, line: number, outline: PageOutline, problems: Problem[]): void {
  const note = (what: string, mend: string) => problems.push({ file, line, what, mend });
  const depth = node.depth ?? 1;
  if (depth === 1) note("The page's title comes from its front matter.", "Begin headings at `##`.");
  const last = node.children?.at(-1);
  const text = last?.type === "text" && typeof last.value === "string" ? last.value : "";
  const mark = /\s*\[#([^\]]*)\]$/.exec(text);
  const id = mark?.[1];
  if (!last || !mark || id === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    note("The heading has no anchor.", "End it with one in lower case, as in `## Access control [#access-control]`.");
    return;
  }
  const first = outline.anchors.find((anchor) => anchor.id === id);
  if (first) note(`The anchor #${id} is already used on line ${first.line}.`, "Choose another.");
  last.value = text.slice(0, -mark[0].length);
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
  outline.anchors.push({ id, title: textOf(node), depth, line });
}

function noteComponent(node: TreeNode, file: string, line: number, outline: PageOutline, problems: Problem[]): void {
  const note = (what: string, mend: string) => problems.push({ file, line, what, mend });
  const name = node.name ?? "";
  if (!isPageComponent(name)) {
    note(`<${name}> is not a component of pages.`, `Use one of ${pageComponentNames.join(", ")}.`);
    return;
  }
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes ?? []) {
    if (attribute.type === "mdxJsxAttribute" && attribute.name !== undefined && typeof attribute.value === "string")
      attributes[attribute.name] = attribute.value;
    else note(`<${name}> has an attribute that is not text.`, 'Write attributes as name="value".');
  }
  const checked = pageComponents[name].safeParse(attributes);
  if (!checked.success) {
    const faults = checked.error.issues.map(({ path, message }) => `${path.join(".") || "attributes"}: ${message}`);
    note(`<${name}> is not written right: ${faults.join("; ")}.`, "docs/content-packs.md lists its attributes.");
    return;
  }
  if ((node.children ?? []).length > 0) note(`<${name}> has content.`, `Write it as <${name} … />.`);
  outline.components.push({
    name,
    attributes,
    line,
    start: node.position?.start.offset ?? 0,
    end: node.position?.end.offset ?? 0,
  });
}
