/**
 * What in a sound pack needs its writer all the same, at a given time: dates that have passed, claims without evidence,
 * checks that are old, facts that the portal needs and the publisher has not stated. Pure: shown to staff at /desk and
 * listed as warnings by `npm run content:check`.
 */
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

export function packConcerns(pack: Pack, at: Date): Concern[] {
  return [...passedTargets(pack, at), ...passedReviews(pack, at), ...claims(pack, at), ...missingFacts(pack)];
}

function passedTargets({ name, programmes, publisher }: Pack, at: Date): Concern[] {
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
    const { label, lastDay } = standing;
    return [
      {
        kind: "target-passed",
        what: `${title}: ${label} has passed`,
        why: `The quarter ended on ${dateInWords(lastDay)}, and visitors are shown that.`,
        mend: `State the result or a new target in ${baseName(file)} of the content pack.`,
        file,
        path,
      },
    ];
  });
}

function passedReviews({ pages }: Pack, at: Date): Concern[] {
  return Object.values(pages).flatMap(({ file, meta: { title, nextReview } }): Concern[] =>
    nextReview === null || !dayPassed(nextReview, at)
      ? []
      : [
          {
            kind: "review-passed",
            what: `${title}: the review of ${dateInWords(nextReview)} has passed`,
            why: "Visitors are shown that it was due.",
            mend: `Review the page and state its next version or review in ${baseName(file)} of the content pack.`,
            file,
            path: ["nextReview"],
          },
        ],
  );
}

function claims({ name, programmes }: Pack, at: Date): Concern[] {
  return programmes.flatMap((programme, index) => {
    const place = { file: `${name}/programmes.yaml`, path: [index] };
    return [...unevidenced(programme, place), ...outdated(programme, at, place)];
  });
}

/** Only what is claimed to be in place can lack evidence: a plan has none yet. */
const claimed: ReadonlySet<Programme["stage"]> = new Set(["implemented", "available", "published"]);

function unevidenced({ framework, stage, evidence }: Programme, place: Place): Concern[] {
  if (!claimed.has(stage) || (evidence !== null && evidence.where !== null)) return [];
  return [
    {
      kind: "unevidenced",
      what: `${framework} is claimed without evidence`,
      why:
        evidence === null
          ? "No document is named that proves it, and visitors are shown that."
          : `“${evidence.title}” is named, but visitors are not told where to read it.`,
      mend: "Name the document and its address as evidence in programmes.yaml of the content pack.",
      ...place,
    },
  ];
}

function outdated({ framework, lastChecked }: Programme, at: Date, place: Place): Concern[] {
  if (lastChecked !== null && !checkOutdated(lastChecked, at)) return [];
  return [
    {
      kind: "check-outdated",
      what:
        lastChecked === null
          ? `${framework}: nobody has stated when this was last checked`
          : `${framework}: last checked on ${dateInWords(lastChecked)}, more than a year ago`,
      why: "Visitors are shown that.",
      mend: "Hold the statement against its source and set lastChecked in programmes.yaml of the content pack.",
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

function missingFacts({ name, publisher }: Pack): Concern[] {
  const { contacts, registeredAddress, signingOfficer, governingLaw } = publisher;
  const inAgreement = "The agreement says “not stated by the publisher” in its place.";
  const facts = [
    {
      fact: "Security contact",
      value: contacts.security,
      path: ["contacts", "security"],
      why: "No security.txt is published, because it must name where vulnerabilities are reported (RFC 9116 §2.5.3); a demonstration names an address of its own.",
    },
    {
      fact: "Contact for incidents",
      value: contacts.incidents.mail,
      path: ["contacts", "incidents", "mail"],
      why: "Customers who suspect a breach of their data are shown no address to write to.",
    },
    {
      fact: "Registered address",
      value: registeredAddress,
      path: ["registeredAddress"],
      why: `Every public page and the agreement lack it. ${inAgreement}`,
    },
    { fact: "Signing officer", value: signingOfficer, path: ["signingOfficer"], why: inAgreement },
    { fact: "Governing law", value: governingLaw, path: ["governingLaw"], why: inAgreement },
  ];
  return facts.flatMap(({ fact, value, path, why }): Concern[] =>
    value === null
      ? [
          {
            kind: "not-stated",
            what: `${fact} is not stated`,
            why,
            mend: "State it in publisher.yaml of the content pack.",
            file: `${name}/publisher.yaml`,
            path,
          },
        ]
      : [],
  );
}

const baseName = (file: string) => file.slice(file.lastIndexOf("/") + 1);
