/**
 * The files of a CSAF provider, each made from the pack when it is asked for: of the public one, which holds TLP:CLEAR
 * alone, and of a contact's own.
 */
import { createHash } from "node:crypto";
import { csafOf } from "@/server/advisories/csaf-of";
import { publicAdvisories } from "@/server/advisories/queries";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import type { Pack } from "@/server/content/pack";
import { csafDocument, csafFileName, tlpLabels } from "@/server/feeds/csaf";
import {
  changesCsv,
  csafBase,
  documentPath,
  feedFile,
  indexText,
  type Provider,
  type ProviderDocument,
  providerFiles,
  providerMetadata,
  rolieCategory,
  rolieFeed,
  rolieService,
  type TlpLabel,
} from "@/server/feeds/csaf-provider";
import type { OpenPgpKey } from "@/server/keys/openpgp";
import { keyPath } from "@/server/vulnerabilities/security-text";

export interface CsafFile {
  readonly type: string;
  readonly body: string;
}

interface Publication {
  readonly pack: Pack;
  readonly publicUrl: URL;
  /** Null for a publisher without a security contact: nothing is signed. */
  readonly key: OpenPgpKey | null;
  readonly at: Date;
}

/** When the standard was published: the time of a feed that never held anything. */
const before = new Date("2022-11-18T00:00:00Z");

/** What is published, and where. */
interface Scope extends Publication {
  /** All of them bear the TLP that goes for them now. */
  readonly advisories: readonly Advisory[];
  /** Ends with a slash. */
  readonly base: URL;
  readonly labels: readonly TlpLabel[];
  readonly listed: boolean;
}

/** @param path below the provider's address, as `2026/agsa-2026-7f3k9q.json.asc`; @returns null where there is no such file */
export function csafFile(publication: Publication, path: string): CsafFile | null {
  const { pack, publicUrl, at } = publication;
  const [advisories, base] = [publicAdvisories(pack, at), new URL(csafBase, publicUrl)];
  return fileOf({ ...publication, advisories, base, labels: ["WHITE"], listed: true }, path);
}

/**
 * The same for one reader. The documents are those that everybody gets who may read them, byte by byte: only the lists
 * hold the reader's own address.
 * @param advisories all that this reader may read
 */
export function ownCsafFile(
  publication: Publication,
  { advisories, base }: Pick<Scope, "advisories" | "base">,
  path: string,
): CsafFile | null {
  return fileOf({ ...publication, advisories, base, labels: ["WHITE", "GREEN", "AMBER"], listed: false }, path);
}

const fileOf = (scope: Scope, path: string) =>
  listFile(scope, path) ?? documentFile(scope, path) ?? folderListing(scope, path);

/** CSAF 2.0 §7.1.14: a folder lists what it holds, for people and programs that walk it. */
function folderListing({ advisories, base, labels }: Scope, path: string): CsafFile | null {
  const documents = advisories.map(entryOf).map(documentPath);
  const years = [...new Set(documents.map((document) => document.slice(0, 4)))].sort();
  if (path !== "" && !years.includes(path)) return null;
  const held =
    path === ""
      ? [
          ...Object.values(providerFiles),
          ...labels.map(feedFile),
          "index.txt",
          "changes.csv",
          ...years.map((year) => `${year}/`),
        ]
      : documents
          .filter((document) => document.startsWith(path))
          .flatMap((document) => ["", ".sha256", ".sha512", ".asc"].map((ending) => document.slice(5) + ending));
  const links = held.map(
    (name) => `<li><a href="${base.pathname}${path}${path === "" ? "" : "/"}${name}">${name}</a></li>`,
  );
  return {
    type: "text/html; charset=utf-8",
    body: `<!doctype html>\n<html lang="en"><head><title>CSAF documents</title></head><body><h1>CSAF documents</h1><ul>${links.join("")}</ul></body></html>\n`,
  };
}

function providerOf({ pack: { publisher }, publicUrl, key, base, labels, listed }: Scope): Provider {
  return {
    publisher: publisher.names.legal,
    namespace: publisher.website ?? publicUrl.origin,
    contact: publisher.contacts.security,
    ...{ base, labels, listed },
    key: key && { fingerprint: key.fingerprint, url: new URL(keyPath, publicUrl).href },
  };
}

function entryOf({ meta }: Advisory): ProviderDocument {
  const { id, title, summary, tlp, revisions, products } = meta;
  const last = latestRevision(meta);
  return {
    ...{ id, title, summary, fileName: csafFileName(id), updated: last.at },
    published: revisions[0]?.at ?? last.at,
    label: tlpLabels[tlp],
    products: products.map(({ name }) => name),
  };
}

/** Where the advisory's document stands below the provider's address. */
export const csafAddress = (advisory: Advisory): string => documentPath(entryOf(advisory));

const json = (body: string): CsafFile => ({ type: "application/json", body });

function listFile(scope: Scope, path: string): CsafFile | null {
  const provider = providerOf(scope);
  const documents = scope.advisories.map(entryOf);
  const label = scope.labels.find((each) => feedFile(each) === path);
  if (label !== undefined) return json(rolieFeed(provider, label, documents, before));
  switch (path) {
    case providerFiles.metadata:
      return json(providerMetadata(provider, documents, before));
    case providerFiles.service:
      return json(rolieService(provider));
    case providerFiles.category:
      return json(rolieCategory(documents));
    case "index.txt":
      return { type: "text/plain; charset=utf-8", body: indexText(documents) };
    case "changes.csv":
      return { type: "text/csv; charset=utf-8", body: changesCsv(documents) };
    default:
      return null;
  }
}

function documentFile(scope: Scope, path: string): CsafFile | null {
  const [, wanted = "", kind = ""] = /^(\d{4}\/[^/]+\.json)(\.sha256|\.sha512|\.asc)?$/.exec(path) ?? [];
  const advisory = scope.advisories.find((each) => csafAddress(each) === wanted);
  if (advisory === undefined) return null;
  const body = documentText(scope, advisory);
  const plain = (text: string): CsafFile => ({ type: "text/plain; charset=utf-8", body: text });
  const fileName = wanted.slice(wanted.indexOf("/") + 1);
  switch (kind) {
    case "":
      return json(body);
    case ".asc":
      return scope.key && plain(scope.key.signDetached(new TextEncoder().encode(body), signedAt(scope.key, advisory)));
    default:
      // As sha256sum and sha512sum write it (CSAF 2.0 §7.1.18).
      return plain(`${createHash(kind.slice(1)).update(body).digest("hex")}  ${fileName}\n`);
  }
}

/** It refers to where it stands, or will once it is public: an address with a token in it is not passed on with it. */
function documentText({ pack: { publisher }, publicUrl }: Publication, advisory: Advisory): string {
  const { id, tlp } = advisory.meta;
  const pages = tlp === "CLEAR" ? "/advisories" : "/portal/advisories";
  return csafDocument(csafOf(advisory), {
    publisher: publisher.names.legal,
    namespace: publisher.website ?? publicUrl.origin,
    contact: publisher.contacts.security,
    documentUrl: new URL(csafBase + csafAddress(advisory), publicUrl).href,
    pageUrl: new URL(`${pages}/${id}`, publicUrl).href,
  });
}

/** The same bytes each time; a key signs nothing from before it was made. */
function signedAt({ createdAt }: OpenPgpKey, { meta }: Advisory): Date {
  const { at } = latestRevision(meta);
  return at < createdAt ? createdAt : at;
}
