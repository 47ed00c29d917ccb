/**
 * Agreement texts: Markdown with placeholders such as {{customer.registeredName}}. What a person typed goes into the
 * text as text alone: no markup, link or placeholder of theirs takes effect.
 */
import type { AgreementMeta } from "./page-schema";
import { notStated, type Publisher } from "./publisher-schema";

export const placeholders = [
  "publisher.legalName",
  "publisher.shortName",
  "publisher.companyNumber",
  "publisher.registeredAddress",
  "publisher.signingOfficer",
  "governingLaw",
  "customer.registeredName",
  "signatory.name",
  "signatory.title",
] as const;
export type Placeholder = (typeof placeholders)[number];

export interface Agreement {
  readonly file: string;
  readonly meta: AgreementMeta;
  /** Markdown with placeholders, without front matter. */
  readonly text: string;
}

/** A placeholder that is unknown, or that was given no value. */
export class PlaceholderProblem extends Error {
  override readonly name = "PlaceholderProblem";
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

export function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((known) => known === name);
}

/** Each `{{…}}` of a text with the index where it stands. */
export function placeholdersIn(text: string): { readonly name: string; readonly index: number }[] {
  return [...text.matchAll(placeholder)].map((match) => ({ name: match[1] ?? "", index: match.index }));
}

/**
 * The text with every placeholder filled. Values are plain text and stay so.
 * Throws PlaceholderProblem for a placeholder that is unknown, has no value or has an empty one.
 */
export function renderAgreement(text: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
  return text.replace(placeholder, (_, name: string) => {
    if (!isPlaceholder(name))
      throw new PlaceholderProblem(`{{${name}}} is not a placeholder. Use one of ${placeholders.join(", ")}.`);
    const value = literal(values[name] ?? "");
    if (value === "") throw new PlaceholderProblem(`{{${name}}} has no value. Give it one.`);
    return value;
  });
}

/** The publisher's own values; what it has not stated says so. */
export function publisherValues(publisher: Publisher) {
  return {
    "publisher.legalName": publisher.names.legal,
    "publisher.shortName": publisher.names.short,
    "publisher.companyNumber": publisher.companyNumber ?? notStated,
    "publisher.registeredAddress": publisher.registeredAddress ?? notStated,
    "publisher.signingOfficer": publisher.signingOfficer ?? notStated,
    governingLaw: publisher.governingLaw ?? notStated,
  } as const satisfies Partial<Record<Placeholder, string>>;
}

/** One line without control or direction-override characters, which could make a name read as other words. */
export function plainLine(value: string): string {
  return value
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
}

/** Markdown that reads as exactly this line of text (CommonMark 0.31 §2.4, backslash escapes). */
function literal(value: string): string {
  return plainLine(value)
    .replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&")
    .replace(/^([-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? start : `\\${start}`))
    .replace(/^(\d+)([.)])/, "$1\\$2");
}
