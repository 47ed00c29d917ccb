import { notFound } from "next/navigation";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { TlpNote } from "@/components/advisories/tlp-note";
import { AdvisoryPage } from "@/components/site/advisories/advisory-page";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { findReadableAdvisory } from "@/server/advisories/access/readable";
import { revisionDifferences } from "@/server/advisories/revisions";
import { advisoryElements } from "@/server/content/advisory-body";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../page-title";

/** No title of the advisory: a page that is not there must not say one. */
export const generateMetadata = pageTitle("restricted.one");

export default async function OwnAdvisoryPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireContact("own-advisory:read");
  const current = await currentWords();
  const { locale, words, href } = current;
  const pack = await currentPack();
  const advisory = await findReadableAdvisory(pack, viewer.contact, (await params).id, now());
  if (advisory === null) notFound();
  const { meta } = advisory;
  return (
    <PortalFrame viewer={viewer} path={`/portal/advisories/${meta.id}`}>
      <Breadcrumbs
        trail={[{ label: words("restricted.portal.title"), href: href("/portal/advisories") }]}
        locale={locale}
      />
      <TlpNote meta={meta} current={current} />
      <AdvisoryPage
        advisory={advisory}
        body={advisoryElements(advisory.body)}
        differences={revisionDifferences(advisory)}
        targetHours={pack.publisher.breachNotification.customersHours}
        files={[]}
        current={current}
      />
      {meta.tlp === "CLEAR" ? null : (
        <p className="text-muted">
          {words("restricted.portal.machines")}{" "}
          <a href={href("/portal/advisories/feeds")}>{words("restricted.portal.privateLink")}</a>
        </p>
      )}
    </PortalFrame>
  );
}
