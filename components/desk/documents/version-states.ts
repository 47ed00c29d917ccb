import type { StatusTone } from "@/components/ui/status-tag";
import type { VersionState } from "@/server/vault/policy";
import type { WordKey } from "@/server/words/words";

/** A version's state as a tag tells it. */
export const versionStates: Record<VersionState, { readonly tone: StatusTone; readonly label: WordKey }> = {
  current: { tone: "done", label: "desk.documents.state.current" },
  "not-yet-valid": { tone: "planned", label: "desk.documents.state.notYetValid" },
  expired: { tone: "passed", label: "desk.documents.state.expired" },
  withdrawn: { tone: "passed", label: "desk.documents.state.withdrawn" },
  damaged: { tone: "at-risk", label: "desk.documents.state.damaged" },
};
