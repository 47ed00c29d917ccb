/**
 * An advisory as CSAF 2.0 (OASIS, errata 01). An advisory is a `csaf_security_advisory`, a retrospective a
 * `csaf_security_incident_response`. Pure.
 */

export interface CsafProduct {
  readonly id: string;
  readonly name: string;
  readonly affected: readonly CsafRange[];
  readonly fixed: readonly string[];
  readonly notAffected: readonly CsafRange[];
  readonly underInvestigation: readonly CsafRange[];
}

export interface CsafRange {
  readonly from: string;
  readonly before: string | null;
}

export interface CsafAdvisory {
  readonly id: string;
  readonly kind: "advisory" | "retrospective";
  readonly title: string;
  readonly summary: string;
  readonly tlp: "CLEAR" | "GREEN" | "AMBER" | "AMBER+STRICT";
  readonly text: string;
  readonly severity: string | null;
  readonly cvss: readonly { readonly vector: string; readonly score: number }[];
  readonly cves: readonly string[];
  readonly cwes: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly CsafProduct[];
  readonly remediations: readonly {
    readonly kind: "fix" | "workaround" | "mitigation" | "none-planned" | "none-available";
    readonly details: string;
    readonly url: string | null;
  }[];
  readonly credits: readonly { readonly name: string; readonly organisation: string | null }[];
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly revisions: readonly { readonly number: number; readonly at: Date; readonly summary: string }[];
  readonly demonstration: boolean;
}

export interface CsafPlace {
  readonly publisher: string;
  /** The publisher's own address, which makes its ids unique. */
  readonly namespace: string;
  readonly contact: string | null;
  /** Where this document stands. */
  readonly documentUrl: string;
  /** Where people read the same. */
  readonly pageUrl: string;
}

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The nearest label that CSAF 2.0 has: the rest stands in the text. */
export const tlpLabels = { CLEAR: "WHITE", GREEN: "GREEN", AMBER: "AMBER", "AMBER+STRICT": "AMBER" } as const;
const kinds = {
  fix: "vendor_fix",
  workaround: "workaround",
  mitigation: "mitigation",
  "none-planned": "no_fix_planned",
  "none-available": "none_available",
} as const;

/** CSAF 2.0 §5.1: lower case, and `_` for what is no letter, digit, `+` or `-`. */
export function csafFileName(id: string): string {
  return `${id.toLowerCase().replace(/[^+\-a-z0-9]+/g, "_")}.json`;
}

/** @returns the document's bytes as text, its members in the order of their names */
export function csafDocument(advisory: CsafAdvisory, place: CsafPlace): string {
  const document: Json = {
    document: head(advisory, place),
    ...(advisory.products.length === 0 ? {} : { product_tree: productTree(advisory, place) }),
    ...(advisory.products.length === 0 ? {} : { vulnerabilities: vulnerabilities(advisory, place) }),
  };
  return `${JSON.stringify(sorted(document), null, 2)}\n`;
}

function head(advisory: CsafAdvisory, { publisher, namespace, contact, documentUrl, pageUrl }: CsafPlace): Json {
  const { id, kind, title, tlp, severity, credits, references, revisions } = advisory;
  const last = revisions[revisions.length - 1];
  return {
    ...(credits.length === 0
      ? {}
      : {
          acknowledgments: credits.map(({ name, organisation }) => ({
            names: [name],
            ...(organisation === null ? {} : { organization: organisation }),
          })),
        }),
    ...(severity === null ? {} : { aggregate_severity: { text: severity } }),
    category: kind === "advisory" ? "csaf_security_advisory" : "csaf_security_incident_response",
    csaf_version: "2.0",
    distribution: { text: tlpText[tlp], tlp: { label: tlpLabels[tlp], url: "https://www.first.org/tlp/" } },
    lang: "en",
    notes: notes(advisory),
    publisher: {
      category: "vendor",
      ...(contact === null ? {} : { contact_details: contact }),
      name: publisher,
      namespace,
    },
    references: [
      { category: "self", summary: "This document", url: documentUrl },
      { category: "external", summary: "The same to read", url: pageUrl },
      ...references.map(({ title: summary, url }) => ({ category: "external", summary, url })),
    ],
    title,
    tracking: {
      current_release_date: last?.at.toISOString(),
      generator: { engine: { name: "Trust centre" } },
      id,
      initial_release_date: revisions[0]?.at.toISOString(),
      revision_history: revisions.map(({ at, number, summary }) => ({
        date: at.toISOString(),
        number: String(number),
        summary,
      })),
      status: "final",
      version: String(last?.number ?? 1),
    },
  };
}

/** TLP 2.0 in the words of FIRST, for what CSAF 2.0 has no label for too. */
const tlpText = {
  CLEAR: "TLP:CLEAR. Disclosure is not limited.",
  GREEN: "TLP:GREEN. Limited disclosure, within the recipients' community.",
  AMBER: "TLP:AMBER. Limited disclosure, on a need-to-know basis within the organisation and its clients.",
  "AMBER+STRICT": "TLP:AMBER+STRICT. Limited disclosure, on a need-to-know basis within the organisation alone.",
} as const;

