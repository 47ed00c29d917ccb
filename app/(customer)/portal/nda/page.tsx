import type { Metadata } from "next";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { AgreementDocument, PlainSummary, SpecimenNotice } from "@/components/agreements/agreement-document";
import { AcknowledgeSection, SignAgainOffer, SigningSection } from "@/components/agreements/agreement-steps";
import { nextStep } from "@/components/agreements/next-step";
import { NextStepSection } from "@/components/agreements/next-step-section";
import { EarlierSignatures, SignatureFacts } from "@/components/agreements/signature-facts";
import { Callout } from "@/components/ui/callout";
import { DocumentMeta } from "@/components/ui/document-meta";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TimeText } from "@/components/ui/time-text";
import { requireContact } from "@/server/access/current-viewer";
import { listTeam } from "@/server/access/team/queries";
import { readAgreement } from "@/server/agreements/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { agreementHtml } from "@/server/content/agreement-html";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { PortalQuery, type Searched } from "../query";
import { stepFacts } from "../step-facts";
import { shownAgreement } from "./shown-agreement";

export const metadata: Metadata = { title: "Agreement" };

export default async function AgreementPage({ searchParams }: Searched) {
  const viewer = await requireContact("agreement:read");
  const { done, again } = PortalQuery.parse(await searchParams);
  const pack = await currentPack();
  const [agreement, signatures, team] = await Promise.all([
    readAgreement(pack, viewer, now()),
    listAccountSignatures(viewer),
    listTeam(viewer),
  ]);
  const { names } = pack.publisher;
  const signature = signatures.find(({ id }) => id === agreement.signature?.id) ?? null;
  const facts = stepFacts(viewer, pack.publisher, agreement, team, signatures.length > 0);
  const renewing = again === "yes" && facts.maySign && signature !== null;
  const shown = shownAgreement(pack, agreement, renewing ? null : signature);
  const signing = facts.maySign && (agreement.standing === "unsigned" || renewing);
  return (
    <PortalFrame publisherName={names.short} viewer={viewer} path="/portal/nda">
      <PageHeader
        title={`Your agreement with ${names.short}`}
        lead="It says how your company treats what it reads in the security pack. The pack opens once it is signed."
        meta={
          shown && (
            <DocumentMeta
              absent="Not stated by the publisher"
              facts={{
                version: shown.version,
                effective: <TimeText value={shown.effectiveDate} precision="day" />,
              }}
            />
          )
        }
      />
      {done === "signed" ? (
        <Callout tone="success" title="The agreement is signed" live>
          {`The sealed record is mailed to you and to ${names.short}. The security pack is open.`}
        </Callout>
      ) : null}
      {agreement.standing === "ready" ? null : (
        <NextStepSection step={nextStep(facts)} linked={!facts.maySign || agreement.standing !== "unsigned"} />
      )}
      {signature === null ? null : <SignatureFacts signature={signature} />}
      {signature === null || !facts.maySign || renewing ? null : (
        <SignAgainOffer
          signedVersion={signature.version}
          currentVersion={agreement.current?.version ?? signature.version}
        />
      )}
      {shown === null ? (
        <EmptyState title="There is no agreement yet">
          {`${names.short} has not published one. Your company is asked to sign once it has.`}
        </EmptyState>
      ) : (
        <>
          {shown.specimen ? <SpecimenNotice publisherName={names.short} /> : null}
          <PlainSummary points={shown.summary} />
          <AgreementDocument label={`${shown.title}, version ${shown.version}`}>
            {agreementHtml(shown.text)}
          </AgreementDocument>
        </>
      )}
      {signing && shown !== null ? (
        <SigningSection
          publisherName={names.short}
          name={viewer.name}
          registeredName={viewer.contact.accountName}
          again={renewing}
        />
      ) : null}
      {agreement.standing === "unacknowledged" && !renewing ? <AcknowledgeSection publisherName={names.short} /> : null}
      <EarlierSignatures signatures={signatures.filter((each) => each !== signature)} />
    </PortalFrame>
  );
}
