/**
 * What a public page reads of its query. Anything else is dropped, so that nobody fills the memory or the processor with
 * variants of one page.
 */
interface PageQuery {
  readonly page: RegExp;
  readonly names: readonly string[];
  /** It answers a handful of values and 404 to all others, so what it answers may be kept. */
  readonly kept?: true;
}

const queries: readonly PageQuery[] = [
  { page: /^\/sign-in$/, names: ["next"] },
  { page: /^\/(sign-in|request-access|subscribe)\/confirm$/, names: ["token"] },
  { page: /^\/(trust|toms)\/history$/, names: ["from", "to"] },
  { page: /^\/advisories$/, names: ["severity", "product", "year", "kind", "before"] },
  { page: /^\/advisories\/(rss\.xml|atom\.xml|feed\.json)$/, names: ["severity", "product"], kept: true },
  { page: /^\/search$/, names: ["q"] },
  { page: /^\/subprocessors$/, names: ["q", "location", "stated", "sort", "order", "as-of"] },
  { page: /^\/subprocessors\/changes$/, names: ["before"] },
  { page: /^\/subprocessors\.(json|csv)$/, names: ["as-of"] },
];

const longestValue = 400;
/** Asked for something that no day can be, a reader must be told so: left out, it would seem to be answered. */
const neverLeftOut = "as-of";

/** The address as its page reads it: known names alone, in one order, each once. */
export function readAddress(url: string): string {
  const [path = "/", query] = url.split("?");
  const names = queries.find(({ page }) => page.test(path))?.names;
  if (names === undefined || query === undefined) return path;
  const given = new URLSearchParams(query);
  const read = new URLSearchParams();
  for (const name of names) {
    const value = given.get(name);
    if (value === null) continue;
    if (value.length <= longestValue) read.set(name, value);
    else if (name === neverLeftOut) read.set(name, value.slice(0, longestValue));
  }
  return read.size === 0 ? path : `${path}?${read}`;
}

/** Whether what such an address answers may be kept, here and by others; nobody fills the memory with variants of a page. */
export function mayBeKept(url: string): boolean {
  const [path = "/", query] = url.split("?");
  return query === undefined || queries.some(({ page, kept }) => kept === true && page.test(path));
}
