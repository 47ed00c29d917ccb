import { notFound } from "next/navigation";
import { z } from "zod";
import { PortalFrame } from "@/components/accounts/portal-frame";
import { AgreementDocument, SpecimenNotice } from "@/components/agreements/agreement-document";
import {
  AlreadySigned,
  ConfirmIdentitySection,
  PresentedFacts,
  SignSection,
} from "@/components/agreements/signature-steps";
import { WhatSigningMeans } from "@/components/agreements/what-signing-means";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { readPresentation } from "@/server/agreements/queries";
import { wording } from "@/server/agreements/wording";
import { agreementHtml } from "@/server/content/agreement-html";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";
import { pageTitle } from "../../../page-title";

export const generateMetadata = pageTitle("agreements.page.title");

const Id = z.uuid();

export default async function SignaturePage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireContact("agreement:sign");
  const current = await currentWords();
  const { locale, words, href } = current;
  const id = Id.safeParse((await params).id);
  const presentation = id.success ? await readPresentation(viewer, id.data, now()) : null;
  if (presentation === null) notFound();
  const { names } = (await currentPack()).publisher;
  const { registeredName, version, specimen, text, fresh, signed } = presentation;
  return (
    <PortalFrame viewer={viewer} path={`/portal/nda/signature/${presentation.id}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("portal.nav.agreement"), href: href("/portal/nda") }]} locale={locale} />
        <PageHeader
          title={words("agreements.page.title")}
          lead={words("agreements.page.lead", { company: registeredName })}
        />
      </div>
      {signed ? <AlreadySigned current={current} /> : null}
      <PresentedFacts presentation={presentation} current={current} />
      {specimen ? <SpecimenNotice publisherName={names.short} current={current} /> : null}
      <AgreementDocument label={words("agreements.page.textLabel", { version })}>
        {agreementHtml(text)}
      </AgreementDocument>
      {signed ? null : (
        <>
          <WhatSigningMeans publisherName={names.short} words={words} />
          {fresh ? (
            <SignSection
              presentationId={presentation.id}
              consent={wording.consent}
              authority={wording.authority}
              email={viewer.email}
              current={current}
            />
          ) : (
            <ConfirmIdentitySection presentationId={presentation.id} email={viewer.email} current={current} />
          )}
        </>
      )}
    </PortalFrame>
  );
}
