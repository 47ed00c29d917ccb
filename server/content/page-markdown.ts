/** A page as Markdown: its front matter as written, and every component put in words. */
import { stringify } from "yaml";
import type { Expansion, Inline, Table } from "./expansion";
import type { PageFacts } from "./fact-words";
import type { BoxFigure, Figure } from "./facts-schema";
import { held } from "./held";
import type { Pack, PageText } from "./pack";
import { pageView } from "./page-view";

/** Null when the pack has no such page. */
export function pageMarkdown(pack: Pack, name: string, now: Date): string | null {
  const page = held(pack.pages, name);
  if (!page) return null;
  const body = expandedBody(pack, page, now)
    .replace(/^(#{2,4} .*?)\s*\[#[a-z0-9-]+\]$/gm, "$1")
    .trim();
  return `---\n${stringify(page.meta, { lineWidth: 0 })}---\n\n# ${page.meta.title}\n\n${body}\n`;
}

/** The body as Markdown with every component put in words; headings keep their marks, as `## Access [#access]`. */
export function expandedBody(facts: PageFacts, page: PageText, now: Date): string {
  const view = pageView(facts, page.meta, now);
  let text = page.body;
  // From the last to the first, so that the earlier offsets stay true.
  for (const { name: component, attributes, start, end } of [...page.components].reverse())
    text = text.slice(0, start) + inMarkdown(view.expand(component, attributes)) + text.slice(end);
  return text.replace(/\\([<{}])/g, "$1").replace(/\{\/\*[\s\S]*?\*\/\}\n?/g, "");
}

function inMarkdown(expansion: Expansion): string {
  switch (expansion.kind) {
    case "inline":
      return inlineText(expansion);
    case "table":
      return tableText(expansion);
    case "note": {
      const items = expansion.items.map((item) => `> - ${item.map(inlineText).join(" · ")}`);
      return [`> **${expansion.title}**`, ">", `> ${expansion.text}`, ">", ...items].join("\n");
    }
    case "figure":
      return figureText(expansion.figure);
  }
}

const escaped = (text: string) => text.replace(/[\\`*_[\]<>|]/g, "\\$&");

const inlineText = ({ text, href }: Inline) => (href === null ? escaped(text) : `[${escaped(text)}](${href})`);

function tableText({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `${escaped(caption)}:`,
    "",
    line(columns.map(escaped)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => cell.map(inlineText).join("; ")))),
  ].join("\n");
}

function figureText(figure: Figure): string {
  const list = figure.kind === "steps" ? figure.steps.map(stepText) : boxLines(figure);
  return [`**${escaped(figure.title)}.** ${escaped(figure.summary)}`, "", ...list].join("\n");
}

function stepText(step: { title: string; text: string; mark: string | null }, at: number): string {
  return `${at + 1}. **${escaped(step.title)}**${step.mark ? ` (${escaped(step.mark)})` : ""}: ${escaped(step.text)}`;
}

function boxLines({ rows, flows }: BoxFigure): string[] {
  const boxes = rows.flat().filter((box) => box !== null);
  const titles = new Map(boxes.map((box) => [box.id, box.title]));
  return boxes.map((box) => {
    const onward = flows
      .filter((flow) => flow.from === box.id)
      .map((flow) => `${titles.get(flow.to) ?? flow.to}${flow.label ? ` (${flow.label})` : ""}`);
    const leads = onward.length > 0 ? `; leads to ${escaped(onward.join(" and "))}` : "";
    return `- **${escaped(box.title)}**${box.text ? `: ${escaped(box.text)}` : ""}${leads}`;
  });
}
