/** The files of the CSAF provider, each made from the pack when it is asked for. Public: TLP:CLEAR alone. */
import { createHash } from "node:crypto";
import { csafOf } from "@/server/advisories/csaf-of";
import { publicAdvisories } from "@/server/advisories/queries";
import { type Advisory, latestRevision } from "@/server/content/advisories";
import type { Pack } from "@/server/content/pack";
import { csafDocument, csafFileName } from "@/server/feeds/csaf";
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

/** @param path below the provider's address, as `2026/agsa-2026-7f3k9q.json.asc`; @returns null where there is no such file */
export function csafFile(publication: Publication, path: string): CsafFile | null {
  const { pack, at } = publication;
  const advisories = publicAdvisories(pack, at);
  return (
    listFile(publication, advisories, path) ??
    documentFile(publication, advisories, path) ??
    folderListing(advisories, path)
  );
}

/** CSAF 2.0 §7.1.14: a folder lists what it holds, for people and programs that walk it. */
function folderListing(advisories: readonly Advisory[], path: string): CsafFile | null {
  const documents = advisories.map(entryOf).map(documentPath);
  const years = [...new Set(documents.map((document) => document.slice(0, 4)))].sort();
  if (path !== "" && !years.includes(path)) return null;
  const held =
    path === ""
      ? [
          ...Object.values(providerFiles),
          feedFile("WHITE"),
          "index.txt",
          "changes.csv",
          ...years.map((year) => `${year}/`),
        ]
      : documents
          .filter((document) => document.startsWith(path))
          .flatMap((document) => ["", ".sha256", ".sha512", ".asc"].map((ending) => document.slice(5) + ending));
  const links = held.map((name) => `<li><a href="${csafBase}${path}${path === "" ? "" : "/"}${name}">${name}</a></li>`);
  return {
    type: "text/html; charset=utf-8",
    body: `<!doctype html>\n<html lang="en"><head><title>CSAF documents</title></head><body><h1>CSAF documents</h1><ul>${links.join("")}</ul></body></html>\n`,
  };
}

function providerOf({ pack: { publisher }, publicUrl, key }: Publication): Provider {
  return {
    publisher: publisher.names.legal,
    namespace: publisher.website ?? publicUrl.origin,
    contact: publisher.contacts.security,
    base: new URL(csafBase, publicUrl),
    key: key && { fingerprint: key.fingerprint, url: new URL(keyPath, publicUrl).href },
    label: "WHITE",
  };
}

function entryOf({ meta }: Advisory): ProviderDocument {
  const { id, title, summary, revisions, products } = meta;
  const last = latestRevision(meta);
  return {
    ...{ id, title, summary, fileName: csafFileName(id), updated: last.at },
    published: revisions[0]?.at ?? last.at,
    products: products.map(({ name }) => name),
  };
}

/** Where the advisory's document stands below the provider's address. */
export const csafAddress = (advisory: Advisory): string => documentPath(entryOf(advisory));

const json = (body: string): CsafFile => ({ type: "application/json", body });

function listFile(publication: Publication, advisories: readonly Advisory[], path: string): CsafFile | null {
  const provider = providerOf(publication);
  const documents = advisories.map(entryOf);
  switch (path) {
    case providerFiles.metadata:
      return json(providerMetadata(provider, documents, before));
    case providerFiles.service:
      return json(rolieService(provider));
    case providerFiles.category:
      return json(rolieCategory(documents));
    case feedFile(provider.label):
      return json(rolieFeed(provider, documents, before));
    case "index.txt":
      return { type: "text/plain; charset=utf-8", body: indexText(documents) };
    case "changes.csv":
      return { type: "text/csv; charset=utf-8", body: changesCsv(documents) };
    default:
      return null;
  }
}

function documentFile(publication: Publication, advisories: readonly Advisory[], path: string): CsafFile | null {
  const [, wanted = "", kind = ""] = /^(\d{4}\/[^/]+\.json)(\.sha256|\.sha512|\.asc)?$/.exec(path) ?? [];
  const advisory = advisories.find((each) => csafAddress(each) === wanted);
  if (advisory === undefined) return null;
  const body = documentText(publication, advisory);
  const plain = (text: string): CsafFile => ({ type: "text/plain; charset=utf-8", body: text });
  const fileName = wanted.slice(wanted.indexOf("/") + 1);
  switch (kind) {
    case "":
      return json(body);
    case ".asc":
      return (
        publication.key &&
        plain(publication.key.signDetached(new TextEncoder().encode(body), signedAt(publication.key, advisory)))
      );
    default:
      // As sha256sum and sha512sum write it (CSAF 2.0 §7.1.18).
      return plain(`${createHash(kind.slice(1)).update(body).digest("hex")}  ${fileName}\n`);
  }
}

function documentText({ pack: { publisher }, publicUrl }: Publication, advisory: Advisory): string {
  const { id } = advisory.meta;
  return csafDocument(csafOf(advisory), {
    publisher: publisher.names.legal,
    namespace: publisher.website ?? publicUrl.origin,
    contact: publisher.contacts.security,
    documentUrl: new URL(csafBase + csafAddress(advisory), publicUrl).href,
    pageUrl: new URL(`/advisories/${id}`, publicUrl).href,
  });
}

/** The same bytes each time; a key signs nothing from before it was made. */
function signedAt({ createdAt }: OpenPgpKey, { meta }: Advisory): Date {
  const { at } = latestRevision(meta);
  return at < createdAt ? createdAt : at;
}
