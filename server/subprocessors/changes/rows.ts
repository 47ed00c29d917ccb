/** Rows of the database as entries and changes. */
import type { SubProcessorChange, SubProcessorVersion } from "@/server/platform/generated/prisma/client";
import type { RegisterChange } from "@/server/subprocessors/changes/change";
import type { RegisterEntry } from "@/server/subprocessors/register";

type StatedColumns = Pick<
  SubProcessorVersion,
  "name" | "role" | "purpose" | "dataCategories" | "location" | "transferMechanism" | "certifications" | "since"
>;

export function entryOf(slug: string, row: StatedColumns): RegisterEntry {
  const { name, role, purpose, dataCategories, location, transferMechanism, certifications, since } = row;
  const stated = { role, purpose, dataCategories, location, transferMechanism, certifications };
  return { id: slug, name, ...stated, since: since?.toISOString().slice(0, 10) ?? null };
}

export function columnsOf({ since, id: slug, ...stated }: RegisterEntry) {
  return { ...stated, slug, since: since === null ? null : new Date(since) };
}

/** @param previous what the register says before it */
export function changeOf(row: SubProcessorChange, previous: RegisterEntry | null): RegisterChange {
  const { id, kind, state, reasons, assessment, alternatives, waits, noticeDays } = row;
  const { createdAt, approvedAt, noticedAt, effectiveAt, withdrawnAt, withdrawnReason } = row;
  // A removal says whom it is about also where that one is gone already.
  const held = previous ?? (kind === "removal" ? entryOf(row.slug, row) : null);
  return {
    ...{ id, kind, state, previous: held, reasons, assessment, alternatives, waits, noticeDays },
    ...{ createdAt, approvedAt, noticedAt, effectiveAt, withdrawnAt, withdrawnReason },
    entry: kind === "removal" ? null : entryOf(row.slug, row),
  };
}
