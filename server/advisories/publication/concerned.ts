/** Whom an advisory concerns by what they have ordered: a service that is called as one of its products. Pure. */
import type { AdvisoryMeta } from "@/server/content/advisory-schema";

/** @param services by account @returns those of them that it is about, by account */
export function concerned(
  { products }: Pick<AdvisoryMeta, "products">,
  services: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const named = new Set(products.flatMap(({ id, name }) => [folded(id), folded(name)]));
  const found = new Map<string, readonly string[]>();
  for (const [accountId, ordered] of services) {
    const about = [...new Set(ordered)].filter((service) => named.has(folded(service)));
    if (about.length > 0) found.set(accountId, about);
  }
  return found;
}

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
