/** Pages that are drawn from lists, as Markdown. A cell without a fact says so. */
import { target } from "@/server/content/fact-words";
import type { Pack } from "@/server/content/pack";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { wordsIn } from "@/server/words/words";

const words = wordsIn("en");

export function complianceMarkdown({ publisher, programmes }: Pack, at: Date): string {
  const { short: name } = publisher.names;
  const rows = programmes.map(({ framework, stage, statement, targets, scope, evidence, lastChecked }) => [
    framework,
    words(`compliance.stage.${stage}`),
    statement,
    targets.map(({ milestone, quarter }) => `${milestone}: ${target(quarter, "targeted", at).text}`).join("; ") ||
      words("compliance.noTarget"),
    scope,
    evidence === null ? words("compliance.noEvidence") : evidence.title,
    lastChecked,
  ]);
  const columns = (["programme", "stage", "statement", "target", "scope", "evidence", "checked"] as const).map(
    (column) => words(`search.column.${column}`),
  );
  return page(words("site.nav.compliance"), words("search.about.compliance", { name }), table(columns, rows));
}

export function registerMarkdown({ publisher, subProcessors }: Pack, entries: readonly RegisterEntry[]): string {
  const { short: name } = publisher.names;
  const fields = [
    "name",
    "role",
    "purpose",
    "dataCategories",
    "location",
    "transferMechanism",
    "certifications",
    "since",
  ] as const;
  const columns = fields.map((field) => words(`search.column.${field}`));
  const rows = entries.map((entry) => fields.map((field) => entry[field]));
  const body = `${table(columns, rows)}\n\n${escaped(subProcessors.fullerList)}`;
  return page(words("site.nav.subprocessors"), words("search.about.subprocessors", { name }), body);
}

const page = (title: string, about: string, body: string) => `# ${escaped(title)}\n\n${escaped(about)}\n\n${body}\n`;

function table(columns: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(escaped)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => escaped(cell ?? words("site.notStated"))))),
  ].join("\n");
}

const escaped = (text: string) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, "\\$&");
