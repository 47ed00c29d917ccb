/** Which sections of the other pages list the measures that a section of this one states. */
import type { Pack, Page } from "./pack";

export interface CrossReference {
  readonly page: { readonly address: string; readonly title: string };
  readonly section: { readonly id: string; readonly title: string };
}

/** By the anchor of this page's section, in the order of the pages' own sections. */
export function crossReferences(
  { pages, measures }: Pick<Pack, "pages" | "measures">,
  page: Page,
): ReadonlyMap<string, readonly CrossReference[]> {
  const references = new Map<string, CrossReference[]>();
  const others = Object.values(pages).filter((other) => other.address !== page.address);
  for (const { id } of page.anchors) {
    const stated = measures.list.filter(({ section }) => section === `${page.address}#${id}`);
    const groups = new Set(stated.map(({ group }) => group));
    const found = others.flatMap((other) => sectionsListing(other, groups));
    if (found.length > 0) references.set(id, found);
  }
  return references;
}

function sectionsListing(page: Page, groups: ReadonlySet<string>): CrossReference[] {
  const ids = new Set(
    page.components
      .filter(({ name, attributes }) => name === "Measures" && groups.has(attributes.group ?? ""))
      .map(({ line }) => page.anchors.findLast((anchor) => anchor.line <= line)?.id),
  );
  return page.anchors
    .filter(({ id }) => ids.has(id))
    .map(({ id, title }) => ({ page: { address: page.address, title: page.meta.title }, section: { id, title } }));
}
