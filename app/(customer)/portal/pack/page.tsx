import { PortalFrame } from "@/components/accounts/portal-frame";
import { nextStep } from "@/components/agreements/next-step";
import { NextStepSection } from "@/components/agreements/next-step-section";
import { PageHeader } from "@/components/ui/page-header";
import { ExpectedReports } from "@/components/vault/expected-reports";
import { LockedKinds } from "@/components/vault/locked-kinds";
import { MarkedCopies } from "@/components/vault/marked-copies";
import { PackDocuments } from "@/components/vault/pack-documents";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listTeam } from "@/server/access/team/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { expectedReports } from "@/server/vault/built/expected-reports";
import { readPack } from "@/server/vault/queries";
import { pageTitle } from "../page-title";
import { stepFacts } from "../step-facts";

export const generateMetadata = pageTitle("vault.title");

export default async function PackPage() {
  const viewer = await requireContact("portal:enter");
  const current = await currentWords();
  const { words } = current;
  const pack = await currentPack();
  const at = now();
  const [view, signatures, team] = await Promise.all([
    readPack(pack.name, viewer, at),
    listAccountSignatures(viewer),
    listTeam(viewer),
  ]);
  const { names } = pack.publisher;
  const facts = stepFacts(viewer, pack.publisher, view, team, signatures.length > 0);
  const ready = view.standing === "ready";
  return (
    <PortalFrame viewer={viewer} path="/portal/pack">
      <PageHeader title={words("vault.title")} lead={words("vault.lead", { publisher: names.short })} />
      {ready && facts.mayDownload ? null : (
        <NextStepSection step={nextStep(facts, words)} linked={!ready} current={current} />
      )}
      {ready ? null : <LockedKinds kinds={view.lockedKinds} words={words} />}
      {facts.mayDownload && view.documents.length > 0 ? (
        <MarkedCopies
          accountName={viewer.contact.accountName}
          name={viewer.name}
          email={viewer.email}
          current={current}
        />
      ) : null}
      <PackDocuments
        documents={view.documents}
        mayDownload={facts.mayDownload}
        complete={ready}
        publisherName={names.short}
        current={current}
      />
      {ready ? <ExpectedReports reports={expectedReports(pack, at)} current={current} /> : null}
    </PortalFrame>
  );
}
