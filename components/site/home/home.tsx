import type { Told } from "@/components/site/compliance/standing";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { Pack } from "@/server/content/pack";
import type { SecurityContact } from "@/server/vulnerabilities/security-contact";
import { Changes, type LatestReport } from "./changes";
import { Documents } from "./documents";
import { PackSteps } from "./pack-steps";
import { Programmes } from "./programmes";
import { ReportProblem } from "./report-problem";
import { Urgent } from "./urgent";

/** What a visitor decides by: where things stand, what is changing, how to see the rest and how to report a problem. */
export function Home({
  pack,
  security,
  announced,
  latestReport,
  at,
  current,
}: Told & { pack: Pack; security: SecurityContact | null; announced: number; latestReport: LatestReport | null }) {
  const { words, href } = current;
  const { names } = pack.publisher;
  return (
    <>
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <PageHeader
          title={words("home.title", { name: names.short })}
          lead={words("home.lead", { name: names.legal })}
          actions={
            <>
              <ButtonLink href={href("/trust")} tone="primary">
                {words("home.readTrust")}
              </ButtonLink>
              <ButtonLink href={href("/request-access")} tone="secondary">
                {words("home.requestPack")}
              </ButtonLink>
            </>
          }
        />
        <Urgent publisher={pack.publisher} current={current} />
      </div>
      <Programmes programmes={pack.programmes} at={at} current={current} />
      <Documents pages={["trust", "toms"].flatMap((name) => pack.pages[name] ?? [])} at={at} current={current} />
      <Changes publisher={pack.publisher} announced={announced} latestReport={latestReport} current={current} />
      <PackSteps current={current} />
      <ReportProblem publisher={pack.publisher} security={security} current={current} />
    </>
  );
}
