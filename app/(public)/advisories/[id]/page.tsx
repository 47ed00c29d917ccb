import { notFound } from "next/navigation";
import { AdvisoryPage } from "@/components/site/advisories/advisory-page";
import { advisoryFeedLinks } from "@/components/site/advisories/follow-advisories";
import { publicMetadata } from "@/components/site/public-metadata";
import { PublicPage } from "@/components/site/public-page";
import { currentWords } from "@/server/access/current-words";
import { findPublicAdvisory } from "@/server/advisories/queries";
import { revisionDifferences } from "@/server/advisories/revisions";
import { advisoryElements } from "@/server/content/advisory-body";
import { currentPack } from "@/server/content/current-pack";
import { csafBase } from "@/server/feeds/csaf-provider";
import { osvId } from "@/server/feeds/osv";
import { now } from "@/server/platform/clock";
import { csafAddress } from "@/server/site/machines/csaf";

interface IdParameter {
  readonly params: Promise<{ id: string }>;
}

async function shown({ params }: IdParameter) {
  const pack = await currentPack();
  const advisory = findPublicAdvisory(pack, (await params).id, now());
  if (advisory === null) notFound();
  return { pack, advisory };
}

export async function generateMetadata(parameter: IdParameter) {
  const { advisory } = await shown(parameter);
  const { id, title, summary } = advisory.meta;
  return publicMetadata({ path: `/advisories/${id}`, title, description: summary, feeds: advisoryFeedLinks });
}

export default async function Page(parameter: IdParameter) {
  const { pack, advisory } = await shown(parameter);
  const { id } = advisory.meta;
  const csaf = csafBase + csafAddress(advisory);
  return (
    <PublicPage path={`/advisories/${id}`}>
      <AdvisoryPage
        advisory={advisory}
        body={advisoryElements(advisory.body)}
        differences={revisionDifferences(advisory)}
        targetHours={pack.publisher.breachNotification.customersHours}
        files={[
          { label: "CSAF 2.0", href: csaf },
          { label: "SHA-256", href: `${csaf}.sha256` },
          { label: "OpenPGP", href: `${csaf}.asc` },
          { label: "OSV", href: `/advisories/osv/${osvId(id)}.json` },
        ]}
        current={await currentWords()}
      />
    </PublicPage>
  );
}
