import type { Metadata } from "next";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { nextStep } from "@/components/agreements/next-step";
import { NextStepSection } from "@/components/agreements/next-step-section";
import { PageHeader } from "@/components/ui/page-header";
import { ExpectedReports } from "@/components/vault/expected-reports";
import { LockedKinds } from "@/components/vault/locked-kinds";
import { MarkedCopies } from "@/components/vault/marked-copies";
import { PackDocuments } from "@/components/vault/pack-documents";
import { requireContact } from "@/server/access/current-viewer";
import { listTeam } from "@/server/access/team/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { expectedReports } from "@/server/vault/built/expected-reports";
import { documentKindLabels } from "@/server/vault/policy";
import { readPack } from "@/server/vault/queries";
import { stepFacts } from "../step-facts";

export const metadata: Metadata = { title: "Security pack" };

export default async function PackPage() {
  const viewer = await requireContact("portal:enter");
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
    <PortalFrame publisherName={names.short} viewer={viewer} path="/portal/pack">
      <PageHeader
        title="Security pack"
        lead={`What ${names.short} shows to customers under the agreement about its security and data protection.`}
      />
      {ready && facts.mayDownload ? null : <NextStepSection step={nextStep(facts)} linked={!ready} />}
      {ready ? null : <LockedKinds kinds={view.lockedKinds} labels={documentKindLabels} />}
      {facts.mayDownload && view.documents.length > 0 ? (
        <MarkedCopies accountName={viewer.contact.accountName} name={viewer.name} email={viewer.email} />
      ) : null}
      <PackDocuments
        documents={view.documents}
        kindLabels={documentKindLabels}
        mayDownload={facts.mayDownload}
        complete={ready}
        publisherName={names.short}
      />
      {ready ? <ExpectedReports reports={expectedReports(pack, at)} /> : null}
    </PortalFrame>
  );
}
