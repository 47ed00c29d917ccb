/**
 * What a CSAF 2.0 trusted provider publishes beside its documents (CSAF 2.0 §7.1.7–7.1.20): provider metadata, ROLIE feed,
 * service and category documents (RFC 8322), and the folder's lists. Pure.
 */

/** As CSAF 2.0 knows them (§3.2.1.5.2.1). */
export type TlpLabel = "WHITE" | "GREEN" | "AMBER";

export interface ProviderDocument {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly fileName: string;
  readonly published: Date;
  readonly updated: Date;
  readonly label: TlpLabel;
  /** What it is of, for the feed's categories. */
  readonly products: readonly string[];
}

export interface Provider {
  readonly publisher: string;
  readonly namespace: string;
  readonly contact: string | null;
  /** Ends with a slash. */
  readonly base: URL;
  /** Null: documents are not signed, so the provider is no trusted one. */
  readonly key: { readonly fingerprint: string; readonly url: string } | null;
  /** A feed for each; a document stands in that of its own label alone. */
  readonly labels: readonly TlpLabel[];
  /** Aggregators may list it: never one that is for a single reader. */
  readonly listed: boolean;
}

const informationType = "urn:ietf:params:rolie:category:information-type";

/** CSAF 2.0 §7.1.9: where programs look first. */
export const csafBase = "/.well-known/csaf/";

export const providerFiles = { metadata: "provider-metadata.json", service: "service.json", category: "category.json" };
export const feedFile = (label: TlpLabel) => `csaf-feed-tlp-${label.toLowerCase()}.json`;

/** CSAF 2.0 §7.1.11: a folder for each year of first release. */
export function documentPath({ fileName, published }: Pick<ProviderDocument, "fileName" | "published">): string {
  return `${published.getUTCFullYear()}/${fileName}`;
}

const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const lastOf = (documents: readonly ProviderDocument[], otherwise: Date) =>
  documents.reduce((last, { updated }) => (updated > last ? updated : last), otherwise);

/** @param since when nothing was published before: the metadata needs a time */
export function providerMetadata(provider: Provider, documents: readonly ProviderDocument[], since: Date): string {
  const { base, publisher, namespace, contact, key, labels, listed } = provider;
  const address = (path: string) => new URL(path, base).href;
  return text({
    canonical_url: address(providerFiles.metadata),
    distributions: [
      {
        rolie: {
          categories: [address(providerFiles.category)],
          feeds: labels.map((label) => ({
            summary: `All TLP:${label} advisories`,
            tlp_label: label,
            url: address(feedFile(label)),
          })),
          services: [address(providerFiles.service)],
        },
      },
      { directory_url: base.href.replace(/\/$/, "") },
    ],
    last_updated: lastOf(documents, since).toISOString(),
    list_on_CSAF_aggregators: listed,
    metadata_version: "2.0",
    mirror_on_CSAF_aggregators: false,
    ...(key === null ? {} : { public_openpgp_keys: [{ fingerprint: key.fingerprint, url: key.url }] }),
    publisher: {
      category: "vendor",
      ...(contact === null ? {} : { contact_details: contact }),
      name: publisher,
      namespace,
    },
    role: key === null ? "csaf_provider" : "csaf_trusted_provider",
  });
}

/** Of the documents with this label. */
export function rolieFeed(provider: Provider, label: TlpLabel, all: readonly ProviderDocument[], since: Date): string {
  const { base, publisher } = provider;
  const documents = all.filter((document) => document.label === label);
  const address = (path: string) => new URL(path, base).href;
  return text({
    feed: {
      id: feedFile(label).replace(".json", ""),
      title: `${publisher}: CSAF documents, TLP:${label}`,
      link: [
        { rel: "self", href: address(feedFile(label)) },
        { rel: "service", href: address(providerFiles.service) },
      ],
      category: [{ scheme: informationType, term: "csaf" }],
      updated: lastOf(documents, since).toISOString(),
      entry: documents.map((document) => rolieEntry(provider, document)),
    },
  });
}

function rolieEntry({ base, key }: Provider, document: ProviderDocument) {
  const source = new URL(documentPath(document), base).href;
  return {
    id: document.id,
    title: document.title,
    link: [
      { rel: "self", href: source },
      { rel: "hash", href: `${source}.sha256` },
      { rel: "hash", href: `${source}.sha512` },
      ...(key === null ? [] : [{ rel: "signature", href: `${source}.asc` }]),
    ],
    published: document.published.toISOString(),
    updated: document.updated.toISOString(),
    summary: { content: document.summary },
    content: { type: "application/json", src: source },
    format: { schema: "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", version: "2.0" },
    ...(document.products.length === 0 ? {} : { category: document.products.map((term) => ({ term })) }),
  };
}

/** RFC 8322 §5.1.1. */
export function rolieService({ base, labels, publisher }: Provider): string {
  return text({
    service: {
      workspace: [
        {
          title: `${publisher}: CSAF documents`,
          collection: labels.map((label) => ({
            title: `All TLP:${label} advisories`,
            href: new URL(feedFile(label), base).href,
            categories: { category: [{ scheme: informationType, term: "csaf" }] },
          })),
        },
      ],
    },
  });
}

/** RFC 8322 §5.3: the products there are documents of. */
export function rolieCategory(documents: readonly ProviderDocument[]): string {
  const terms = [...new Set(documents.flatMap(({ products }) => products))].sort();
  return text({ categories: { category: terms.map((term) => ({ term })) } });
}

/** CSAF 2.0 §7.1.12. */
export function indexText(documents: readonly ProviderDocument[]): string {
  return documents.map((document) => `${documentPath(document)}\n`).join("");
}

/** CSAF 2.0 §7.1.13: the newest first, no header, RFC 4180. */
export function changesCsv(documents: readonly ProviderDocument[]): string {
  return [...documents]
    .sort((one, other) => other.updated.getTime() - one.updated.getTime())
    .map((document) => `"${documentPath(document)}","${document.updated.toISOString()}"\n`)
    .join("");
}
