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
  /** The last one's id of the page before. */
  before: only(z.string().min(1)),
});
export type AdvisoryQuery = z.infer<typeof AdvisoryQuery>;
export type Narrowing = Omit<AdvisoryQuery, "before">;

export const isNarrowed = ({ severity, product, year, kind }: Narrowing): boolean =>
  [severity, product, year, kind].some((value) => value !== null);

/** @param path of the page that is asked, which what was asked is put behind */
export function askedAddress(path: string, query: AdvisoryQuery): string {
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
}

const onPage = 100;

export interface AdvisoryPage {
  readonly shown: readonly Advisory[];
  /** Of all pages. */
  readonly count: number;
  readonly isFirst: boolean;
  /** What the next page is asked with; null on the last one. */
  readonly next: string | null;
}

/** @param before one that is not listed asks for the first page */
export function pageOf(listed: readonly Advisory[], before: string | null): AdvisoryPage {
  const start = before === null ? 0 : listed.findIndex(({ meta }) => meta.id === before) + 1;
  const shown = listed.slice(start, start + onPage);
  const isLast = start + onPage >= listed.length;
  return { shown, count: listed.length, isFirst: start === 0, next: isLast ? null : (shown.at(-1)?.meta.id ?? null) };
}

const yearOf = ({ meta }: Advisory) => String(meta.revisions[0]?.at.getUTCFullYear() ?? "");

export function narrow(advisories: readonly Advisory[], query: Narrowing): Advisory[] {
  return advisories.filter(
    (advisory) =>
      (query.product === null || advisory.meta.products.some(({ id }) => id === query.product)) &&
      (query.severity === null || severityOfAdvisory(advisory.meta) === query.severity) &&
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
