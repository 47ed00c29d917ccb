/** What every page that is made of lists has as Markdown: a title, that it is a draft where it is one, and its parts. */
import { quarterStanding } from "@/server/content/calendar";
import type { Publisher } from "@/server/content/publisher-schema";
import { wordsIn } from "@/server/words/words";

const words = wordsIn("en");

/** @param parts Markdown, a block each */
export function markdownPage(
  { status }: Pick<Publisher, "status">,
  at: Date,
  { title, about, parts }: { title: string; about: string; parts: readonly string[] },
): string {
  const draft = status.state === "draft" ? [draftNotice(status, at)] : [];
  return `${[heading(1, title), ...draft, escaped(about), ...parts].join("\n\n")}\n`;
}

/** As on every page for people. */
function draftNotice({ statement, pending }: Publisher["status"], at: Date): string {
  const items = pending.map(({ title, quarter }) => {
    if (quarter === null) return title;
    const { year, number, passed } = quarterStanding(quarter, at);
    return `${title} (${words(passed ? "content.pending.passed" : "content.pending.planned", { year, number })})`;
  });
  return [
    `> **${escaped(words("site.draft"))}** ${escaped(statement ?? "")}`.trimEnd(),
    ...(items.length === 0 ? [] : [">", `> ${escaped(`${words("content.pending.label")} ${items.join("; ")}.`)}`]),
  ].join("\n");
}

export const heading = (level: 1 | 2 | 3, text: string) => `${"#".repeat(level)} ${escaped(text)}`;

export const list = (items: readonly string[]) => items.map((item) => `- ${escaped(item)}`).join("\n");

/** A cell without a fact says so. */
export function table(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(escaped)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => escaped(cell ?? words("site.notStated"))))),
  ].join("\n");
}

/** On one line, and nothing in it is Markdown. */
export const escaped = (text: string) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, "\\$&");
