import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { type Column, Table } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { AdvisoryMeta } from "@/server/content/advisory-schema";
import { OwnWords } from "../own-words";
import { actionStates } from "./advisory-words";

type Course = NonNullable<AdvisoryMeta["retrospective"]>;

interface CourseProps {
  readonly course: Course;
  readonly current: CurrentWords;
}

const minutesBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 60_000);

/**
 * The incident's class, impact, cause and course, and what was promised of telling customers against what happened.
 * @param targetHours within which customers are told, from the discovery on, as the publisher states it
 */
export function IncidentFacts({ course, targetHours, current }: CourseProps & { readonly targetHours: number }) {
  const { locale, words } = current;
  const when = (at: Date | null) =>
    at === null ? words("advisories.notYet") : <TimeText value={at} locale={locale} />;
  const rows: SummaryRow[] = [
    { term: words("advisories.incident.class"), detail: course.class },
    {
      term: words("advisories.incident.impact"),
      detail: <OwnWords locale={locale}>{course.customerImpact}</OwnWords>,
    },
    { term: words("advisories.incident.cause"), detail: <OwnWords locale={locale}>{course.rootCause}</OwnWords> },
    { term: words("advisories.incident.detected"), detail: when(course.detectedAt) },
    { term: words("advisories.incident.contained"), detail: when(course.containedAt) },
    { term: words("advisories.incident.notified"), detail: when(course.notifiedAt) },
    { term: words("advisories.incident.recovered"), detail: when(course.recoveredAt) },
    {
      term: words("advisories.incident.target", { hours: targetHours }),
      detail: <Kept course={course} targetHours={targetHours} current={current} />,
    },
  ];
  return <SummaryList rows={rows} />;
}

/** Whether customers were told in time. */
function Kept({ course, targetHours, current: { words } }: CourseProps & { readonly targetHours: number }) {
  if (course.notifiedAt === null) return <StatusTag tone="at-risk">{words("advisories.incident.notTold")}</StatusTag>;
  const taken = minutesBetween(course.discoveredAt, course.notifiedAt);
  const kept = taken <= targetHours * 60;
  const time = words("advisories.incident.taken", { hours: Math.floor(taken / 60), minutes: taken % 60 });
  return (
    <StatusTag tone={kept ? "done" : "passed"}>
      {words(kept ? "advisories.incident.kept" : "advisories.incident.missed", { time })}
    </StatusTag>
  );
}

/** What is done so that it does not happen again. */
export function CorrectiveActions({ course, current }: CourseProps) {
  const { locale, words } = current;
  const columns: readonly Column<Course["actions"][number]>[] = [
    { header: words("advisories.action.title"), cell: ({ title }) => <OwnWords locale={locale}>{title}</OwnWords> },
    {
      header: words("advisories.action.state"),
      cell: ({ state }) => <StatusTag tone={actionStates[state].tone}>{words(actionStates[state].key)}</StatusTag>,
    },
    {
      header: words("advisories.action.due"),
      cell: ({ due }) => (due === null ? "—" : <TimeText value={due} precision="day" short locale={locale} />),
    },
  ];
  return (
    <Table
      caption={words("advisories.actions")}
      captionHidden
      columns={columns}
      rows={course.actions}
      rowKey={({ title }) => title}
      empty={words("advisories.action.none")}
    />
  );
}
