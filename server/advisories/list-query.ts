/** What of the advisories a reader asked to see. */
import { z } from "zod";
import type { Advisory } from "@/server/content/advisories";
import { severities, severityOfAdvisory } from "@/server/content/advisory-schema";

/** An address is typed and passed on by people: what is not understood is left out, never an error. */
const only = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null).default(null);

export const AdvisoryQuery = z.object({
  severity: only(z.enum(severities)),
  product: only(z.string().min(1)),
  year: only(z.string().regex(/^2\d{3}$/)),
  kind: only(z.enum(["advisory", "retrospective"])),
});
export type AdvisoryQuery = z.infer<typeof AdvisoryQuery>;

export const isNarrowed = (query: AdvisoryQuery): boolean => Object.values(query).some((value) => value !== null);

const yearOf = ({ meta }: Advisory) => String(meta.revisions[0]?.at.getUTCFullYear() ?? "");

export function narrow(advisories: readonly Advisory[], query: AdvisoryQuery): Advisory[] {
  return advisories.filter(
    (advisory) =>
      (query.severity === null || severityOfAdvisory(advisory.meta) === query.severity) &&
      (query.product === null || advisory.meta.products.some(({ id }) => id === query.product)) &&
      (query.year === null || yearOf(advisory) === query.year) &&
      (query.kind === null || advisory.meta.kind === query.kind),
  );
}

export interface Choices {
  readonly products: readonly { readonly id: string; readonly name: string }[];
  /** The newest first. */
  readonly years: readonly string[];
}

/** What there is to choose from. */
export function choicesIn(advisories: readonly Advisory[]): Choices {
  const products = new Map(advisories.flatMap(({ meta }) => meta.products.map(({ id, name }) => [id, name] as const)));
  return {
    products: [...products].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "en")),
    years: [...new Set(advisories.map(yearOf))].sort().reverse(),
  };
}
