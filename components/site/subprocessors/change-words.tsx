/** How a change of the register is said: at the desk and on the public pages alike. */
import { OwnWords } from "@/components/site/own-words";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { StatusTone } from "@/components/ui/status-tag";
import type { CurrentWords } from "@/server/access/current-words";
import { nameOf, type RegisterChange } from "@/server/subprocessors/changes/change";
import type { ChangeKind, ChangeState } from "@/server/subprocessors/changes/lifecycle";

export const changeTones: Record<ChangeState, StatusTone> = {
  draft: "planned",
  approved: "under-way",
  noticed: "under-way",
  effective: "done",
  withdrawn: "passed",
};

/** "Replacement of Old Cloud by New Cloud". */
export function headline(
  { kind, name, replaces }: { readonly kind: ChangeKind; readonly name: string; readonly replaces: string | null },
  { words }: CurrentWords,
): string {
  return words(`changes.headline.${kind}`, { name, replaced: replaces ?? "" });
}

export const headlineOf = (change: Pick<RegisterChange, "kind" | "entry" | "previous">, current: CurrentWords) =>
  headline({ kind: change.kind, name: nameOf(change), replaces: change.previous?.name ?? null }, current);

const dayLength = 86_400_000;

/** Days of 24 hours that are left, to the nearest; 0 is less than one. */
export function daysLeft(effectiveAt: Date, at: Date): number {
  const left = (effectiveAt.getTime() - at.getTime()) / dayLength;
  return left < 1 ? 0 : Math.round(left);
}

/** How much of the notice time has run. */
export function NoticeWindow({
  noticeDays,
  effectiveAt,
  at,
  current: { words },
}: {
  noticeDays: number;
  effectiveAt: Date;
  at: Date;
  current: CurrentWords;
}) {
  const whole = noticeDays * dayLength;
  const left = Math.min(whole, Math.max(0, effectiveAt.getTime() - at.getTime()));
  const text =
    left === 0
      ? words("changes.window.over")
      : words("changes.window.left", { left: daysLeft(effectiveAt, at), days: noticeDays });
  return (
    <ProgressBar
      id="notice-window"
      label={words("changes.window.label")}
      text={text}
      value={Math.round(((whole - left) / whole) * 1000)}
      max={1000}
    />
  );
}

/** Reasons, assessment and alternatives, as the publisher wrote them. */
export function Arguments({ change, current }: { change: RegisterChange; current: CurrentWords }) {
  const { locale, words } = current;
  return (["reasons", "assessment", "alternatives"] as const).map((part) => (
    <section key={part} aria-labelledby={part} className="max-w-prose space-y-3">
      <h2 id={part}>{words(`changes.part.${part}`)}</h2>
      <p className="whitespace-pre-line wrap-anywhere">
        <OwnWords locale={locale}>{change[part]}</OwnWords>
      </p>
    </section>
  ));
}
