import { kindWords, severityWords } from "@/components/site/advisories/advisory-words";
import { SummaryList } from "@/components/ui/summary-list";
import type { CurrentWords } from "@/server/access/current-words";
import type { DeskAdvisoryDetail } from "@/server/advisories/access/desk-queries";
import { EmbargoText, RevisionText } from "./advisory-table";
import { audienceExplained, audienceText } from "./audience-words";

interface Shown {
  readonly advisory: DeskAdvisoryDetail;
  readonly current: CurrentWords;
}

export function AdvisorySummary({ advisory, current }: Shown) {
  const { words } = current;
  const { kind, severity, tlp } = advisory;
  return (
    <SummaryList
      rows={[
        { term: words("advisories.column.kind"), detail: words(kindWords[kind]) },
        {
          term: words("advisories.column.severity"),
          detail: severity === null ? "—" : words(severityWords[severity]),
        },
        {
          term: words("restricted.portal.tlp"),
          detail:
            tlp.inFile === tlp.now
              ? `TLP:${tlp.now}`
              : words("restricted.desk.inFile", { file: tlp.inFile, now: tlp.now }),
        },
        { term: words("restricted.desk.embargo"), detail: <EmbargoText advisory={advisory} current={current} /> },
        { term: words("restricted.desk.revision"), detail: <RevisionText advisory={advisory} current={current} /> },
      ]}
    />
  );
}

/** Who can see it now, and why. */
export function WhoSees({ advisory, current: { words, href } }: Shown) {
  const { audience, readers } = advisory;
  return (
    <section className="grid max-w-prose gap-3" aria-labelledby="who">
      <h2 id="who">{words("restricted.desk.who")}</h2>
      <p className="font-medium">{audienceText(advisory, words)}</p>
      <p>{words(audienceExplained[audience])}</p>
      {readers === null ? null : <p>{words("restricted.desk.readers", { count: readers })}</p>}
      {audience === "public" ? (
        <p>
          <a href={href(`/advisories/${advisory.id}`)}>{words("restricted.desk.public")}</a>
        </p>
      ) : null}
    </section>
  );
}
