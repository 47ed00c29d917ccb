/**
 * What in a sound pack needs its writer all the same, at a given time: dates that have passed, claims without evidence,
 * checks that are old, facts that the portal needs and the publisher has not stated. Pure: shown to staff at /desk in the
 * language of the page, and listed as warnings by `npm run content:check` in English.
 */
import type { Locale } from "@/server/words/locale";
import { type Words, wordsIn } from "@/server/words/words";
import { dateInWords, dayPassed, quarterStanding } from "./calendar";
import type { Programme } from "./facts-schema";
import type { Pack } from "./pack";

export type ConcernKind = "target-passed" | "review-passed" | "unevidenced" | "check-outdated" | "not-stated";

export interface Concern {
  readonly kind: ConcernKind;
  /** The subject and what is the matter with it, without a full stop. */
  readonly what: string;
  /** What follows from it for visitors. */
  readonly why: string;
  readonly mend: string;
  /** Path below the content folder, and the place in its YAML or front matter. */
  readonly file: string;
  readonly path: readonly (string | number)[];
}

type Place = Pick<Concern, "file" | "path">;

/** How the concerns are told. */
interface Telling {
  readonly words: Words;
  readonly day: (date: string) => string;
}

export function packConcerns(pack: Pack, at: Date, locale: Locale): Concern[] {
  const telling = { words: wordsIn(locale), day: (date: string) => dateInWords(date, locale) };
  return [
    ...passedTargets(pack, at, telling),
    ...passedReviews(pack, at, telling),
    ...claims(pack, at, telling),
    ...missingFacts(pack, telling),
  ];
}

function passedTargets({ name, programmes, publisher }: Pack, at: Date, { words, day }: Telling): Concern[] {
  const stated = programmes.flatMap(({ framework, targets }, index) =>
    targets.map(({ milestone, quarter }, target) => ({
      title: `${framework}: ${milestone}`,
      quarter,
      file: `${name}/programmes.yaml`,
      path: [index, "targets", target],
    })),
  );
  const pending = publisher.status.pending.map(({ title, quarter }, index) => ({
    title,
    quarter,
    file: `${name}/publisher.yaml`,
    path: ["status", "pending", index],
  }));
  return [...stated, ...pending].flatMap(({ title, quarter, file, path }): Concern[] => {
    const standing = quarter === null ? null : quarterStanding(quarter, at);
    if (!standing?.passed) return [];
    const { year, number, lastDay } = standing;
    return [
      {
        kind: "target-passed",
        what: words("content.concern.targetPassed", { title, year, number }),
        why: words("content.concern.targetPassedWhy", { day: day(lastDay) }),
        mend: words("content.concern.targetPassedMend", { file: baseName(file) }),
        file,
        path,
      },
    ];
  });
}

function passedReviews({ pages }: Pack, at: Date, { words, day }: Telling): Concern[] {
  return Object.values(pages).flatMap(({ file, meta: { title, nextReview } }): Concern[] =>
    nextReview === null || !dayPassed(nextReview, at)
      ? []
      : [
          {
            kind: "review-passed",
            what: words("content.concern.reviewPassed", { title, day: day(nextReview) }),
            why: words("content.concern.reviewPassedWhy"),
            mend: words("content.concern.reviewPassedMend", { file: baseName(file) }),
            file,
            path: ["nextReview"],
          },
        ],
  );
}

function claims({ name, programmes }: Pack, at: Date, telling: Telling): Concern[] {
  return programmes.flatMap((programme, index) => {
    const place = { file: `${name}/programmes.yaml`, path: [index] };
    return [...unevidenced(programme, place, telling), ...outdated(programme, at, place, telling)];
  });
}

/** Only what is claimed to be in place, in part or whole, can lack evidence: a plan has none yet. */
const claimed: ReadonlySet<Programme["stage"]> = new Set([
  "implemented",
  "available",
  "published",
  "partly-conformant",
]);

function unevidenced({ framework, stage, evidence }: Programme, place: Place, { words }: Telling): Concern[] {
  if (!claimed.has(stage) || (evidence !== null && evidence.where !== null)) return [];
  return [
    {
      kind: "unevidenced",
      what: words("content.concern.unevidenced", { framework }),
      why:
        evidence === null
          ? words("content.concern.unnamedWhy")
          : words("content.concern.unlinkedWhy", { title: evidence.title }),
      mend: words("content.concern.unevidencedMend"),
      ...place,
    },
  ];
}

function outdated({ framework, lastChecked }: Programme, at: Date, place: Place, { words, day }: Telling): Concern[] {
  if (lastChecked !== null && !checkOutdated(lastChecked, at)) return [];
  return [
    {
      kind: "check-outdated",
      what:
        lastChecked === null
          ? words("content.concern.neverChecked", { framework })
          : words("content.concern.outdated", { framework, day: day(lastChecked) }),
      why: words("content.concern.outdatedWhy"),
      mend: words("content.concern.outdatedMend"),
      ...place,
    },
  ];
}

/** Whether a check of this day (`YYYY-MM-DD`) is more than a year old. */
export function checkOutdated(lastChecked: string, at: Date): boolean {
  const due = new Date(lastChecked);
  due.setUTCFullYear(due.getUTCFullYear() + 1);
  return dayPassed(due.toISOString().slice(0, 10), at);
}

function missingFacts({ name, publisher }: Pack, { words }: Telling): Concern[] {
  const { contacts, registeredAddress, signingOfficer, governingLaw } = publisher;
  const facts = [
    { fact: "security", value: contacts.security, path: ["contacts", "security"], why: "security" },
    { fact: "incidents", value: contacts.incidents.mail, path: ["contacts", "incidents", "mail"], why: "incidents" },
    { fact: "registeredAddress", value: registeredAddress, path: ["registeredAddress"], why: "registeredAddress" },
    { fact: "signingOfficer", value: signingOfficer, path: ["signingOfficer"], why: "agreement" },
    { fact: "governingLaw", value: governingLaw, path: ["governingLaw"], why: "agreement" },
  ] as const;
  return facts.flatMap(({ fact, value, path, why }): Concern[] =>
    value === null
      ? [
          {
            kind: "not-stated",
            what: words("content.concern.notStated", { fact: words(`content.concern.fact.${fact}`) }),
            why: words(`content.concern.why.${why}`),
            mend: words("content.concern.notStatedMend"),
            file: `${name}/publisher.yaml`,
            path,
          },
        ]
      : [],
  );
}

const baseName = (file: string) => file.slice(file.lastIndexOf("/") + 1);
