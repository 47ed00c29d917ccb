import type { ReactNode } from "react";
import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";

/** The newest quarterly report that visitors may read. */
export interface LatestReport {
  readonly year: string;
  /** `1` to `4` */
  readonly number: string;
  /** `/reports/2026-q3` */
  readonly address: string;
  /** Its figures are made up, and say so. */
  readonly demonstration: boolean;
}

/** What a customer watches: the register, the advisories, the reports. What there is none of says so. */
export function Changes({
  publisher,
  announced,
  latestReport,
  current,
}: {
  publisher: Publisher;
  /** Changes of sub-processors under notice. */
  announced: number;
  latestReport: LatestReport | null;
  current: CurrentWords;
}) {
  const { words, href } = current;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words("home.changes.title")}</h2>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-3">
        <Watched title={words("home.changes.subprocessors")}>
          <p>
            {announced === 0
              ? words("home.changes.noChange")
              : words.rich("home.changes.coming", {
                  count: announced,
                  link: (text) => <a href={href("/subprocessors/changes")}>{text}</a>,
                })}
          </p>
          <p className="text-muted">{words("home.changes.notice", { days: publisher.noticeDays })}</p>
          <p>
            <a href={href("/subprocessors")}>{words("home.changes.register")}</a>
          </p>
        </Watched>
        <Watched title={words("home.changes.advisories")}>
          <p>{words("home.changes.noAdvisory")}</p>
          <p className="text-muted">{words("home.changes.advisoryWhere")}</p>
        </Watched>
        <Watched title={words("home.changes.report")}>
          <Report latest={latestReport} current={current} />
        </Watched>
      </div>
    </section>
  );
}

function Watched({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="space-y-1 border-t border-hairline pt-3">
      <h3 className="text-base">{title}</h3>
      {children}
    </div>
  );
}

function Report({ latest, current: { words, href } }: { latest: LatestReport | null; current: CurrentWords }) {
  if (latest === null)
    return (
      <>
        <p>{words("home.changes.noReport")}</p>
        <p>
          <a href={href("/reports")}>{words("home.changes.reports")}</a>
        </p>
      </>
    );
  const { year, number, address, demonstration } = latest;
  return (
    <>
      {demonstration ? <p className="text-muted">{words("home.changes.demonstration")}</p> : null}
      <p>
        <a href={href(address)}>
          {words("home.changes.readReport", { quarter: words("compliance.quarter", { year, number }) })}
        </a>
      </p>
    </>
  );
}
