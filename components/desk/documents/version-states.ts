import type { StatusTone } from "@/components/ui/status-tag";
import type { VersionState } from "@/server/vault/policy";

export const versionStates: Record<VersionState, { readonly tone: StatusTone; readonly label: string }> = {
  current: { tone: "done", label: "Current" },
  "not-yet-valid": { tone: "planned", label: "Not valid yet" },
  expired: { tone: "passed", label: "Expired" },
  withdrawn: { tone: "passed", label: "Withdrawn" },
  damaged: { tone: "at-risk", label: "Damaged: not sent" },
};
