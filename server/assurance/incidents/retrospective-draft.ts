/**
 * The draft of a retrospective, for a person to finish and commit: front matter that the pack takes as it stands, and what
 * staff wrote as words alone. It is restricted until somebody decides otherwise, and names no customer concerned. Pure.
 */
import { Document } from "yaml";
import { wordsAlone } from "@/server/assurance/incidents/words-alone";
import type { IncidentClass } from "@/server/platform/generated/prisma/enums";

export interface DraftFacts {
  readonly publisherName: string;
  /** Of the pack's advisories. */
  readonly knownIds: readonly string[];
  readonly incident: {
    readonly reference: string;
    readonly class: IncidentClass;
    readonly title: string;
    readonly description: string;
    readonly discoveredAt: Date;
    readonly detectedAt: Date;
    readonly containedAt: Date | null;
    readonly recoveredAt: Date | null;
    readonly closedAt: Date;
  };
  /** When the last account concerned was told. */
  readonly notifiedAt: Date | null;
  /** Oldest first. */
  readonly updates: readonly { readonly number: number; readonly createdAt: Date; readonly text: string }[];
  /** Of the accounts concerned: what staff wrote may name them. */
  readonly customers: readonly string[];
}

export const toWrite = "To be written by a person";
const someCustomer = "[a customer]";

/** The letters before an advisory's year: those that the pack uses, else the publisher's capitals and `SA`. */
export function draftId({
  knownIds,
  publisherName,
  incident,
}: Pick<DraftFacts, "knownIds" | "publisherName"> & {
  readonly incident: { readonly reference: string };
}): string {
  const capitals = publisherName
    .replace(/[^A-Z]/g, "")
    .slice(0, 2)
    .padEnd(2, "X");
  const prefix = knownIds[0]?.slice(0, 4) ?? `${capitals}SA`;
  return incident.reference.replace(/^INC/, prefix);
}

export function retrospectiveDraft(facts: DraftFacts): string {
  const matter = new Document(frontMatter(facts));
  matter.commentBefore = [
    ` The draft of a retrospective of incident ${facts.incident.reference}. A person finishes it before it is committed:`,
    ` - look for “${toWrite}” and for customers' names, which are left out where they were known;`,
    " - tlp is AMBER, so that nothing of it is public: write CLEAR where everybody may read it.",
  ].join("\n");
  return `---\n${matter.toString({ lineWidth: 0 })}---\n\n${bodyOf(facts)}`;
}

function frontMatter(facts: DraftFacts) {
  const { incident, notifiedAt } = facts;
  return {
    ...{ id: draftId(facts), kind: "retrospective" },
    title: withoutNames(facts, incident.title).replace(/\s+/gu, " ").trim().slice(0, 200).trim() || toWrite,
    summary: `${toWrite}: in a sentence or two, what happened and whom it concerned.`,
    ...{ tlp: "AMBER", embargoUntil: null, cvss: [], cves: [], cwes: [], products: [], remediations: [] },
    timeline: timelineOf(facts),
    ...{ credits: [], references: [] },
    revisions: [{ number: 1, at: incident.closedAt.toISOString(), summary: "First published.", changes: ["text"] }],
    retrospective: {
      class: incident.class,
      customerImpact: `${toWrite}: what customers noticed, and for how long.`,
      discoveredAt: incident.discoveredAt.toISOString(),
      detectedAt: incident.detectedAt.toISOString(),
      containedAt: incident.containedAt?.toISOString() ?? null,
      notifiedAt: notifiedAt?.toISOString() ?? null,
      recoveredAt: incident.recoveredAt?.toISOString() ?? null,
      rootCause: `${toWrite}: why it happened.`,
      actions: [{ title: `${toWrite}: what is done so that it does not happen again`, state: "planned", due: null }],
    },
  };
}

function timelineOf({ incident, updates }: DraftFacts): readonly { readonly at: string; readonly event: string }[] {
  const events: (readonly [Date | null, string])[] = [
    [incident.detectedAt, "Detected."],
    [incident.discoveredAt, "Discovered: the time to tell customers began."],
    [incident.containedAt, "Contained."],
    [incident.recoveredAt, "Recovered."],
    ...updates.map(
      ({ createdAt, number }) => [createdAt, `Update ${number} sent to the customers concerned.`] as const,
    ),
  ];
  return events
    .flatMap(([at, event]) => (at === null ? [] : [{ at: at.toISOString(), event }]))
    .sort((one, other) => one.at.localeCompare(other.at, "en"));
}

function bodyOf(facts: DraftFacts): string {
  const { incident, updates } = facts;
  const typed = (text: string) => wordsAlone(withoutNames(facts, text)) || `${toWrite}.`;
  return [
    "## What happened [#what-happened]",
    typed(incident.description),
    ...(updates.length === 0 ? [] : ["## What customers were told [#what-customers-were-told]"]),
    ...updates.flatMap(({ number, text }) => [`### Update ${number} [#update-${number}]`, typed(text)]),
    "## What went well [#what-went-well]",
    `${toWrite}.`,
    "## What did not [#what-did-not]",
    `${toWrite}.`,
  ]
    .join("\n\n")
    .concat("\n");
}

/** The longest first, so that a name that holds another goes whole. */
function withoutNames({ customers }: Pick<DraftFacts, "customers">, text: string): string {
  const names = [...customers].filter((name) => name.trim() !== "").sort((one, other) => other.length - one.length);
  return names.reduce((left, name) => left.replace(pattern(name), someCustomer), text.normalize("NFC"));
}

const pattern = (name: string) =>
  new RegExp(
    name
      .normalize("NFC")
      .trim()
      .split(/\s+/u)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s+"),
    "giu",
  );
