/**
 * Front matter of `advisories/<id>.mdx`: a security advisory, or the retrospective of an incident. Null always means "not
 * stated". Ids are not serial, so that a gap between two tells nothing.
 */
import * as calculator from "ae-cvss-calculator";
import { z } from "zod";
import { CalendarDate } from "./calendar";
import { refuser } from "./refuser";
import { KnownWeakness } from "./weaknesses";

/** The package is CommonJS without names that Node could find: there its whole is the default. Bundlers find the names. */
const { fromVector }: typeof calculator = Reflect.get(calculator, "default") ?? calculator;

const text = z.string().trim().min(1);
const stated = text.nullable();
const version = z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version is written like "1.4.2"');

/** RFC 3339, with its offset. */
const Moment = z.iso.datetime({ offset: true }).transform((written) => new Date(written));

export const AdvisoryId = z
  .string()
  .regex(/^[A-Z]{4}-2\d{3}-[0-9A-HJKMNP-TV-Z]{6}$/, "an id is written like AGSA-2026-7F3K9Q");

/** Traffic Light Protocol 2.0 (FIRST). TLP:RED is for named people and has no place in a file. */
export const Tlp = z.enum(["CLEAR", "GREEN", "AMBER", "AMBER+STRICT"]);
export type Tlp = z.infer<typeof Tlp>;

export const severities = ["none", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

const Cvss = z
  .strictObject({ vector: text, score: z.number().min(0).max(10) })
  .superRefine(({ vector, score }, context) => {
    const refuse = refuser(context);
    const counted = cvssScore(vector);
    if (counted === null) {
      refuse(["vector"], "it is not a whole CVSS 3.1 or 4.0 vector.", "Copy it from a CVSS calculator.");
      return;
    }
    if (counted !== score)
      refuse(["score"], `the vector gives ${counted}.`, `Write ${counted}, or correct the vector.`);
  });

/** CVSS 3.1 base score, or CVSS 4.0 score with what the vector states. @returns null for what is no such vector */
export function cvssScore(vector: string): number | null {
  if (!/^CVSS:(3\.1|4\.0)\/[A-Z]+:[A-Z]+(\/[A-Z]+:[A-Za-z]+)*$/.test(vector)) return null;
  const read = fromVector(vector);
  const scores = read?.calculateScores();
  if (read === null || scores === undefined || scores.base === undefined) return null;
  // What the library did not understand it leaves out: then the vector it gives back is another.
  return sameMetrics(read.toString(), vector) ? scores.overall : null;
}

/** CVSS 4.0 §7 has one order of metrics, and readers of OSV refuse another; CVSS 3.1 §6 takes any. `X` states nothing. */
function sameMetrics(one: string, other: string): boolean {
  const stated = (vector: string) => {
    const metrics = vector.split("/").filter((metric) => !metric.endsWith(":X"));
    return (vector.startsWith("CVSS:4.0/") ? metrics : metrics.sort()).join("/");
  };
  return stated(one) === stated(other);
}

/** The qualitative scale of CVSS 3.1 §5 and 4.0 §6. */
export function severityOf(score: number): Severity {
  if (score === 0) return "none";
  if (score < 4) return "low";
  if (score < 7) return "medium";
  return score < 9 ? "high" : "critical";
}

/** By the newest CVSS version that is given. Null: no vector is given. */
export function severityOfAdvisory({ cvss }: Pick<AdvisoryMeta, "cvss">): Severity | null {
  const [newest] = [...cvss].sort((one, other) => other.vector.localeCompare(one.vector, "en"));
  return newest === undefined ? null : severityOf(newest.score);
}

/** Versions from `from` on and before `before`; null: to the newest there is. */
const Range = z.strictObject({ from: version, before: version.nullable() });
export type VersionRange = z.infer<typeof Range>;

const Product = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "an id is lower-case words joined by hyphens"),
  name: text,
  affected: z.array(Range),
  fixed: z.array(version),
  notAffected: z.array(Range),
  underInvestigation: z.array(Range),
});

const Remediation = z.strictObject({
  kind: z.enum(["fix", "workaround", "mitigation", "none-planned", "none-available"]),
  details: text,
  url: z.url().nullable(),
});

const Revision = z.strictObject({
  number: z.int().positive(),
  at: Moment,
  summary: text,
  /** What readers are told of by mail: a severity that rose, a remediation that changed. */
  changes: z.array(z.enum(["severity-raised", "remediation", "text"])).min(1),
});

