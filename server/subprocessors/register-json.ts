/**
 * The register for machines. The shape is stable: fields are only ever added; a change of meaning raises `format`. Null
 * stays null ("not stated by the publisher"). Nothing in it changes with the time of asking, so its entity tag holds.
 */
import type { Publisher } from "@/server/content/publisher-schema";
import type { Register, RegisterEntry } from "@/server/subprocessors/register";

export interface RegisterDocument {
  readonly format: 1;
  readonly publisher: { readonly name: string; readonly legalName: string };
  /** `draft`: the publisher has not finally validated what it states. */
  readonly status: "final" | "draft";
  /** The page for people. */
  readonly page: string;
  /** The day, `YYYY-MM-DD`, at whose end (UTC) the register stood so. Null: as it stands now. */
  readonly asOf: string | null;
  /** RFC 3339; null where the register has no entry yet. */
  readonly keptSince: string | null;
  /** What the publisher says of a fuller list kept elsewhere. */
  readonly fullerList: string;
  readonly subProcessors: readonly (RegisterEntry & { readonly page: string })[];
}

/** @param page the register's address, with its origin */
export function registerDocument(
  { names, status }: Pick<Publisher, "names" | "status">,
  { keptSince, entries }: Register,
  { fullerList, page, asOf }: { fullerList: string; page: string; asOf: string | null },
): RegisterDocument {
  return {
    format: 1,
    publisher: { name: names.short, legalName: names.legal },
    status: status.state,
    page,
    asOf,
    keptSince: keptSince?.toISOString() ?? null,
    fullerList,
    subProcessors: entries.map((entry) => ({ ...entry, page: `${page}#${entry.id}` })),
  };
}
