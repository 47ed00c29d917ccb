/** What an account may do about a change of which it was told. The database decides again when it is done. Pure. */
import type { ChangeState, NoticeKind } from "@/server/platform/generated/prisma/enums";

interface Standing {
  readonly state: ChangeState;
  /** When the change is in force for the account; null while that is not fixed. */
  readonly effectiveAt: Date | null;
}

/** For this account, whatever it is for others. */
export function isInForce({ state, effectiveAt }: Standing, at: Date): boolean {
  return state === "effective" && effectiveAt !== null && effectiveAt <= at;
}

interface Told {
  readonly kind: NoticeKind;
  readonly givenAt: Date | null;
  readonly change: { readonly state: ChangeState; readonly waits: boolean; readonly windowUntil: Date | null } | null;
}

/** Told, of a change that waits, inside the account's own window; one that is not fixed yet is open. */
export function mayObject({ kind, givenAt, change }: Told, at: Date): boolean {
  if (kind !== "change" || givenAt === null || change === null) return false;
  if (!change.waits || change.state === "withdrawn" || change.state === "draft") return false;
  return change.windowUntil === null || at < change.windowUntil;
}