const Retrospective = z.strictObject({
  class: z.enum(["P0", "P1", "P2", "P3"]),
  customerImpact: text,
  /** When the publisher found out: its time to tell customers runs from here. */
  discoveredAt: Moment,
  detectedAt: Moment,
  containedAt: Moment.nullable(),
  /** When customers were told. */
  notifiedAt: Moment.nullable(),
  recoveredAt: Moment.nullable(),
  rootCause: text,
  actions: z.array(
    z.strictObject({ title: text, state: z.enum(["done", "under-way", "planned"]), due: CalendarDate.nullable() }),
  ),
});

export const AdvisoryMeta = z
  .strictObject({
    id: AdvisoryId,
    kind: z.enum(["advisory", "retrospective"]),
    title: text.max(200, "a title has at most 200 characters"),
    summary: text,
    tlp: Tlp,
    /** Nobody outside sees it before. */
    embargoUntil: Moment.nullable(),
    /** At most one vector of each version; the newer one gives the severity. */
    cvss: z.array(Cvss),
    cves: z.array(z.string().regex(/^CVE-\d{4}-\d{4,}$/, "a CVE id is written like CVE-2026-12345")),
    cwes: z.array(KnownWeakness),
    products: z.array(Product),
    remediations: z.array(Remediation),
    timeline: z.array(z.strictObject({ at: Moment, event: text })),
    credits: z.array(
      z.strictObject({
        name: text,
        organisation: stated,
        consent: z.literal(true, "a person is named with their consent alone"),
      }),
    ),
    references: z.array(z.strictObject({ title: text, url: z.url() })),
    revisions: z.array(Revision).min(1),
    retrospective: Retrospective.nullable(),
  })
  .superRefine((meta, context) => {
    const refuse = refuser(context);
    checkRevisions(meta.revisions, refuse);
    if (new Set(meta.cvss.map(({ vector }) => vector.slice(0, 8))).size < meta.cvss.length)
      refuse(["cvss"], "one version of CVSS comes twice.", "Keep one vector of each version.");
    checkProducts(meta.products, refuse);
    if ((meta.kind === "retrospective") !== (meta.retrospective !== null))
      refuse(["retrospective"], "it goes with the kind `retrospective`.", "Fill it in, or write null.");
    if (meta.kind === "advisory" && (meta.products.length === 0 || meta.remediations.length === 0))
      refuse(["products"], "an advisory names products and remediations.", "Add at least one of each.");
    if (meta.retrospective !== null) checkCourse(meta.retrospective, refuse);
  });
export type AdvisoryMeta = z.infer<typeof AdvisoryMeta>;

type Refuse = ReturnType<typeof refuser>;

function checkRevisions(revisions: AdvisoryMeta["revisions"], refuse: Refuse): void {
  for (const [index, { number, at }] of revisions.entries()) {
    if (number !== index + 1)
      refuse(["revisions", index, "number"], `revisions are numbered from 1 on.`, `Write ${index + 1}.`);
    const before = revisions[index - 1];
    if (before !== undefined && at <= before.at)
      refuse(
        ["revisions", index, "at"],
        "it is not after the one before.",
        "List revisions in the order of their times.",
      );
  }
}

function checkProducts(products: AdvisoryMeta["products"], refuse: Refuse): void {
  for (const [index, product] of products.entries()) {
    if (products.findIndex(({ id }) => id === product.id) !== index)
      refuse(["products", index, "id"], "it comes twice.", "Give each product its own id.");
    const { affected, fixed, notAffected, underInvestigation } = product;
    if (affected.length + fixed.length + notAffected.length + underInvestigation.length === 0)
      refuse(["products", index], "it says of no version how it stands.", "Name the versions affected or fixed.");
  }
}

/** An incident is detected, contained, and recovered from, in that order; its customers are told after it was discovered. */
function checkCourse(course: NonNullable<AdvisoryMeta["retrospective"]>, refuse: Refuse): void {
  const inOrder = [course.detectedAt, course.containedAt, course.recoveredAt].filter((at) => at !== null);
  if (inOrder.some((at, index) => index > 0 && at < (inOrder[index - 1] ?? at)))
    refuse(["retrospective"], "detection, containment and recovery are not in that order.", "Correct the times.");
  if (course.notifiedAt !== null && course.notifiedAt < course.discoveredAt)
    refuse(["retrospective", "notifiedAt"], "it is before the discovery.", "Correct one of the two times.");
}
