import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { RevisionDifference } from "@/server/advisories/revisions";
import type { Advisory } from "@/server/content/advisories";
import { DifferenceView } from "../content/difference-view";
import { OwnWords } from "../own-words";
import { AdvisoryFacts, ProductTable, Remediations, Timeline } from "./advisory-facts";
import { CorrectiveActions, IncidentFacts } from "./retrospective";

export interface AdvisoryPageProps {
  readonly advisory: Advisory;
  /** The body as elements. */
  readonly body: ReactNode;
  readonly differences: readonly RevisionDifference[];
  /** Hours within which the publisher tells customers of a breach. */
  readonly targetHours: number;
  /** The same for machines; empty where there is nothing. */
  readonly files: readonly { readonly label: string; readonly href: string }[];
  readonly current: CurrentWords;
}

/** One advisory or retrospective, whole: facts, text, revisions and what changed between them. */
export function AdvisoryPage({ advisory, body, differences, targetHours, files, current }: AdvisoryPageProps) {
  const { locale, words } = current;
  const { meta, demonstration } = advisory;
  const { retrospective: course } = meta;
  return (
    <>
      <PageHeader
        title={<OwnWords locale={locale}>{meta.title}</OwnWords>}
        lead={<OwnWords locale={locale}>{meta.summary}</OwnWords>}
        meta={<AdvisoryFacts advisory={advisory} current={current} />}
      />
      {demonstration ? (
        <Callout tone="warning" title={words("reports.demonstration")} locale={locale}>
          {words("advisories.demonstration")}
        </Callout>
      ) : null}
      {course === null ? null : (
        <Part id="incident" title={words("advisories.incident.title")}>
          <IncidentFacts course={course} targetHours={targetHours} current={current} />
        </Part>
      )}
      {meta.products.length === 0 ? null : (
        <Part id="products" title={words("advisories.products")}>
          <ProductTable advisory={advisory} current={current} />
        </Part>
      )}
      {meta.remediations.length === 0 ? null : (
        <Part id="remediation" title={words("advisories.remediations")}>
          <Remediations advisory={advisory} current={current} />
        </Part>
      )}
      <div className="prose" lang={locale === "en" ? undefined : "en"}>
        {body}
      </div>
      {meta.timeline.length === 0 ? null : (
        <Part id="timeline" title={words("advisories.timeline")}>
          <Timeline advisory={advisory} current={current} />
        </Part>
      )}
      {course === null ? null : (
        <Part id="actions" title={words("advisories.actions")}>
          <CorrectiveActions course={course} current={current} />
        </Part>
      )}
      <Sources advisory={advisory} files={files} current={current} />
      <Revisions advisory={advisory} differences={differences} current={current} />
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

type Shown = Pick<AdvisoryPageProps, "advisory" | "current">;

/** Thanks, references, and the same for machines. */
function Sources({ advisory: { meta }, files, current }: Shown & Pick<AdvisoryPageProps, "files">) {
  const { locale, words } = current;
  return (
    <>
      {meta.credits.length === 0 ? null : (
        <Part id="credits" title={words("advisories.credits")}>
          <ul>
            {meta.credits.map(({ name, organisation }) => (
              <li key={name}>
                <OwnWords locale={locale}>{organisation === null ? name : `${name}, ${organisation}`}</OwnWords>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {meta.references.length === 0 ? null : (
        <Part id="references" title={words("advisories.references")}>
          <ul>
            {meta.references.map(({ title, url }) => (
              <li key={url}>
                <a href={url}>
                  <OwnWords locale={locale}>{title}</OwnWords>
                </a>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {files.length === 0 ? null : (
        <Part id="files" title={words("advisories.files")}>
          <ul>
            {files.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

/** Every revision, the newest first, and the differences between the texts that were kept. */
function Revisions({ advisory: { meta }, differences, current }: Shown & Pick<AdvisoryPageProps, "differences">) {
  const { locale, words } = current;
  return (
    <Part id="revisions" title={words("advisories.revisions")}>
      <ol reversed className="grid gap-2">
        {[...meta.revisions].reverse().map(({ number, at, summary }) => (
          <li key={number} value={number}>
            <strong>{words("advisories.revision", { number })}</strong>, <TimeText value={at} locale={locale} />:{" "}
            <OwnWords locale={locale}>{summary}</OwnWords>
          </li>
        ))}
      </ol>
      {differences.map(({ from, to, sections }) => (
        <DifferenceView
          key={to}
          heading={words("advisories.between", { from, to })}
          sections={sections}
          current={current}
        />
      ))}
    </Part>
  );
}
