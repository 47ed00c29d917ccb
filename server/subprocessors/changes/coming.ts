/** What the register says once the changes whose time is fixed are in effect. Pure, so that a day to come can be shown. */
import type { ChangeKind } from "@/server/subprocessors/changes/lifecycle";
import type { RegisterEntry } from "@/server/subprocessors/register";

export interface HeldEntry {
  readonly subProcessorId: string;
  readonly entry: RegisterEntry;
}

export interface FixedChange {
  readonly id: string;
  readonly kind: ChangeKind;
  /** Whom it changes, removes or displaces; null for an addition. */
  readonly targetId: string | null;
  readonly entry: RegisterEntry;
}

/** @param changes in the order of their effective times */
export function withChanges(held: readonly HeldEntry[], changes: readonly FixedChange[]): readonly HeldEntry[] {
  return changes.reduce<readonly HeldEntry[]>((entries, change) => {
    if (change.kind === "amendment")
      return entries.map((each) => (each.subProcessorId === change.targetId ? { ...each, entry: change.entry } : each));
    const rest = entries.filter(({ subProcessorId }) => subProcessorId !== change.targetId);
    // A newcomer has no row yet: until then the change's own id stands for it.
    return change.kind === "removal" ? rest : [...rest, { subProcessorId: change.id, entry: change.entry }];
  }, held);
}
