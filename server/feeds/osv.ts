/** An advisory in the Open Source Vulnerability format (OSSF, schema 1.7.5). Pure. */
import type { CsafAdvisory, CsafProduct } from "./csaf";

/** Ids of publishers without a prefix of their own begin with `x_`: the text of 1.7.5 is the first to have it (OSV schema, "id"). */
export const osvId = (id: string): string => `x_${id}`;

interface OsvPlace {
  readonly pageUrl: string;
}

export function osvDocument(advisory: CsafAdvisory, { pageUrl }: OsvPlace): string {
  const { id, title, summary, text, cvss, cves, cwes, products, credits, references, revisions, demonstration } =
    advisory;
  const document = {
    schema_version: "1.7.5",
    id: osvId(id),
    modified: revisions.at(-1)?.at.toISOString(),
    published: revisions[0]?.at.toISOString(),
    ...(cves.length === 0 ? {} : { aliases: cves }),
    summary: title,
    details: [summary, text.trim()].filter((part) => part !== "").join("\n\n"),
    ...(cvss.length === 0
      ? {}
      : {
          severity: cvss.map(({ vector }) => ({
            type: vector.startsWith("CVSS:4") ? "CVSS_V4" : "CVSS_V3",
            score: vector,
          })),
        }),
    ...(products.length === 0 ? {} : { affected: products.map(affectedOf) }),
    references: [{ type: "ADVISORY", url: pageUrl }, ...references.map(({ url }) => ({ type: "WEB", url }))],
    ...(credits.length === 0 ? {} : { credits: credits.map(({ name }) => ({ name })) }),
    database_specific: { demonstration, ...(cwes.length === 0 ? {} : { cwe_ids: cwes.map((cwe) => cwe.id) }) },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The products are services without a package ecosystem, so they are named beside their versions. */
function affectedOf({ id, name, affected, fixed }: CsafProduct) {
  return {
    ...(affected.length === 0
      ? { versions: fixed }
      : {
          ranges: affected.map(({ from, before }) => ({
            type: "SEMVER",
            events: [{ introduced: from }, ...(before === null ? [] : [{ fixed: before }])],
          })),
        }),
    database_specific: { product: { id, name } },
  };
}