function notes({ summary, text, demonstration, cvss, cwes }: CsafAdvisory): Json {
  const furtherWeaknesses = cwes.slice(1).map(({ id, name }) => `${id} ${name}`);
  const newer = cvss.filter(({ vector }) => vector.startsWith("CVSS:4.0"));
  return [
    { category: "summary", text: summary, title: "Summary" },
    ...(text.trim() === "" ? [] : [{ category: "description", text: text.trim(), title: "Details" }]),
    ...newer.map(({ vector, score }) => ({ category: "other", text: `${vector} (${score})`, title: "CVSS 4.0" })),
    ...(furtherWeaknesses.length === 0
      ? []
      : [{ category: "other", text: furtherWeaknesses.join("\n"), title: "Further weaknesses" }]),
    ...(demonstration
      ? [
          {
            category: "legal_disclaimer",
            text: "Demonstration: this document tells of nothing that happened.",
            title: "Demonstration",
          },
        ]
      : []),
  ];
}

interface NamedVersion {
  readonly id: string;
  readonly branch: "product_version" | "product_version_range";
  readonly name: string;
  readonly standing: "known_affected" | "fixed" | "known_not_affected" | "under_investigation";
}

function versionsOf({ id, affected, fixed, notAffected, underInvestigation }: CsafProduct): NamedVersion[] {
  const ranges = (list: readonly CsafRange[], standing: NamedVersion["standing"]): NamedVersion[] =>
    list.map(({ from, before }) => ({
      id: `${id}-${from}-${before ?? "on"}`,
      branch: "product_version_range",
      name: `vers:semver/>=${from}${before === null ? "" : `|<${before}`}`,
      standing,
    }));
  return [
    ...ranges(affected, "known_affected"),
    ...fixed.map((name): NamedVersion => ({ id: `${id}-${name}`, branch: "product_version", name, standing: "fixed" })),
    ...ranges(notAffected, "known_not_affected"),
    ...ranges(underInvestigation, "under_investigation"),
  ];
}

function productTree({ products }: CsafAdvisory, { publisher, namespace }: CsafPlace): Json {
  const productOf = (product: CsafProduct, { id, name }: NamedVersion) => ({
    name: `${product.name} ${name}`,
    product_id: id,
    product_identification_helper: {
      x_generic_uris: [{ namespace, uri: `urn:product:${encodeURIComponent(product.id)}:${encodeURIComponent(name)}` }],
    },
  });
  return {
    branches: [
      {
        category: "vendor",
        name: publisher,
        branches: products.map((product) => ({
          category: "product_name",
          name: product.name,
          branches: versionsOf(product).map((version) => ({
            category: version.branch,
            name: version.name,
            product: productOf(product, version),
          })),
        })),
      },
    ],
  };
}

/** One for each CVE id; one without where there is none. */
function vulnerabilities(advisory: CsafAdvisory, { publisher }: CsafPlace): Json {
  const { id, title, summary, cves, cwes, cvss, products, remediations, revisions } = advisory;
  const versions = products.flatMap(versionsOf);
  const inStanding = (standing: NamedVersion["standing"]) =>
    versions.filter((version) => version.standing === standing).map((version) => version.id);
  const affected = inStanding("known_affected");
  const concerned = [...affected, ...inStanding("under_investigation")];
  const status = Object.fromEntries(
    (["known_affected", "fixed", "known_not_affected", "under_investigation"] as const)
      .map((standing) => [standing, inStanding(standing)] as const)
      .filter(([, ids]) => ids.length > 0),
  );
  const [weakness] = cwes;
  const older = cvss.filter(({ vector }) => vector.startsWith("CVSS:3.1"));
  const common: Record<string, Json> = {
    title,
    notes: [{ category: "summary", text: summary, title: "Summary" }],
    product_status: status,
    release_date: revisions[0]?.at.toISOString() ?? "",
    ...(weakness === undefined ? {} : { cwe: { id: weakness.id, name: weakness.name } }),
    ...(concerned.length === 0
      ? {}
      : {
          remediations: remediations.map(({ kind, details, url }) => ({
            category: kinds[kind],
            details,
            product_ids: concerned,
            ...(url === null ? {} : { url }),
          })),
        }),
    ...(older.length === 0 || affected.length === 0
      ? {}
      : { scores: older.map(({ vector, score }) => ({ cvss_v3: cvss31(vector, score), products: affected })) }),
  };
  const ids = [{ system_name: `${publisher} advisories`, text: id }];
  return cves.length === 0 ? [{ ...common, ids }] : cves.map((cve) => ({ ...common, cve, ids }));
}

function cvss31(vectorString: string, baseScore: number): Json {
  const bound =
    baseScore === 0 ? "NONE" : baseScore < 4 ? "LOW" : baseScore < 7 ? "MEDIUM" : baseScore < 9 ? "HIGH" : "CRITICAL";
  return { baseScore, baseSeverity: bound, vectorString, version: "3.1" };
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each) ?? "");
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
