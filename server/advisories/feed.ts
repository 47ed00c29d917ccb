/**
 * Advisories as a feed: of those that are given, for the audience that is named. It says the same whenever it is asked
 * for, until one of them changes. In English, because one address has one text.
 */
import { publicSince } from "@/server/advisories/policy";
import { rangeText } from "@/server/advisories/revisions";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import { type AdvisoryMeta, type Severity, severityOfAdvisory } from "@/server/content/advisory-schema";
import { minuteInWords } from "@/server/content/calendar";
import type { Pack } from "@/server/content/pack";
import type { Feed, FeedEntry } from "@/server/feeds/feed";
import { uuidOf } from "@/server/feeds/name-uuid";
import { wordsIn } from "@/server/words/words";

export interface AdvisoryFeedOwner {
  readonly pack: Pick<Pack, "name" | "publisher">;
  /** The site's origin. */
  readonly site: URL;
  /** Empty where there is none. */
  readonly hubs: readonly URL[];
}

/** `account`: a contact's own feed, whose links lead into the portal and which no hub passes on. */
export type FeedAudience = "public" | "account";

/** What the list was narrowed to, for the feed's name; it is narrowed already. */
export interface FeedNarrowing {
  readonly severity: Severity | null;
  readonly product: { readonly id: string; readonly name: string } | null;
}
const whole: FeedNarrowing = { severity: null, product: null };

/** A feed is read again and again: who wants more has the pages and CSAF. */
const most = 100;

const words = wordsIn("en");

/** @param advisories all that this audience may see, the one revised last first, each with the TLP that goes for it now */
export function advisoryFeed(
  owner: AdvisoryFeedOwner,
  advisories: readonly Advisory[],
  audience: FeedAudience,
  narrowing: FeedNarrowing = whole,
): Feed {
  const { pack, site, hubs } = owner;
  const { short, legal } = pack.publisher.names;
  const entries = listedInFeed(advisories, audience).map((dated) => entryOf(owner, dated, audience));
  const title = words(`feeds.advisories.title.${audience}`, { publisher: short });
  const parts = narrowedTo(narrowing);
  return {
    id: `urn:uuid:${uuidOf([pack.name, "advisories", audience, ...idParts(narrowing)].join("/"))}`,
    title: parts === "" ? title : words("feeds.advisories.narrowed", { title, parts }),
    description: words(`feeds.advisories.description.${audience}`, { legalName: legal }),
    language: "en",
    page: new URL(listOf(audience), site),
    author: legal,
    updated: entries[0]?.updated ?? new Date(0),
    entries,
    ...(audience === "public" && hubs.length > 0 ? { hubs } : {}),
    stylesheet: "/feed.css",
  };
}

const listOf = (audience: FeedAudience) => (audience === "public" ? "/advisories" : "/portal/advisories");

const idParts = ({ severity, product }: FeedNarrowing) => [
  ...(severity === null ? [] : [`severity ${severity}`]),
  ...(product === null ? [] : [`product ${product.id}`]),
];

const narrowedTo = ({ severity, product }: FeedNarrowing) =>
  [...(severity === null ? [] : [severityWord(severity)]), ...(product === null ? [] : [product.name])].join(", ");

interface Dated {
  readonly advisory: Advisory;
  readonly published: Date;
  readonly updated: Date;
}

/** Those that a feed has room for, as it orders them. */
export function listedInFeed(advisories: readonly Advisory[], audience: FeedAudience): Dated[] {
  return advisories
    .map((advisory) => ({ advisory, ...timesOf(advisory.meta, audience) }))
    .sort((one, other) => other.updated.getTime() - one.updated.getTime())
    .slice(0, most);
}

