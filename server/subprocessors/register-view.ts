/** What of the register a reader asked to see, and in which order. */
import { z } from "zod";
import { type RegisterEntry, type StatedField, statedFields } from "@/server/subprocessors/register";
import { readDay } from "@/server/subprocessors/register-day";
import { type Locale, localeTag } from "@/server/words/locale";

export const sortFields = ["name", "role", "location", "since"] as const;
export type SortField = (typeof sortFields)[number];
export const directions = ["ascending", "descending"] as const;
export type Direction = (typeof directions)[number];

export interface StatedChoice {
  readonly field: StatedField;
  readonly stated: boolean;
}

/** `purpose`: only entries that state it; `no-purpose`: only entries that do not. */
const choices = new Map<string, StatedChoice>(
  statedFields.flatMap((field): [string, StatedChoice][] => [
    [field, { field, stated: true }],
    [`no-${field}`, { field, stated: false }],
  ]),
);

export const choiceValue = ({ field, stated }: StatedChoice): string => (stated ? field : `no-${field}`);

/** An address is typed and passed on by people: what is not understood is left out, never an error. */
const only = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null).default(null);

const known = z.object({
  q: z.string().trim().catch("").default(""),
  location: only(z.string().min(1)),
  stated: only(z.string().transform((value) => choices.get(value) ?? null)),
  sort: only(z.enum(sortFields)),
  order: z.enum(directions).catch("ascending").default("ascending"),
  "as-of": z.unknown().optional(),
});

/** A day that is not understood is left out too, and remembered as misread. */
export const RegisterQuery = known.transform(({ "as-of": day, ...rest }) => ({ ...rest, ...readDay(day) }));
export type RegisterQuery = z.infer<typeof RegisterQuery>;

export const isFiltered = ({ q, location, stated }: RegisterQuery): boolean =>
  q !== "" || location !== null || stated !== null;

/** The address of the register as asked, with `change` put in; nothing that is at its default is named. */
export function registerAddress(query: RegisterQuery, change: Partial<RegisterQuery> = {}): string {
  const { q, location, stated, sort, order, asOf } = { ...query, ...change };
  const parameters = new URLSearchParams();
  if (q !== "") parameters.set("q", q);
  if (location !== null) parameters.set("location", location);
  if (stated !== null) parameters.set("stated", choiceValue(stated));
  if (sort !== null) parameters.set("sort", sort);
  if (sort !== null && order === "descending") parameters.set("order", order);
  if (asOf !== null) parameters.set("as-of", asOf);
  return parameters.size === 0 ? "/subprocessors" : `/subprocessors?${parameters}`;
}

/** All of the register in the publisher's own order, of the day that is shown. */
export const wholeRegister = ({ asOf }: RegisterQuery): string => registerAddress(RegisterQuery.parse({}), { asOf });

/** Filtered by all that is asked and sorted as the language sorts. Without a sort: in the publisher's own order. */
export function viewRegister(
  entries: readonly RegisterEntry[],
  query: RegisterQuery,
  locale: Locale,
): readonly RegisterEntry[] {
  const wanted = folded(query.q).split(" ").filter(Boolean);
  const shown = entries.filter(
    (entry) =>
      (query.location === null || query.location === entry.location) &&
      (query.stated === null || query.stated.stated === (entry[query.stated.field] !== null)) &&
      matches(entry, wanted),
  );
  return query.sort === null ? shown : sorted(shown, query.sort, query.order, locale);
}

/** Every location that is stated, each once. */
export function locationsOf(entries: readonly RegisterEntry[], locale: Locale): readonly string[] {
  const stated = entries.flatMap(({ location }) => location ?? []);
  return [...new Set(stated)].sort(collatorOf(locale).compare);
}

function matches(entry: RegisterEntry, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const text = folded([entry.name, ...statedFields.map((field) => entry[field])].filter(Boolean).join(" "));
  return wanted.every((word) => text.includes(word));
}

/** Without case, accents and the width of its letters, so that "munchen" finds "München". */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");

/** What is not stated stands last in either direction: it is neither first nor last of anything. */
function sorted(
  entries: readonly RegisterEntry[],
  field: SortField,
  order: Direction,
  locale: Locale,
): readonly RegisterEntry[] {
  const { compare } = collatorOf(locale);
  const sign = order === "ascending" ? 1 : -1;
  return entries.toSorted((one, other) => {
    const [first, second] = [one[field], other[field]];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * compare(first, second);
  });
}

const collatorOf = (locale: Locale) => new Intl.Collator(localeTag[locale], { numeric: true });
