import type { ReactNode } from "react";
import { type ChartColumn, ColumnChart } from "@/components/ui/charts/column-chart";
import { SectionHeading } from "@/components/ui/section-heading";
import { Table } from "@/components/ui/table";
import type { CurrentWords } from "@/server/access/current-words";
import type { TrustReport } from "@/server/assurance/reports/report";
import type { InReport } from "./figure-section";
import { countInWords, percentInWords, quarterInWords } from "./figure-words";
import { againstTargets } from "./glance-table";

interface Course {
  readonly title: string;
  /** Null: not known for that quarter. */
  readonly of: (report: TrustReport) => number | null;
  readonly say: (value: number) => string;
  /** Of a whole column; null where the largest value is. */
  readonly whole: number | null;
}

/** The figures of this report beside those of the reports before it. Nothing where it is the first. */
export function CourseSection({ report, earlier, current }: InReport & { earlier: readonly TrustReport[] }): ReactNode {
  if (earlier.length === 0) return null;
  const { words, locale } = current;
  const reports = [...earlier, report];
  const demonstration = reports.some((each) => each.demonstration);
  const caption = words("reports.course.caption");
  const courses = coursesOf(current);
  const known = courses.filter((course) => reports.filter((each) => course.of(each) !== null).length > 1);
  return (
    <>
      <SectionHeading level={2} id="quarters" locale={locale}>
        {words("reports.course.title")}
      </SectionHeading>
      <p>{words("reports.course.text")}</p>
      <div className="grid gap-8 sm:grid-cols-2">
        {known.map((course) => (
          <CourseChart key={course.title} course={course} reports={reports} current={current} flagged={demonstration} />
        ))}
      </div>
      <Table
        caption={demonstration ? words("reports.demonstrationCaption", { caption }) : caption}
        captionHidden={!demonstration}
        columns={[
          { header: words("reports.course.quarter"), cell: (each) => quarterInWords(each.quarter, current) },
          ...courses.map((course) => ({
            header: course.title,
            cell: (each: TrustReport) => valueInWords(course, each, current),
          })),
        ]}
        rows={reports}
        rowKey={({ quarter }) => quarter.name}
        empty=""
      />
    </>
  );
}

function CourseChart({
  course,
  reports,
  current,
  flagged,
}: {
  course: Course;
  reports: readonly TrustReport[];
  current: CurrentWords;
  flagged: boolean;
}) {
  const { words } = current;
  const columns: ChartColumn[] = reports.map((each) => ({
    label: quarterInWords(each.quarter, current),
    value: course.of(each),
    text: valueInWords(course, each, current),
  }));
  const facts = columns.map(({ label, text }) => `${label}: ${text}`).join("; ");
  const description = words("reports.chart", { title: course.title, facts });
  return (
    <div className="space-y-2">
      <p className="text-sm font-medium">{course.title}</p>
      <ColumnChart
        description={flagged ? words("reports.demonstrationCaption", { caption: description }) : description}
        columns={columns}
        max={course.whole ?? Math.max(1, ...columns.map(({ value }) => value ?? 0))}
        {...(flagged ? { flag: words("reports.demonstration") } : {})}
      />
    </div>
  );
}

function valueInWords(course: Course, report: TrustReport, { words }: CurrentWords): string {
  const value = course.of(report);
  return value === null ? words("reports.course.unknown") : course.say(value);
}

function coursesOf(current: CurrentWords): Course[] {
  const { words } = current;
  const percent = { say: (value: number) => percentInWords(value, current), whole: 100 };
  return [
    {
      title: words("reports.course.mfa"),
      of: ({ mfaCoverage: { value } }) => (value === null ? null : Math.min(...value.map((each) => each.percent))),
      ...percent,
    },
    {
      title: words("reports.course.patching"),
      of: ({ patching: { value } }) => {
        const { within, patched } = againstTargets(value ?? []);
        return shareOf(within, patched);
      },
      ...percent,
    },
    {
      title: words("reports.course.questions"),
      of: ({ questions: { value } }) =>
        value === null || value.answeredInTime === null ? null : shareOf(value.answeredInTime, value.received),
      ...percent,
    },
    {
      title: words("reports.course.asked"),
      of: ({ accessRequests: { value } }) => value?.asked ?? null,
      say: (value) => countInWords(value, current),
      whole: null,
    },
  ];
}

/** Per cent; null of nothing. */
const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : (part / whole) * 100);
