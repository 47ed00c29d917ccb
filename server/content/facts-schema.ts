/** The publisher's facts as lists: programmes, sub-processors, measures and figures. */
import { z } from "zod";
import { CalendarDate, Quarter } from "./calendar";

const text = z.string().trim().min(1);
const stated = text.nullable();
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "an id is lower-case words joined by hyphens");

/** A section of one of the pack's pages. */
const section = z.string().regex(/^\/[a-z0-9-]+#[a-z0-9-]+$/, "a section is written like /toms#encryption");

export const stages = [
  "implemented",
  "available",
  "published",
  "partly-conformant",
  "gap-analysis-done",
  "targeted",
  "roadmap",
  "not-certified",
] as const;
export type Stage = (typeof stages)[number];

/** Stages that end with a certificate or report which the publisher does not have yet. */
export const unfinishedStages: ReadonlySet<Stage> = new Set([
  "gap-analysis-done",
  "targeted",
  "roadmap",
  "not-certified",
]);

/** The document that a publisher names as proof. */
const Evidence = z.strictObject({
  title: text,
  /** Where it can be read: an `https://` address or one of this site. Null: named, but nowhere to be read. */
  where: z
    .string()
    .regex(/^(https:\/\/[^/]|\/(?!\/))/, "it is written like https://example.com/report or /toms")
    .nullable(),
});

const Programme = z.strictObject({
  id,
  framework: text,
  /** What the programme covers, in the publisher's own words. */
  scope: stated,
  stage: z.enum(stages),
  /** The publisher's own words, unchanged. */
  statement: text,
  /** What the publisher says of it elsewhere, unchanged. */
  alsoStated: z.array(text).default([]),
  /** The page section that states it. */
  section,
  targets: z.array(z.strictObject({ milestone: text, quarter: Quarter })),
  /** Null: shown as unevidenced. */
  evidence: Evidence.nullable(),
  /** The day on which the statement was last held against its source. */
  lastChecked: CalendarDate.nullable(),
});
export type Programme = z.infer<typeof Programme>;
export const Programmes = z.array(Programme).refine(...distinctIds());

/** A sub-processor's id is its anchor on the register's page, which has these of its own. */
const registerAnchors = ["main", "changes", "files"];

const SubProcessor = z.strictObject({
  id: id.refine((value) => !registerAnchors.includes(value), {
    error: "the register’s page has a section of this name.",
    params: { mend: "Give the sub-processor another id." },
  }),
  name: text,
  /** What it is to the publisher: the service it gives. */
  role: stated,
  purpose: stated,
  dataCategories: stated,
  location: stated,
  /** On what a transfer to a third country rests (GDPR Chapter V), such as SCCs; no other safeguard. */
  transferMechanism: stated,
  /** The publisher's words about another company, letter for letter. */
  certifications: stated,
  /** Since when the publisher uses it. */
  since: CalendarDate.nullable(),
});
export type SubProcessorFact = z.infer<typeof SubProcessor>;
export const SubProcessors = z.strictObject({
  /** What the publisher says of a fuller list kept elsewhere. */
  fullerList: text,
  list: z.array(SubProcessor).refine(...distinctIds()),
});
export type SubProcessorFacts = z.infer<typeof SubProcessors>;

const Measure = z
  .strictObject({
    id,
    group: id,
    /** Null where the publisher's own table lost the name. */
    title: stated,
    statement: text,
    purpose: stated,
    /** Numbers and names that must stand in the statement and in the page section, letter for letter. */
    figures: z.array(text),
    /** The page section that states it. */
    section,
    /** Points of GDPR Article 32, as `1(a)`. The portal's reading. */
    article32: z.array(z.string().regex(/^(1\([a-d]\)|[12]|4)$/, "a point is written like 1(b), 1, 2 or 4")).min(1),
    /** Controls of ISO/IEC 27001:2022 Annex A, as `A.8.24`. The portal's reading. */
    annexA: z.array(z.string().regex(annexAControl(), "no such control in ISO/IEC 27001:2022 Annex A")),
  })
  .superRefine((measure, context) => {
    for (const figure of measure.figures)
      if (!measure.statement.includes(figure))
        context.addIssue({
          code: "custom",
          path: ["figures"],
          message: `“${figure}” is not in the statement.`,
          params: { mend: "Copy the figure exactly from the statement." },
        });
  });
export type Measure = z.infer<typeof Measure>;
export const Measures = z.strictObject({
  groups: z.array(z.strictObject({ id, title: text })).refine(...distinctIds()),
  list: z.array(Measure).refine(...distinctIds()),
});
export type Measures = z.infer<typeof Measures>;

const Box = z.strictObject({ id, title: text, text: stated, outside: z.boolean() });
const BoxFigure = z.strictObject({
  kind: z.literal("boxes"),
  title: text,
  summary: text,
  /** Drawn from the top; one or two boxes in a row, null leaves a place empty. */
  rows: z.array(z.array(Box.nullable()).min(1).max(2)).min(1),
  flows: z.array(z.strictObject({ from: id, to: id, label: stated })),
});
const StepFigure = z.strictObject({
  kind: z.literal("steps"),
  title: text,
  summary: text,
  steps: z.array(z.strictObject({ title: text, text, mark: stated })).min(2),
});
export const Figure = z.discriminatedUnion("kind", [BoxFigure, StepFigure]).superRefine((figure, context) => {
  if (figure.kind === "steps") return;
  const rowOf = new Map(figure.rows.flatMap((row, at) => row.flatMap((box) => (box ? [[box.id, at] as const] : []))));
  for (const [at, flow] of figure.flows.entries()) {
    const from = rowOf.get(flow.from);
    const to = rowOf.get(flow.to);
    if (from === undefined || to === undefined || to - from !== 1)
      context.addIssue({
        code: "custom",
        path: ["flows", at],
        message: "it does not lead from a box to one in the next row.",
        params: { mend: "Name two boxes of neighbouring rows, the upper one first." },
      });
  }
});
export type Figure = z.infer<typeof Figure>;
export type BoxFigure = z.infer<typeof BoxFigure>;
export type StepFigure = z.infer<typeof StepFigure>;

/** ISO/IEC 27001:2022 Annex A has 37, 8, 14 and 34 controls in its themes A.5 to A.8. */
function annexAControl(): RegExp {
  return /^A\.(5\.([1-9]|[12]\d|3[0-7])|6\.[1-8]|7\.([1-9]|1[0-4])|8\.([1-9]|[12]\d|3[0-4]))$/;
}

function distinctIds() {
  return [
    (rows: readonly { readonly id: string }[]) => new Set(rows.map((row) => row.id)).size === rows.length,
    { error: "two entries have the same id.", params: { mend: "Give each entry its own id." } },
  ] as const;
}
