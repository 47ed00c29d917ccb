/** How a programme's stage and targets are said: on /compliance and on the front page alike. */
import type { ReactNode } from "react";
import { OwnWords } from "@/components/site/own-words";
import { StatusTag, type StatusTone } from "@/components/ui/status-tag";
import { dayInWords, momentOf } from "@/components/ui/time-words";
import type { CurrentWords } from "@/server/access/current-words";
import { type QuarterStanding, quarterStanding } from "@/server/content/calendar";
import type { Programme, Stage } from "@/server/content/facts-schema";

const tones: Record<Stage, StatusTone> = {
  implemented: "done",
  available: "done",
  published: "done",
  "partly-conformant": "under-way",
  "gap-analysis-done": "under-way",
  targeted: "planned",
  roadmap: "planned",
  "not-certified": "planned",
};

export interface Told {
  readonly at: Date;
  readonly current: CurrentWords;
}

export function StageTag({ stage, current }: { stage: Stage; current: CurrentWords }) {
  return <StatusTag tone={tones[stage]}>{current.words(`compliance.stage.${stage}`)}</StatusTag>;
}

/** "Target 2026 Q3 passed" for each target that went by; the stage where none did. */
export function Standing({ programme, at, current }: Told & { programme: Programme }) {
  const passed = programme.targets.map(({ quarter }) => quarterStanding(quarter, at)).filter((each) => each.passed);
  if (passed.length === 0) return <StageTag stage={programme.stage} current={current} />;
  return passed.map((standing) => (
    <p key={standing.label}>
      <PassedTag standing={standing} current={current} />
    </p>
  ));
}

function PassedTag({ standing, current: { words } }: { standing: QuarterStanding; current: CurrentWords }) {
  const { year, number } = standing;
  return (
    <StatusTag tone="passed">
      {words("compliance.passed", { quarter: words("compliance.quarter", { year, number }) })}
    </StatusTag>
  );
}

/** Every target with its milestone: the quarter to come, or that it passed and on which day. */
export function Targets({ programme: { targets }, at, current }: Told & { programme: Programme }) {
  if (targets.length === 0) return <span className="text-muted">{current.words("compliance.noTarget")}</span>;
  return targets.map((target) => (
    <p key={`${target.milestone} ${target.quarter}`}>
      <TargetText {...target} at={at} current={current} />
    </p>
  ));
}

function TargetText({ milestone, quarter, at, current: { locale, words } }: Told & Programme["targets"][number]) {
  const { year, number, lastDay, passed } = quarterStanding(quarter, at);
  const own = (text: ReactNode) => <OwnWords locale={locale}>{text}</OwnWords>;
  const values = { milestone, quarter: words("compliance.quarter", { year, number }), own };
  if (!passed) return words.rich("compliance.coming", values);
  return (
    <StatusTag tone="passed">
      {words.rich("compliance.passedLong", {
        ...values,
        date: dayInWords(momentOf(lastDay), "UTC", locale),
        day: (text) => <time dateTime={lastDay}>{text}</time>,
      })}
    </StatusTag>
  );
}

/** What proves the claim; that nothing does is said quietly. */
export function EvidenceText({ evidence, current }: { evidence: Programme["evidence"]; current: CurrentWords }) {
  const { locale, words, href } = current;
  if (evidence === null) return <span className="text-muted">{words("compliance.noEvidence")}</span>;
  const title = <OwnWords locale={locale}>{evidence.title}</OwnWords>;
  if (evidence.where !== null) return <a href={href(evidence.where)}>{title}</a>;
  return (
    <>
      {title}: <span className="text-muted">{words("compliance.evidenceNotLinked")}</span>
    </>
  );
}

/** The same for a cell of a table. */
export function EvidenceInShort({
  evidence,
  current: { locale, words, href },
}: {
  evidence: Programme["evidence"];
  current: CurrentWords;
}) {
  if (evidence === null) return <span className="text-muted">{words("compliance.noEvidence")}</span>;
  if (evidence.where === null) return <span className="text-muted">{words("compliance.evidenceNamed")}</span>;
  return (
    <a href={href(evidence.where)}>
      <OwnWords locale={locale}>{evidence.title}</OwnWords>
    </a>
  );
}
