import type { AuditDetails } from "@/server/audit/events";

/** In the order in which they are told; the hashes, which prove and are not read, come apart. */
const terms = {
  email: "Person",
  name: "Name",
  legalName: "Account",
  title: "Title",
  version: "Version",
  number: "Version",
  specimen: "Specimen",
  change: "Change",
  class: "Readers",
  unmarkable: "If it cannot be marked",
  roles: "Roles",
  domain: "Domain",
  method: "By",
  reason: "Reason",
  downloadId: "Copy",
  documents: "Documents",
} as const;

const hashTerms = { textSha256: "SHA-256 of the text", sha256: "SHA-256 of the file" } as const;

export interface DetailRow {
  readonly term: string;
  readonly text: string;
}

/** What an event tells besides its kind, a row each; what is null or empty is left out, and an unknown name stands as it is. */
export function detailRows(details: AuditDetails): DetailRow[] {
  const known = rowsOf(terms, details);
  const others = Object.keys(details).filter((name) => !Object.hasOwn(terms, name) && !Object.hasOwn(hashTerms, name));
  return [...known, ...others.flatMap((name) => rowOf(name, details[name]))];
}

/** The digests that an event holds. */
export const hashRows = (details: AuditDetails): DetailRow[] => rowsOf(hashTerms, details);

function rowsOf(labels: Readonly<Record<string, string>>, details: AuditDetails): DetailRow[] {
  return Object.entries(labels).flatMap(([name, term]) =>
    Object.hasOwn(details, name) ? rowOf(term, details[name]) : [],
  );
}

function rowOf(term: string, value: AuditDetails[string] | undefined): DetailRow[] {
  const text = inWords(value);
  return text === "" ? [] : [{ term, text }];
}

function inWords(value: AuditDetails[string] | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") return value.map(spaced).join(", ");
  return spaced(String(value));
}

/** The words of the database's lists, as `named_accounts`, are joined by underscores. */
const spaced = (text: string) => (/^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll("_", " ") : text);
