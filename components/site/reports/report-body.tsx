import { SectionHeading } from "@/components/ui/section-heading";
import type { Section } from "@/components/ui/section-nav";
import type { CurrentWords } from "@/server/access/current-words";
import type { ReportWithCourse } from "@/server/assurance/reports/queries";
import { AdvisoriesSection, ChainSection, ChangesSection, QuestionsSection, RequestsSection } from "./count-sections";
import { CourseSection } from "./course-section";
import { CoverageSection } from "./coverage-section";
import { GlanceTable } from "./glance-table";
import { PatchingSection } from "./patching-section";

/** All of a report, for visitors and for the preview of staff alike. */
export function ReportBody({ report, earlier, current }: ReportWithCourse & { current: CurrentWords }) {
  const shared = { report, current };
  return (
    <>
      <SectionHeading level={2} id="glance" locale={current.locale}>
        {current.words("reports.glance.title")}
      </SectionHeading>
      <GlanceTable {...shared} />
      <CoverageSection {...shared} />
      <PatchingSection {...shared} />
      <ChangesSection {...shared} />
      <AdvisoriesSection {...shared} />
      <QuestionsSection {...shared} />
      <RequestsSection {...shared} />
      <ChainSection {...shared} />
      <CourseSection {...shared} earlier={earlier} />
    </>
  );
}

export function reportSections({ earlier }: ReportWithCourse, { words }: CurrentWords): Section[] {
  return [
    { id: "glance", title: words("reports.glance.title") },
    { id: "mfa", title: words("reports.mfa.title") },
    { id: "patch-times", title: words("reports.patching.title") },
    { id: "sub-processors", title: words("reports.changes.title") },
    { id: "advisories", title: words("reports.advisories.title") },
    { id: "questions", title: words("reports.questions.title") },
    { id: "access-requests", title: words("reports.requests.title") },
    { id: "audit-chain", title: words("reports.chain.title") },
    ...(earlier.length === 0 ? [] : [{ id: "quarters", title: words("reports.course.title") }]),
  ];
}
