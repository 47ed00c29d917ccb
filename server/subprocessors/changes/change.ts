/** A change of the register, with what the register says before and after it. */
import type { ChangeKind, ChangeState } from "@/server/subprocessors/changes/lifecycle";
import { type RegisterEntry, type StatedField, statedFields } from "@/server/subprocessors/register";

export interface RegisterChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  /** What the register said, or says, before it. Null for an addition. */
  readonly previous: RegisterEntry | null;
  /** What the register says once it is in effect. Null for a removal. */
  readonly entry: RegisterEntry | null;
  /** The publisher's own words, several lines each. */
  readonly reasons: string;
  readonly assessment: string;
  readonly alternatives: string;
  /** Whether customers have the notice time before it takes effect. */
  readonly waits: boolean;
  /** Days of 24 hours. */
  readonly noticeDays: number;
  readonly createdAt: Date;
  readonly approvedAt: Date | null;
  /** When the first attempts at its notice were settled. */
  readonly noticedAt: Date | null;
  /** Fixed together with `noticedAt`. */
  readonly effectiveAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
}

/** Whom a change is about: the newcomer, or who is changed or removed. */
export const nameOf = ({ entry, previous }: Pick<RegisterChange, "entry" | "previous">): string =>
  entry?.name ?? previous?.name ?? "";

export const entryFields = ["name", ...statedFields] as const;
export type EntryField = "name" | StatedField;

export interface FieldDifference {
  readonly field: EntryField;
  /** Null: not stated by the publisher, or there was no entry. */
  readonly before: string | null;
  readonly after: string | null;
  readonly changed: boolean;
}

/** Every field of the register, in the order of its columns. */
export function differenceOf({ previous, entry }: Pick<RegisterChange, "entry" | "previous">): FieldDifference[] {
  return entryFields.map((field) => {
    const [before, after] = [previous?.[field] ?? null, entry?.[field] ?? null];
    return { field, before, after, changed: before !== after };
  });
}

export const changedFields = (change: Pick<RegisterChange, "entry" | "previous">): EntryField[] =>
  differenceOf(change).flatMap(({ field, changed }) => (changed ? [field] : []));

/** The id of a newcomer in the register, which is also its anchor: as in `subprocessors.yaml`. */
export function slugOf(name: string): string {
  const letters = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/ø/g, "o")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return letters === "" ? spelledOut(name) : letters;
}

/** Another alphabet, or none: the code points of its first characters, so that the same name has the same id. */
const spelledOut = (name: string): string =>
  [...name.replace(/\s+/gu, "")]
    .slice(0, 12)
    .map((letter) => letter.codePointAt(0)?.toString(16) ?? "")
    .join("-");
