/** What subscribers of reports and of documents could read at a moment, and what of it is news to them. Pure. */
import { publishedQuarters } from "@/server/assurance/reports/queries";
import type { Pack } from "@/server/content/pack";
import { byVersion } from "@/server/content/versions";
import type { DocumentInForce } from "@/server/vault/in-force";

export interface Publication {
  readonly key: string;
  readonly version: string;
}

interface Common extends Publication {
  /** Where it is read, in English. */
  readonly path: string;
}

/** The pages' titles are the publisher's own words. A document's is for those who are signed in, and is not told. */
export type Published =
  | (Common & { readonly topic: "documents"; readonly kind: "page"; readonly title: string })
  | (Common & {
      readonly topic: "reports";
      readonly kind: "report";
      readonly quarter: { readonly year: number; readonly number: number };
      readonly demonstration: boolean;
    })
  | (Common & { readonly topic: "documents"; readonly kind: "document" });

export function publishedContent(pack: Pack, documents: readonly DocumentInForce[], at: Date): Published[] {
  return [...publishedPages(pack, at), ...publishedReports(pack, at), ...documents.map(documentOf)];
}

/** The pages that the topic promises. */
const told = ["trust", "toms"] as const;

function publishedPages({ pages }: Pack, at: Date): Published[] {
  const today = at.toISOString().slice(0, 10);
  return told.flatMap((key) => {
    const page = pages[key];
    if (page === undefined || page.meta.effectiveDate > today) return [];
    const { title, version } = page.meta;
    return [{ topic: "documents", kind: "page", key, version, title, path: page.address }];
  });
}

/** A report's version is the day of its signature: figures that are corrected are signed off anew. */
const publishedReports = (pack: Pack, at: Date): Published[] =>
  publishedQuarters(pack, at).map(({ quarter, signedOff, demonstration }) => ({
    ...{ topic: "reports", kind: "report", key: quarter.address, version: signedOff.date },
    ...{ path: `/reports/${quarter.address}`, quarter, demonstration },
  }));

const documentOf = ({ id, version }: DocumentInForce): Published => ({
  ...{ topic: "documents", kind: "document", key: id, version: String(version), path: "/portal/pack" },
});

export type News = Published & {
  /** An earlier version was published. */
  readonly revised: boolean;
};

/** @param known all that was published before. What goes back to an earlier version is no news. */
export function newsAmong(published: readonly Published[], known: readonly Publication[]): News[] {
  const highest = new Map<string, string>();
  for (const { key, version } of known) {
    const before = highest.get(key);
    if (before === undefined || byVersion(version, before) > 0) highest.set(key, version);
  }
  return published.flatMap((each) => {
    const before = highest.get(each.key);
    return before === undefined || byVersion(each.version, before) > 0
      ? [{ ...each, revised: before !== undefined }]
      : [];
  });
}
