import { TimeText } from "@/components/ui/time-text";
import { CountTable } from "./count-table";
import { FigureSection, type InReport } from "./figure-section";
import { durationInWords } from "./figure-words";

export function ChangesSection({ report, current }: InReport) {
  const { words, href } = current;
  const figure = report.subProcessorChanges;
  const title = words("reports.changes.title");
  const text = words.rich("reports.changes.text", {
    register: (label) => (
      <a key="register" href={href("/subprocessors")}>
        {label}
      </a>
    ),
  });
  return (
    <FigureSection id="sub-processors" title={title} text={text} figure={figure} report={report} current={current}>
      {(value) => (
        <CountTable
          title={title}
          heads={{ what: words("reports.changes.what"), count: words("reports.changes.count") }}
          counts={(["added", "replaced", "changed", "removed"] as const).map((kind) => ({
            label: words(`reports.changes.${kind}`),
            count: value[kind],
          }))}
          figure={figure}
          current={current}
        />
      )}
    </FigureSection>
  );
}

export function AdvisoriesSection({ report, current }: InReport) {
  const { words } = current;
  const figure = report.advisories;
  const title = words("reports.advisories.title");
  const text = words("reports.advisories.text");
  return (
    <FigureSection id="advisories" title={title} text={text} figure={figure} report={report} current={current}>
      {(value) => (
        <CountTable
          title={title}
          heads={{ what: words("reports.advisories.what"), count: words("reports.advisories.count") }}
          counts={(["advisories", "retrospectives"] as const).map((kind) => ({
            label: words(`reports.advisories.${kind}`),
            count: value[kind],
          }))}
          figure={figure}
          current={current}
        />
      )}
    </FigureSection>
  );
}

export function QuestionsSection({ report, current }: InReport) {
  const { words } = current;
  const { questions: figure, questionReplyBusinessDays: days } = report;
  const title = words("reports.questions.title");
  const text = days === null ? words("reports.questions.noTarget") : words("reports.questions.text", { days });
  return (
    <FigureSection id="questions" title={title} text={text} figure={figure} report={report} current={current}>
      {({ received, answered, answeredInTime }) => (
        <CountTable
          title={title}
          heads={{ what: words("reports.questions.what"), count: words("reports.questions.count") }}
          counts={[
            { label: words("reports.questions.received"), count: received },
            { label: words("reports.questions.answered"), count: answered },
            ...(answeredInTime === null ? [] : [{ label: words("reports.questions.inTime"), count: answeredInTime }]),
          ]}
          drawn
          figure={figure}
          current={current}
        />
      )}
    </FigureSection>
  );
}

export function RequestsSection({ report, current }: InReport) {
  const { words } = current;
  const figure = report.accessRequests;
  const title = words("reports.requests.title");
  const text = words("reports.requests.text");
  return (
    <FigureSection id="access-requests" title={title} text={text} figure={figure} report={report} current={current}>
      {(value) => (
        <CountTable
          title={title}
          heads={{ what: words("reports.requests.what"), count: words("reports.requests.count") }}
          counts={(["asked", "letIn", "approved", "declined"] as const).map((kind) => ({
            label: words(`reports.requests.${kind}`),
            count: value[kind],
          }))}
          more={[
            {
              label: words("reports.requests.median"),
              detail:
                value.medianDecisionHours === null
                  ? words("reports.requests.medianNone")
                  : durationInWords(value.medianDecisionHours, current),
            },
          ]}
          drawn
          figure={figure}
          current={current}
        />
      )}
    </FigureSection>
  );
}

export function ChainSection({ report, current }: InReport) {
  const { words, locale } = current;
  const figure = report.auditChain;
  const title = words("reports.chain.title");
  const text = words("reports.chain.text");
  return (
    <FigureSection id="audit-chain" title={title} text={text} figure={figure} report={report} current={current}>
      {({ events, sequenced, recomputation }) => (
        <CountTable
          title={title}
          heads={{ what: words("reports.chain.what"), count: words("reports.chain.state") }}
          counts={[
            { label: words("reports.chain.events"), count: events },
            { label: words("reports.chain.sequenced"), count: sequenced },
          ]}
          more={
            recomputation === null
              ? [{ label: words("reports.chain.recomputed"), detail: words("reports.chain.never") }]
              : [
                  {
                    label: words("reports.chain.recomputed"),
                    detail: <TimeText value={recomputation.at} locale={locale} />,
                  },
                  {
                    label: words("reports.chain.outcome"),
                    detail: words(recomputation.good ? "reports.chain.good" : "reports.chain.bad", {
                      events: recomputation.events,
                    }),
                  },
                ]
          }
          figure={figure}
          current={current}
        />
      )}
    </FigureSection>
  );
}
