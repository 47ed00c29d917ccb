/** A page of the pack, or one section of it, as stretches of Markdown with the figures between them. */
import type { PlacedComponent } from "@/server/content/check-page";
import type { Figure } from "@/server/content/facts-schema";
import { held } from "@/server/content/held";
import type { Pack, Page } from "@/server/content/pack";
import { pageMarkdown } from "@/server/content/page-markdown";

export type PagePart =
  | { readonly kind: "markdown"; readonly text: string }
  | { readonly kind: "figure"; readonly figure: Figure };

/** Offsets into the page's body. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const mappingElsewhere = "It stands in the control matrix of this security pack.";

/** What the page shows at `at`. The notes on draft and origin are left out: each document opens with its own. */
export function pageParts(pack: Pack, page: Page, at: Date, stretch: Stretch = whole(page)): PagePart[] {
  return partsBetween(pack, page, at, stretch, isCut);
}

/** All that the page shows at `at`, its notes and its mapping included. */
export function wholePage(pack: Pack, page: Page, at: Date): PagePart[] {
  return partsBetween(pack, page, at, whole(page), (name) => name === "Figure");
}

function partsBetween(
  pack: Pack,
  page: Page,
  at: Date,
  stretch: Stretch,
  isCutHere: (name: PlacedComponent["name"]) => boolean,
): PagePart[] {
  const cuts = within(page, stretch).filter(({ name }) => isCutHere(name));
  const parts: PagePart[] = [];
  let start = stretch.start;
  for (const cut of [...cuts, null]) {
    const text = markdownOf(pack, page, { start, end: cut?.start ?? stretch.end }, at);
    if (text !== "") parts.push({ kind: "markdown", text });
    if (cut === null) break;
    parts.push(...inPlaceOf(pack, cut));
    start = cut.end;
  }
  return parts;
}

/** What stands below the heading with this anchor, its sub-sections included. Null when there is none. */
export function sectionStretch(page: Page, id: string): Stretch | null {
  const at = page.anchors.findIndex((anchor) => anchor.id === id);
  const anchor = page.anchors[at];
  if (!anchor) return null;
  const next = page.anchors.slice(at + 1).find(({ depth }) => depth <= anchor.depth);
  return {
    start: lineStart(page.body, anchor.line + 1),
    end: next === undefined ? page.body.length : lineStart(page.body, next.line),
  };
}

/** The innermost section that shows the figure. */
export function sectionWithFigure(page: Page, name: string): string | null {
  const shown = page.components.find((component) => component.name === "Figure" && component.attributes.name === name);
  return page.anchors.findLast(({ line }) => shown !== undefined && line <= shown.line)?.id ?? null;
}

const whole = (page: Page): Stretch => ({ start: 0, end: page.body.length });

function within(page: Page, { start, end }: Stretch): PlacedComponent[] {
  return page.components
    .filter((component) => component.start >= start && component.end <= end)
    .sort((a, b) => a.start - b.start);
}

function isCut(name: PlacedComponent["name"]): boolean {
  return name === "Figure" || name === "DraftNote" || name === "DerivedNote" || name === "ControlMapping";
}

function inPlaceOf(pack: Pack, { name, attributes }: PlacedComponent): PagePart[] {
  if (name === "ControlMapping") return [{ kind: "markdown", text: mappingElsewhere }];
  const figure = name === "Figure" ? held(pack.figures, attributes.name ?? "") : undefined;
  return figure ? [{ kind: "figure", figure }] : [];
}

function markdownOf(pack: Pack, page: Page, stretch: Stretch, at: Date): string {
  const { start, end } = stretch;
  const components = within(page, stretch).map((component) => ({
    ...component,
    start: component.start - start,
    end: component.end - start,
  }));
  const cut: Page = { ...page, body: page.body.slice(start, end), components };
  const text = pageMarkdown({ ...pack, pages: { ...pack.pages, [page.name]: cut } }, page.name, at) ?? "";
  const opening = `---\n\n# ${page.meta.title}\n\n`;
  return text.slice(text.indexOf(opening) + opening.length).trim();
}

/** `line` is counted from 1. */
function lineStart(text: string, line: number): number {
  let offset = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf("\n", offset);
    if (end === -1) return text.length;
    offset = end + 1;
  }
  return offset;
}
