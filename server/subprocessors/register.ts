/** What the register says of a sub-processor, in the order of its columns. Null: not stated by the publisher. */
export const statedFields = [
  "role",
  "purpose",
  "dataCategories",
  "location",
  "transferMechanism",
  "certifications",
  "since",
] as const;
export type StatedField = (typeof statedFields)[number];

/** `since` is a calendar day, `YYYY-MM-DD`; the rest are the publisher's own words. */
export interface RegisterEntry extends Readonly<Record<StatedField, string | null>> {
  /** Unique in one publisher's register; also its anchor on the page. */
  readonly id: string;
  readonly name: string;
}

export interface Register {
  /** In the publisher's own order. */
  readonly entries: readonly RegisterEntry[];
  /** When the register was made here. Null: it has no entry yet. */
  readonly keptSince: Date | null;
}

export interface RegisterDifference {
  readonly id: string;
  readonly name: string;
  /** `file-only`: the file names it, the register does not; `register-only`: the other way round. */
  readonly kind: "file-only" | "register-only" | "changed";
  /** What the two say differently; empty unless changed. */
  readonly fields: readonly ("name" | StatedField)[];
}

/** Where the pack's file and the register in force differ, in the file's order, then the register's. */
export function differencesBetween(
  file: readonly RegisterEntry[],
  register: readonly RegisterEntry[],
): RegisterDifference[] {
  const held = new Map(register.map((entry) => [entry.id, entry]));
  const named = new Set(file.map((entry) => entry.id));
  return [
    ...file.flatMap((entry) => difference(entry, held.get(entry.id))),
    ...register
      .filter((entry) => !named.has(entry.id))
      .map(({ id, name }) => ({ id, name, kind: "register-only" as const, fields: [] })),
  ];
}

function difference(entry: RegisterEntry, held: RegisterEntry | undefined): RegisterDifference[] {
  const { id, name } = entry;
  if (held === undefined) return [{ id, name, kind: "file-only", fields: [] }];
  const fields = (["name", ...statedFields] as const).filter((field) => entry[field] !== held[field]);
  return fields.length === 0 ? [] : [{ id, name, kind: "changed", fields }];
}
