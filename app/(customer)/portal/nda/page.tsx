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
import { currentWords } from "@/server/access/current-words";
import { listTeam } from "@/server/access/team/queries";
import { readAgreement } from "@/server/agreements/queries";
import { listAccountSignatures } from "@/server/agreements/records";
import { agreementHtml } from "@/server/content/agreement-html";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { PortalQuery, type Searched } from "../query";
import { stepFacts } from "../step-facts";
import { shownAgreement } from "./shown-agreement";

export const generateMetadata = pageTitle("portal.nav.agreement");

export default async function AgreementPage({ searchParams }: Searched) {
  const viewer = await requireContact("agreement:read");
  const current = await currentWords();
  const { locale, words } = current;
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
    <PortalFrame viewer={viewer} path="/portal/nda">
      <PageHeader
        title={words("agreements.title", { publisher: names.short })}
        lead={words("agreements.lead")}
        meta={
          shown && (
            <DocumentMeta
              absent={words("agreements.notStated")}
              locale={locale}
              facts={{
                version: shown.version,
                effective: <TimeText value={shown.effectiveDate} precision="day" locale={locale} />,
              }}
            />
          )
        }
      />
      {done === "signed" ? (
        <Callout tone="success" title={words("agreements.signedTitle")} live locale={locale}>
          {words("agreements.signed", { publisher: names.short })}
        </Callout>
      ) : null}
      {agreement.standing === "ready" ? null : (
        <NextStepSection
          step={nextStep(facts, words)}
          linked={!facts.maySign || agreement.standing !== "unsigned"}
          current={current}
        />
      )}
      {signature === null ? null : <SignatureFacts signature={signature} current={current} />}
      {signature === null || !facts.maySign || renewing ? null : (
        <SignAgainOffer
          signedVersion={signature.version}
          currentVersion={agreement.current?.version ?? signature.version}
          current={current}
        />
      )}
      {shown === null ? (
        <EmptyState title={words("agreements.noneTitle")}>
          {words("agreements.none", { publisher: names.short })}
        </EmptyState>
      ) : (
        <>
          {shown.specimen ? <SpecimenNotice publisherName={names.short} current={current} /> : null}
          <PlainSummary points={shown.summary} current={current} />
          <AgreementDocument label={words("agreements.label", { title: shown.title, version: shown.version })}>
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
          current={current}
        />
      ) : null}
      {agreement.standing === "unacknowledged" && !renewing ? (
        <AcknowledgeSection publisherName={names.short} current={current} />
      ) : null}
      <EarlierSignatures signatures={signatures.filter((each) => each !== signature)} current={current} />
    </PortalFrame>
  );
}
