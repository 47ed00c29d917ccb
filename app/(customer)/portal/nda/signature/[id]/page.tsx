import type { Metadata } from "next";
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
import { readPresentation } from "@/server/agreements/queries";
import { wording } from "@/server/agreements/wording";
import { agreementHtml } from "@/server/content/agreement-html";
import { currentPack } from "@/server/content/current-pack";
import { now } from "@/server/platform/clock";

export const metadata: Metadata = { title: "Sign the agreement" };

const Id = z.uuid();

export default async function SignaturePage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireContact("agreement:sign");
  const id = Id.safeParse((await params).id);
  const presentation = id.success ? await readPresentation(viewer, id.data, now()) : null;
  if (presentation === null) notFound();
  const { names } = (await currentPack()).publisher;
  const { registeredName, version, specimen, text, fresh, signed } = presentation;
  return (
    <PortalFrame publisherName={names.short} viewer={viewer} path={`/portal/nda/signature/${presentation.id}`}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: "Agreement", href: "/portal/nda" }]} />
        <PageHeader
          title="Sign the agreement"
          lead={`For ${registeredName}. Read the exact text below; it is what you sign.`}
        />
      </div>
      {signed ? <AlreadySigned /> : null}
      <PresentedFacts presentation={presentation} />
      {specimen ? <SpecimenNotice publisherName={names.short} /> : null}
      <AgreementDocument label={`The text to sign, version ${version}`}>{agreementHtml(text)}</AgreementDocument>
      {signed ? null : (
        <>
          <WhatSigningMeans publisherName={names.short} />
          {fresh ? (
            <SignSection
              presentationId={presentation.id}
              consent={wording.consent}
              authority={wording.authority}
              email={viewer.email}
            />
          ) : (
            <ConfirmIdentitySection presentationId={presentation.id} email={viewer.email} />
          )}
        </>
      )}
    </PortalFrame>
  );
}
