import type { AuditDetails } from "@/server/audit/events";
import type { Words } from "@/server/words/words";

/** In the order in which they are told; the hashes, which prove and are not read, come apart. */
const terms = [
  "email",
  "name",
  "legalName",
  "title",
  "version",
  "number",
  "specimen",
  "change",
  "class",
  "unmarkable",
  "roles",
  "domain",
  "host",
  "method",
  "reason",
  "downloadId",
  "documents",
  "publisher",
  "subProcessors",
  "topics",
  "reference",
  "regions",
  "services",
  "restricted",
  "approvedSubProcessors",
  "ground",
  "mitigation",
  "decision",
  "contacts",
  "added",
  "changed",
  "unchanged",
  "state",
  "anonymous",
  "attachments",
  "position",
  "mailed",
  "advisory",
  "revision",
  "audience",
  "notice",
  "relation",
  "recipients",
  "delivery",
  "answer",
  "effectiveAt",
  "decision",
  "count",
  "good",
  "events",
  "problem",
] as const;

const hashTerms = ["textSha256", "sha256"] as const;

const told: ReadonlySet<string> = new Set([...terms, ...hashTerms]);

export interface DetailRow {
  readonly term: string;
  readonly text: string;
}

/** What an event tells besides its kind, a row each; what is null or empty is left out, and an unknown name stands as it is. */
export function detailRows(details: AuditDetails, words: Words): DetailRow[] {
  const others = Object.keys(details).filter((name) => !told.has(name));
  return [...rowsOf(terms, details, words), ...others.flatMap((name) => rowOf(name, details[name], words))];
}

/** The digests that an event holds. */
export const hashRows = (details: AuditDetails, words: Words): DetailRow[] => rowsOf(hashTerms, details, words);

type Term = (typeof terms)[number] | (typeof hashTerms)[number];

function rowsOf(names: readonly Term[], details: AuditDetails, words: Words): DetailRow[] {
  return names.flatMap((name) =>
    Object.hasOwn(details, name) ? rowOf(words(`desk.audit.term.${name}`), details[name], words) : [],
  );
}

function rowOf(term: string, value: AuditDetails[string] | undefined, words: Words): DetailRow[] {
  const text = inWords(value, words);
  return text === "" ? [] : [{ term, text }];
}

function inWords(value: AuditDetails[string] | undefined, words: Words): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return words(value ? "desk.audit.yes" : "desk.audit.no");
  if (typeof value === "object") return value.map(spaced).join(", ");
  return spaced(String(value));
}

/** The words of the database's lists, as `named_accounts`, are joined by underscores. */
const spaced = (text: string) => (/^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll("_", " ") : text);
