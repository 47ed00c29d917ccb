/** The components a page may use, by name, with the attributes each takes. A page can name no other. */
import { z } from "zod";
import { Quarter } from "./calendar";

const none = z.strictObject({});
const name = z.strictObject({ name: z.string() });

export const pageComponents = {
  /** A target quarter, and whether it has passed. */
  Target: z.strictObject({ quarter: Quarter, word: z.enum(["Targeted", "Planned"]).default("Targeted") }),
  /** "not stated by the publisher" */
  NotStated: none,
  /** On a draft page: what is still pending. */
  DraftNote: none,
  /** On a derived page: which document it is derived from. */
  DerivedNote: none,
  /** A contact's address as a link, or "not stated". */
  ContactLink: z.strictObject({ to: z.string() }),
  /** A value of publisher.yaml in words. */
  Setting: name,
  /** A drawing of `figures/<name>.yaml` with its text. */
  Figure: name,
  Programmes: none,
  SubProcessors: none,
  /** The measures of one group of measures.yaml. */
  Measures: z.strictObject({ group: z.string() }),
  /** Every measure with the article and controls it answers. */
  ControlMapping: none,
} as const satisfies Record<string, z.ZodType>;

export type PageComponent = keyof typeof pageComponents;

export const pageComponentNames = Object.keys(pageComponents).filter(isPageComponent);

export function isPageComponent(text: string): text is PageComponent {
  return Object.hasOwn(pageComponents, text);
}
