/** Pages that are drawn from lists, as Markdown. */
import type { PublishedQuarter } from "@/server/assurance/reports/queries";
import { target } from "@/server/content/fact-words";
import type { Pack } from "@/server/content/pack";
import { escaped, markdownPage, table } from "@/server/site/machines/markdown-parts";
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
  return markdownPage(publisher, at, {
    title: words("site.nav.compliance"),
    about: words("search.about.compliance", { name }),
    parts: [table(columns, rows)],
  });
}

export function registerMarkdown(
  { publisher, subProcessors }: Pack,
  entries: readonly RegisterEntry[],
  at: Date,
): string {
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
  return markdownPage(publisher, at, {
    title: words("site.nav.subprocessors"),
    about: words("search.about.subprocessors", { name }),
    parts: [table(columns, rows), escaped(subProcessors.fullerList)],
  });
}

/** Which reports are published. */
export function reportsMarkdown({ publisher }: Pack, reports: readonly PublishedQuarter[], at: Date): string {
  const { short: name } = publisher.names;
  const columns = [words("reports.list.quarter"), words("reports.list.period"), words("reports.list.signedOff")];
  const rows = reports.map(({ quarter: { year, number, firstDay, lastDay }, signedOff, demonstration }) => {
    const title = words("reports.reportTitle", {
      quarter: words("reports.quarter", { year: String(year), number: String(number) }),
    });
    const shown = demonstration ? words("reports.demonstrationTitle", { title }) : title;
    return [shown, `${firstDay} – ${lastDay}`, signedOff.date];
  });
  const none = [escaped(words("reports.empty.title")), escaped(words("reports.empty.text", { name }))];
  const note = escaped(words("reports.demonstrationNote", { name }));
  return markdownPage(publisher, at, {
    title: words("reports.title"),
    about: words("reports.lead"),
    parts: [
      ...(reports.some(({ demonstration }) => demonstration) ? [note] : []),
      ...(reports.length === 0 ? none : [table(columns, rows)]),
    ],
  });
}
