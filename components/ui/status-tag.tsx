import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** `passed` is a target date that went by unmet; `at-risk` is what needs somebody now. */
export type StatusTone = "done" | "under-way" | "planned" | "passed" | "at-risk";

const icons: Record<StatusTone, IconName> = {
  done: "tick",
  "under-way": "half",
  planned: "dashed",
  passed: "overdue",
  "at-risk": "alert",
};

/** A state, told by its word; the mark and the colour only repeat it. */
export function StatusTag({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className="status-tag" data-tone={tone}>
      <Icon name={icons[tone]} />
      <span>{children}</span>
    </span>
  );
}
