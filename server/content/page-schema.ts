/** Front matter of a page and of an agreement text. */
import { z } from "zod";
import { CalendarDate } from "./calendar";

const text = z.string().trim().min(1);
const stated = text.nullable();
const version = z.string().regex(/^\d+\.\d+(\.\d+)?$/, 'a version is written like "1.0" or "1.0.0"');

export const PageMeta = z.strictObject({
  title: text,
  description: text,
  version,
  effectiveDate: CalendarDate,
  nextReview: CalendarDate.nullable(),
  /** What else the publisher says about the next review, as "or upon first security audit". */
  nextReviewNote: stated,
  owner: stated,
  /** Names of contacts in publisher.yaml. */
  contacts: z.array(z.enum(["security", "trust", "incidents"])),
  /** A draft page shows the pending list of publisher.yaml. */
  status: z.enum(["final", "draft"]),
  /** The publisher's document this page is derived from; null for the publisher's own document. */
  derivedFrom: z.strictObject({ title: text, version, date: CalendarDate, page: text }).nullable(),
  history: z.array(z.strictObject({ version, date: CalendarDate, author: stated, notes: text })).min(1),
});
export type PageMeta = z.infer<typeof PageMeta>;

export const AgreementMeta = z.strictObject({
  kind: z.enum(["nda"]),
  title: text,
  version,
  effectiveDate: CalendarDate,
  /** Whether a signature of an earlier version still opens the pack. */
  acceptsEarlier: z.boolean(),
  /** True: shown as a specimen, not as the publisher's own text. */
  specimen: z.boolean(),
  /** Plain words beside the text; they do not replace it. */
  summary: z.array(text).min(1),
});
export type AgreementMeta = z.infer<typeof AgreementMeta>;
