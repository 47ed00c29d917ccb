import { Reference } from "@/components/ui/reference";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { IncidentDetail } from "@/server/assurance/incidents/queries";
import { DutyClock } from "./duty-clock";

interface Facts {
  readonly incident: IncidentDetail;
  readonly current: CurrentWords;
}

/** Who has to be told until when, and whether it was kept. */
export function IncidentClocks({ incident, at, current }: Facts & { readonly at: Date }) {
  const { words } = current;
  const { duties, discoveredAt } = incident;
  if (duties.length === 0) return <p>{words("incidents.clock.none")}</p>;
  return (
    <SummaryList
      rows={duties.map((duty) => ({
        term: words(`incidents.duty.${duty.duty}`),
        detail: <DutyClock duty={duty} discoveredAt={discoveredAt} at={at} current={current} />,
      }))}
    />
  );
}

/** @param mayChange leads to the forms */
export function IncidentFacts({ incident, mayChange, current }: Facts & { readonly mayChange: boolean }) {
  const { words, href } = current;
  const { asController, class: gravity, description, reference } = incident;
  const change = (what: "description" | "class") =>
    mayChange
      ? {
          action: (
            <a href={href(`/desk/incidents/${incident.id}/change#${what}-title`)}>
              {words(`incidents.change.${what}`)}
            </a>
          ),
        }
      : {};
  return (
    <SummaryList
      rows={[
        { term: words("incidents.facts.reference"), detail: <Reference>{reference}</Reference> },
        {
          term: words("incidents.facts.description"),
          detail: (
            <p className="wrap-anywhere whitespace-pre-line" dir="auto">
              {description ?? words("incidents.erased")}
            </p>
          ),
          ...change("description"),
        },
        { term: words("incidents.column.class"), detail: words(`incidents.class.${gravity}`), ...change("class") },
        {
          term: words("incidents.facts.controller"),
          detail: words(asController ? "incidents.facts.isController" : "incidents.facts.notController"),
        },
        ...timeRows(incident, mayChange, current),
      ]}
    />
  );
}

function timeRows(incident: IncidentDetail, mayChange: boolean, { locale, words, href }: CurrentWords): SummaryRow[] {
  const { discoveredAt, detectedAt, containedAt, recoveredAt, openedAt, openedBy, closedAt, closedBy } = incident;
  const when = (value: Date | null) =>
    value === null ? words("incidents.facts.notYet") : <TimeText value={value} locale={locale} />;
  const change = mayChange
    ? {
        action: (
          <a href={href(`/desk/incidents/${incident.id}/change#times-title`)}>{words("incidents.change.times")}</a>
        ),
      }
    : {};
  const by = (name: string, value: Date) => (
    <>
      <bdi>{words("incidents.facts.by", { name })}</bdi> {when(value)}
    </>
  );
  return [
    { term: words("incidents.form.discoveredAt"), detail: when(discoveredAt), ...change },
    { term: words("incidents.form.detectedAt"), detail: when(detectedAt) },
    { term: words("incidents.form.containedAt"), detail: when(containedAt) },
    { term: words("incidents.form.recoveredAt"), detail: when(recoveredAt) },
    { term: words("incidents.facts.opened"), detail: by(openedBy, openedAt) },
    ...(closedAt === null ? [] : [{ term: words("incidents.facts.closed"), detail: by(closedBy ?? "", closedAt) }]),
  ];
}
