/** What the portal says of itself, privacy and accessibility, as Markdown: the same words as on the pages for people. */
import type { Publisher } from "@/server/content/publisher-schema";
import type { Measurement } from "@/server/site/accessibility";
import { escaped, heading, list, markdownPage, table } from "@/server/site/machines/markdown-parts";
import { deviceRecords, keptRecords } from "@/server/site/privacy";
import { wordsIn } from "@/server/words/words";

const words = wordsIn("en");

/** @param timestamps whether a time-stamp authority is in use */
export function privacyMarkdown(publisher: Publisher, timestamps: boolean, at: Date): string {
  const { short: name } = publisher.names;
  const records = keptRecords(publisher, words).flatMap(({ title, holds, why, until }) => [
    heading(3, title),
    list([
      `${words("privacy.kept.holds")}: ${holds}`,
      `${words("privacy.kept.why")}: ${why}`,
      `${words("privacy.kept.until")}: ${until}`,
    ]),
  ]);
  const recipients = [words("privacy.recipients.staff", { name }), words("privacy.recipients.mail", { name })];
  return markdownPage(publisher, at, {
    title: words("privacy.title"),
    about: words("privacy.lead"),
    parts: [
      escaped(words("privacy.scope", { name })),
      heading(2, words("privacy.short.title")),
      list([words("privacy.short.cookies"), words("privacy.short.tracking"), words("privacy.short.encrypted")]),
      heading(2, words("privacy.kept.title")),
      ...records,
      heading(2, words("privacy.device.title")),
      escaped(words("privacy.device.lead")),
      deviceTable(),
      heading(2, words("privacy.recipients.title")),
      list([...recipients, ...(timestamps ? [words("privacy.recipients.timestamp")] : [])]),
      escaped(words("privacy.recipients.nobody")),
      heading(2, words("privacy.rights.title")),
      ...["privacy.rights.text" as const, "privacy.rights.authority" as const].map((key) => escaped(words(key))),
      contact(publisher, words("privacy.rights.contact"), words("privacy.rights.contactNotStated")),
    ],
  });
}

function deviceTable(): string {
  const columns = (["name", "kind", "purpose", "until"] as const).map((column) => words(`privacy.device.${column}`));
  const rows = deviceRecords(words).map(({ name, kind, purpose, until }) => [
    name,
    words(`privacy.device.${kind}`),
    purpose,
    until,
  ]);
  return table(columns, rows);
}

/** @param measurement null: not measured yet */
export function accessibilityMarkdown(publisher: Publisher, measurement: Measurement | null, at: Date): string {
  return markdownPage(publisher, at, {
    title: words("accessibility.title"),
    about: words("accessibility.lead"),
    parts: [
      heading(2, words("accessibility.aim.title")),
      escaped(words("accessibility.aim.text")),
      escaped(words("accessibility.aim.status")),
      heading(2, words("accessibility.measured.title")),
      ...(measurement === null ? [escaped(words("accessibility.measured.notYet"))] : measured(measurement)),
      heading(2, words("accessibility.limits.title")),
      list([
        words("accessibility.limits.people"),
        words("accessibility.limits.publisherText"),
        words("accessibility.limits.downloads"),
        ...(measurement?.notMeasured ?? []),
      ]),
      heading(2, words("accessibility.contact.title")),
      contact(publisher, words("accessibility.contact.text"), words("accessibility.contact.notStated")),
      escaped(words("accessibility.contact.authority")),
    ],
  });
}

function measured({ measuredAt, pages, findings, tools }: Measurement): string[] {
  return [
    list([
      `${words("accessibility.measured.when")}: ${measuredAt.slice(0, 10)}`,
      `${words("accessibility.measured.pages")}: ${pages}`,
      `${words("accessibility.measured.findings")}: ${findings}`,
      `${words("accessibility.measured.tools")}: ${tools.map(({ name, version }) => `${name} ${version}`).join(", ")}`,
    ]),
    findings === 0
      ? escaped(words("accessibility.measured.none"))
      : escaped(words("accessibility.measured.some", { count: findings })),
  ];
}

function contact({ contacts: { trust } }: Publisher, ask: string, notStated: string): string {
  return trust === null ? escaped(notStated) : `${escaped(ask)} <${trust}>.`;
}
