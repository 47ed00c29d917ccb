/** Who may have which document. Pure: the queries below and the gate's tests use the same words. */
import type { Standing } from "@/server/agreements/policy";
import type { DocumentClass } from "@/server/platform/generated/prisma/enums";

/** The classes that a contact may read, by where the account and the contact stand with the agreement. `named_accounts` needs the naming besides. */
export function readableClasses(standing: Standing): readonly DocumentClass[] {
  return standing === "ready" ? ["public", "nda", "named_accounts"] : ["public"];
}

export type VersionState = "current" | "not-yet-valid" | "expired" | "withdrawn" | "damaged";

export interface VersionFacts {
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly withdrawnAt: Date | null;
  readonly damagedAt: Date | null;
}

export function versionState(version: VersionFacts, at: Date): VersionState {
  if (version.withdrawnAt !== null) return "withdrawn";
  if (version.damagedAt !== null) return "damaged";
  if (version.validFrom > at) return "not-yet-valid";
  return version.validUntil !== null && version.validUntil <= at ? "expired" : "current";
}

export const documentLimits = {
  pdfBytes: 50 * 1024 * 1024,
  otherBytes: 2 * 1024 * 1024 * 1024,
  pages: 5000,
  /** For each run of the PDF engine. */
  milliseconds: 60_000,
} as const;

export const documentKindLabels = {
  architecture: "Architecture",
  controls: "Control matrix",
  data_protection: "Data protection",
  sub_processors: "Sub-processors",
  audit_report: "Audit report",
  policy: "Policy",
  other: "Other document",
} as const;

export const documentClassLabels = {
  public: "Any contact",
  nda: "Under the agreement",
  named_accounts: "Named accounts under the agreement",
} as const;
