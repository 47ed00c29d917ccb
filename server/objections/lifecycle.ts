/** The life of an objection as data; the database holds it too (migration objections). Pure. */
import { ObjectionState } from "@/server/platform/generated/prisma/enums";

/** Which states may follow which. A declined proposal leads back to `acknowledged`. */
export const transitions = {
  filed: ["acknowledged", "withdrawn", "resolved"],
  acknowledged: ["mitigation_proposed", "withdrawn", "unresolved", "resolved"],
  mitigation_proposed: ["acknowledged", "resolved", "withdrawn", "unresolved"],
  resolved: [],
  withdrawn: [],
  unresolved: [],
} as const satisfies Record<ObjectionState, readonly ObjectionState[]>;

export const objectionStates: readonly ObjectionState[] = Object.values(ObjectionState);

export const isOpen = (state: ObjectionState): boolean => transitions[state].length > 0;

export const openStates = objectionStates.filter(isOpen);
export const closedStates = objectionStates.filter((state) => !isOpen(state));

export type Side = "account" | "publisher";

/** Who is to answer next; null once it is closed. */
export function turnOf(state: ObjectionState): Side | null {
  if (!isOpen(state)) return null;
  return state === "mitigation_proposed" ? "account" : "publisher";
}

interface Standing {
  readonly state: ObjectionState;
  readonly dueAt: Date | null;
}

/** Staff may propose while none of their proposals waits for an answer. */
export const mayPropose = ({ state }: Standing): boolean => state === "acknowledged";

/** Where a proposal waits, the account has its days to answer first. */
export function mayCloseUnresolved({ state, dueAt }: Standing, at: Date): boolean {
  return state === "acknowledged" || (state === "mitigation_proposed" && dueAt !== null && at >= dueAt);
}
