import { createHash } from "node:crypto";
import { entryFields, type RegisterChange } from "@/server/subprocessors/changes/change";
import type { RegisterEntry } from "@/server/subprocessors/register";

type Read = Pick<RegisterChange, "kind" | "previous" | "entry" | "reasons" | "assessment" | "alternatives">;

/**
 * SHA-256 of all that an approver reads, as 64 hexadecimal digits: what is approved is what was read, though the author or
 * the register moved on meanwhile.
 * @param noticeDays that approval would freeze
 */
export function changeFingerprint(change: Read, noticeDays: number): string {
  const { kind, previous, entry, reasons, assessment, alternatives } = change;
  const fields = (of: RegisterEntry | null) => of && [of.id, ...entryFields.map((field) => of[field])];
  const read = [kind, fields(previous), fields(entry), reasons, assessment, alternatives, noticeDays];
  return createHash("sha256").update(JSON.stringify(read)).digest("hex");
}
