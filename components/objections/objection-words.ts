import type { StatusTone } from "@/components/ui/status-tag";
import { turnOf } from "@/server/objections/lifecycle";
import type { ObjectionView } from "@/server/objections/view";
import type { HoldDecision, ObjectionState } from "@/server/platform/generated/prisma/enums";
import type { WordKey } from "@/server/words/words";

export const objectionTones: Record<ObjectionState, StatusTone> = {
  filed: "at-risk",
  acknowledged: "under-way",
  mitigation_proposed: "under-way",
  resolved: "done",
  withdrawn: "done",
  unresolved: "passed",
};

export const decisionWords: Record<HoldDecision, WordKey> = {
  apply: "objections.hold.apply",
  exclude: "objections.hold.exclude",
};

type Next = keyof typeof import("@/server/words/en/objections.json")["next"];

/** Which sentence says what comes next: the state, and where two ends share one, what made it so. */
export function nextOf({ state, entries, onHold }: Pick<ObjectionView, "state" | "entries" | "onHold">): Next {
  if (state === "unresolved") return onHold ? "unresolvedHold" : "unresolved";
  if (state === "resolved" && entries.some(({ kind }) => kind === "change_withdrawn")) return "changeWithdrawn";
  return state;
}

/** Whose turn it is, and by when, for staff. */
export const customersTurn = (state: ObjectionState): boolean => turnOf(state) === "account";