function entryOf({ pack, site }: AdvisoryFeedOwner, dated: Dated, audience: FeedAudience): FeedEntry {
  const { advisory, published, updated } = dated;
  const { meta, demonstration } = advisory;
  const page = new URL(`${listOf(audience)}/${meta.id}`, site);
  const severity = severityOfAdvisory(meta);
  return {
    // The same in every feed and before and after it became public, so that no reader takes it for another.
    id: `urn:uuid:${uuidOf(`${pack.name}/advisory/${meta.id}`)}`,
    title: meta.title,
    page,
    published,
    updated,
    summary: meta.summary,
    paragraphs: [
      ...(demonstration ? [`${words("reports.demonstration")}. ${words("advisories.demonstration")}`] : []),
      meta.summary,
      ...factsOf(meta),
      words("feeds.advisories.page", { address: page.href }),
    ],
    categories: [
      meta.id,
      words(`advisories.kind.${meta.kind}`),
      ...(severity === null ? [] : [severityWord(severity)]),
      `TLP:${meta.tlp}`,
      ...meta.products.map(({ name }) => name),
      ...(demonstration ? [words("reports.demonstration")] : []),
    ],
  };
}

/** To the public an advisory is new when its embargo ends, whatever the day of its first revision. */
function timesOf(meta: AdvisoryMeta, audience: FeedAudience): Omit<Dated, "advisory"> {
  const first = meta.revisions[0]?.at ?? latestRevision(meta).at;
  const published = (audience === "public" ? publicSince(meta) : null) ?? first;
  const { at } = latestRevision(meta);
  return { published, updated: at > published ? at : published };
}

/** A paragraph for each thing that a reader has to decide by. */
function factsOf(meta: AdvisoryMeta): string[] {
  const { cvss, cves, cwes, products, remediations, retrospective, revisions, tlp } = meta;
  const severity = severityOfAdvisory(meta);
  const line = (name: string, text: string) => words("feeds.advisories.line", { name, text });
  const about = [
    `TLP:${tlp}`,
    ...(severity === null ? [] : [line(words("advisories.column.severity"), severityWord(severity))]),
    ...cvss.map(({ vector, score }) => line("CVSS", `${score} ${vector}`)),
    ...(cves.length === 0 ? [] : [line("CVE", cves.join(", "))]),
    ...(cwes.length === 0 ? [] : [line("CWE", cwes.map(({ id, name }) => `${id} ${name}`).join(", "))]),
    ...(retrospective === null ? [] : [line(words("advisories.incident.class"), retrospective.class)]),
  ];
  const told = [...revisions].reverse().map(({ number, at, summary }) => {
    const name = words("feeds.advisories.revision", { number, time: minuteInWords(at, "en") });
    return line(name, summary);
  });
  return [
    about.join("\n"),
    ...products.map((product) => [product.name, ...standingOf(product)].join("\n")),
    ...(remediations.length === 0
      ? []
      : [
          [
            words("advisories.remediations"),
            ...remediations.map(({ kind, details, url }) =>
              line(
                words(`advisories.remediation.${remediationKeys[kind]}`),
                url === null ? details : `${details} ${url}`,
              ),
            ),
          ].join("\n"),
        ]),
    ...(retrospective === null ? [] : [line(words("advisories.incident.impact"), retrospective.customerImpact)]),
    told.join("\n"),
  ];
}

const remediationKeys = {
  fix: "fix",
  workaround: "workaround",
  mitigation: "mitigation",
  "none-planned": "nonePlanned",
  "none-available": "noneAvailable",
} as const;

function standingOf({ affected, fixed, notAffected, underInvestigation }: AdvisoryMeta["products"][number]): string[] {
  const all = [
    ["affected", affected.map(rangeText)],
    ["fixed", fixed],
    ["notAffected", notAffected.map(rangeText)],
    ["investigated", underInvestigation.map(rangeText)],
  ] as const;
  return all.flatMap(([status, versions]) =>
    versions.length === 0
      ? []
      : [words("feeds.advisories.line", { name: words(`advisories.status.${status}`), text: versions.join("; ") })],
  );
}

const severityWord = (severity: Severity) => words(`advisories.severity.${severity}`);
