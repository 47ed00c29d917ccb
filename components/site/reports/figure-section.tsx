import type { ReactNode } from "react";
import { SectionHeading } from "@/components/ui/section-heading";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { Absence, Figure, TrustReport } from "@/server/assurance/reports/report";
import { OwnWords } from "../own-words";

/** What every section of a report needs beside its own figure. */
export interface InReport {
  readonly report: TrustReport;
  readonly current: CurrentWords;
}

/** One figure of a report: its heading, what it means, the figure or why there is none, and where it comes from. */
export function FigureSection<Value extends object>({
  id,
  title,
  text,
  figure,
  report,
  current,
  children,
}: InReport & {
  id: string;
  title: string;
  text: ReactNode;
  figure: Figure<Value>;
  children: (value: Value) => ReactNode;
}) {
  return (
    <>
      <SectionHeading level={2} id={id} locale={current.locale}>
        {title}
      </SectionHeading>
      <p>{text}</p>
      {"absence" in figure ? (
        <p className="text-muted">{absenceInWords(figure.absence, current)}</p>
      ) : (
        <>
          {children(figure.value)}
          <p className="text-sm text-muted">
            {current.words("reports.source.label")}: <SourceText figure={figure} report={report} current={current} />
          </p>
        </>
      )}
    </>
  );
}

export function absenceInWords(absence: Absence, { words }: CurrentWords): string {
  if (absence === "not-measured") return words("reports.absence.notMeasured");
  return absence === "not-kept" ? words("reports.absence.notKept") : words("reports.absence.beforeRecords");
}

function SourceText({
  figure,
  report: { recordsSince, signedOff },
  current,
}: InReport & { figure: Extract<Figure<object>, { source: string }> }): ReactNode {
  const { words, locale } = current;
  const day = (value: Date | string) => <TimeText key="day" value={value} precision="day" locale={locale} />;
  if (figure.demonstration && figure.source === "publisher") return <strong>{words("reports.source.invented")}</strong>;
  const mark = figure.demonstration ? <strong>{words("reports.source.demonstration")} </strong> : null;
  return (
    <>
      {mark}
      {figure.source === "portal"
        ? recordsSince === null
          ? words("reports.source.portal")
          : words.rich("reports.source.portalSince", { date: () => day(recordsSince) })
        : signedOff === null
          ? words("reports.source.publisherUnsigned")
          : words.rich("reports.source.publisher", {
              role: () => (
                <OwnWords key="role" locale={current.locale}>
                  {signedOff.role}
                </OwnWords>
              ),
              date: () => day(signedOff.date),
            })}
    </>
  );
}
