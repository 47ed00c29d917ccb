-- The one clock of the database: evidence takes its times from here, whatever time the application supplies.
CREATE FUNCTION product_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()';


-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('trust-manager', 'dpo', 'security', 'auditor', 'on-call-manager');

-- CreateEnum
CREATE TYPE "AccountRole" AS ENUM ('signatory', 'reviewer', 'privacy', 'admin');

-- CreateEnum
CREATE TYPE "LinkPurpose" AS ENUM ('sign-in', 'confirm-request');

-- CreateEnum
CREATE TYPE "AccessRequestState" AS ENUM ('unconfirmed', 'waiting', 'let-in', 'approved', 'declined');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('queued', 'sent', 'kept', 'failed');

-- CreateEnum
CREATE TYPE "DocumentClass" AS ENUM ('public', 'nda', 'named-accounts');

-- CreateEnum
CREATE TYPE "UnmarkablePolicy" AS ENUM ('refuse', 'send-unmarked');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('architecture', 'controls', 'data-protection', 'sub-processors', 'audit-report', 'policy', 'other');

-- CreateEnum
CREATE TYPE "DocumentSource" AS ENUM ('built', 'uploaded');

-- CreateEnum
CREATE TYPE "DownloadState" AS ENUM ('waiting', 'marking', 'sending', 'sent', 'interrupted', 'refused');

-- CreateTable
CREATE TABLE "Deployment" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "keyCheck" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataKey" (
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "wrapped" BYTEA,
    "kekId" TEXT NOT NULL,
    "kekVersion" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "erasedAt" TIMESTAMPTZ(6),

    CONSTRAINT "DataKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "emailIndex" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "staffRoles" "StaffRole"[],
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "legalName" TEXT NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "closedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountDomain" (
    "domain" TEXT NOT NULL,
    "accountId" UUID NOT NULL,

    CONSTRAINT "AccountDomain_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "roles" "AccountRole"[],
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "revokedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "personId" UUID NOT NULL,
    "authenticatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailedLink" (
    "id" UUID NOT NULL,
    "purpose" "LinkPurpose" NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "personId" UUID,
    "accessRequestId" UUID,
    "next" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "usedAt" TIMESTAMPTZ(6),

    CONSTRAINT "MailedLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessRequest" (
    "id" UUID NOT NULL,
    "emailIndex" BYTEA NOT NULL,
    "domain" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "state" "AccessRequestState" NOT NULL DEFAULT 'unconfirmed',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "confirmedAt" TIMESTAMPTZ(6),
    "decidedAt" TIMESTAMPTZ(6),
    "decidedById" UUID,
    "accountId" UUID,

    CONSTRAINT "AccessRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "bucket" BYTEA NOT NULL,
    "count" INTEGER NOT NULL,
    "resetsAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "attachmentId" UUID,
    "messageId" TEXT NOT NULL,
    "state" "MailState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "serverResponse" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "settledAt" TIMESTAMPTZ(6),

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgreementVersion" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "templateSha256" BYTEA NOT NULL,
    "acceptsEarlier" BOOLEAN NOT NULL,
    "specimen" BOOLEAN NOT NULL,
    "effectiveDate" DATE NOT NULL,
    "importedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "AgreementVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgreementPresentation" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "agreementVersionId" UUID NOT NULL,
    "supersedesId" UUID,
    "textSha256" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "presentedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "AgreementPresentation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Signature" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "agreementVersionId" UUID NOT NULL,
    "presentationId" UUID NOT NULL,
    "supersedesId" UUID,
    "textSha256" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "authenticatedAt" TIMESTAMPTZ(6) NOT NULL,
    "signedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "auditEventId" UUID NOT NULL,

    CONSTRAINT "Signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignatureRecord" (
    "signatureId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "SignatureRecord_pkey" PRIMARY KEY ("signatureId")
);

-- CreateTable
CREATE TABLE "Acknowledgement" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "agreementVersionId" UUID NOT NULL,
    "signatureId" UUID NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "Acknowledgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" UUID NOT NULL,
    "storageKey" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "mediaType" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "kekId" TEXT NOT NULL,
    "kekVersion" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "damagedAt" TIMESTAMPTZ(6),

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kind" "DocumentKind" NOT NULL DEFAULT 'other',
    "class" "DocumentClass" NOT NULL,
    "source" "DocumentSource" NOT NULL,
    "unmarkable" "UnmarkablePolicy" NOT NULL DEFAULT 'refuse',
    "position" INTEGER NOT NULL DEFAULT 1000,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "withdrawnAt" TIMESTAMPTZ(6),

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentVersion" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "pages" INTEGER,
    "fileId" UUID NOT NULL,
    "validFrom" TIMESTAMPTZ(6) NOT NULL,
    "validUntil" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "createdById" UUID,
    "withdrawnAt" TIMESTAMPTZ(6),
    "withdrawnReason" TEXT,

    CONSTRAINT "DocumentVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentGrant" (
    "documentId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "DocumentGrant_pkey" PRIMARY KEY ("documentId","accountId")
);

-- CreateTable
CREATE TABLE "Download" (
    "id" TEXT NOT NULL,
    "membershipId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "archive" BOOLEAN NOT NULL,
    "sealed" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "Download_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DownloadItem" (
    "downloadId" TEXT NOT NULL,
    "documentVersionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "DownloadItem_pkey" PRIMARY KEY ("downloadId","documentVersionId")
);

-- CreateTable
CREATE TABLE "DownloadProgress" (
    "downloadId" TEXT NOT NULL,
    "state" "DownloadState" NOT NULL DEFAULT 'waiting',
    "itemsDone" INTEGER NOT NULL DEFAULT 0,
    "bytesSent" BIGINT NOT NULL DEFAULT 0,
    "problem" TEXT,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "DownloadProgress_pkey" PRIMARY KEY ("downloadId")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" UUID,
    "accountId" UUID,
    "subjectId" UUID,
    "dataKeyId" UUID,
    "payload" BYTEA NOT NULL,
    "record" BYTEA NOT NULL,
    "position" BIGINT,
    "leafHash" BYTEA,
    "chainHash" BYTEA,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobWorker" (
    "workerId" TEXT NOT NULL,
    "lockKey" BIGINT NOT NULL,
    "seenAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),

    CONSTRAINT "JobWorker_pkey" PRIMARY KEY ("workerId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_emailIndex_key" ON "Person"("emailIndex");

-- CreateIndex
CREATE INDEX "Account_legalName_idx" ON "Account"("legalName");

-- CreateIndex
CREATE INDEX "AccountDomain_accountId_idx" ON "AccountDomain"("accountId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_accountId_idx" ON "Membership"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "MailedLink_tokenHash_key" ON "MailedLink"("tokenHash");

-- CreateIndex
CREATE INDEX "MailedLink_expiresAt_idx" ON "MailedLink"("expiresAt");

-- CreateIndex
CREATE INDEX "MailedLink_personId_idx" ON "MailedLink"("personId");

-- CreateIndex
CREATE INDEX "MailedLink_accessRequestId_idx" ON "MailedLink"("accessRequestId");

-- CreateIndex
CREATE INDEX "AccessRequest_state_createdAt_idx" ON "AccessRequest"("state", "createdAt");

-- CreateIndex
CREATE INDEX "AccessRequest_emailIndex_idx" ON "AccessRequest"("emailIndex");

-- CreateIndex
CREATE INDEX "RateLimit_resetsAt_idx" ON "RateLimit"("resetsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_messageId_key" ON "Mail"("messageId");

-- CreateIndex
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt" DESC);

-- CreateIndex
CREATE INDEX "Mail_state_idx" ON "Mail"("state");

-- CreateIndex
CREATE UNIQUE INDEX "AgreementVersion_publisher_kind_version_key" ON "AgreementVersion"("publisher", "kind", "version");

-- CreateIndex
CREATE INDEX "AgreementPresentation_membershipId_presentedAt_idx" ON "AgreementPresentation"("membershipId", "presentedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Signature_presentationId_key" ON "Signature"("presentationId");

-- CreateIndex
CREATE UNIQUE INDEX "Signature_supersedesId_key" ON "Signature"("supersedesId");

-- CreateIndex
CREATE UNIQUE INDEX "Signature_auditEventId_key" ON "Signature"("auditEventId");

-- CreateIndex
CREATE INDEX "Signature_accountId_signedAt_idx" ON "Signature"("accountId", "signedAt");

-- CreateIndex
CREATE UNIQUE INDEX "SignatureRecord_fileId_key" ON "SignatureRecord"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "Acknowledgement_membershipId_agreementVersionId_key" ON "Acknowledgement"("membershipId", "agreementVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "StoredFile_storageKey_key" ON "StoredFile"("storageKey");

-- CreateIndex
CREATE UNIQUE INDEX "Document_publisher_slug_key" ON "Document"("publisher", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentVersion_fileId_key" ON "DocumentVersion"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentVersion_documentId_number_key" ON "DocumentVersion"("documentId", "number");

-- CreateIndex
CREATE INDEX "Download_accountId_createdAt_idx" ON "Download"("accountId", "createdAt");

-- CreateIndex
CREATE INDEX "Download_createdAt_idx" ON "Download"("createdAt");

-- CreateIndex
CREATE INDEX "DownloadItem_documentVersionId_idx" ON "DownloadItem"("documentVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_sequence_key" ON "AuditEvent"("sequence");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_position_key" ON "AuditEvent"("position");

-- CreateIndex
CREATE INDEX "AuditEvent_accountId_sequence_idx" ON "AuditEvent"("accountId", "sequence" DESC);

-- CreateIndex
CREATE INDEX "AuditEvent_kind_sequence_idx" ON "AuditEvent"("kind", "sequence" DESC);

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountDomain" ADD CONSTRAINT "AccountDomain_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailedLink" ADD CONSTRAINT "MailedLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailedLink" ADD CONSTRAINT "MailedLink_accessRequestId_fkey" FOREIGN KEY ("accessRequestId") REFERENCES "AccessRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementPresentation" ADD CONSTRAINT "AgreementPresentation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementPresentation" ADD CONSTRAINT "AgreementPresentation_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementPresentation" ADD CONSTRAINT "AgreementPresentation_agreementVersionId_fkey" FOREIGN KEY ("agreementVersionId") REFERENCES "AgreementVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_agreementVersionId_fkey" FOREIGN KEY ("agreementVersionId") REFERENCES "AgreementVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_presentationId_fkey" FOREIGN KEY ("presentationId") REFERENCES "AgreementPresentation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_supersedesId_fkey" FOREIGN KEY ("supersedesId") REFERENCES "Signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Signature" ADD CONSTRAINT "Signature_auditEventId_fkey" FOREIGN KEY ("auditEventId") REFERENCES "AuditEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignatureRecord" ADD CONSTRAINT "SignatureRecord_signatureId_fkey" FOREIGN KEY ("signatureId") REFERENCES "Signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignatureRecord" ADD CONSTRAINT "SignatureRecord_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_agreementVersionId_fkey" FOREIGN KEY ("agreementVersionId") REFERENCES "AgreementVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_signatureId_fkey" FOREIGN KEY ("signatureId") REFERENCES "Signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentGrant" ADD CONSTRAINT "DocumentGrant_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentGrant" ADD CONSTRAINT "DocumentGrant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Download" ADD CONSTRAINT "Download_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Download" ADD CONSTRAINT "Download_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DownloadItem" ADD CONSTRAINT "DownloadItem_downloadId_fkey" FOREIGN KEY ("downloadId") REFERENCES "Download"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DownloadItem" ADD CONSTRAINT "DownloadItem_documentVersionId_fkey" FOREIGN KEY ("documentVersionId") REFERENCES "DocumentVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DownloadProgress" ADD CONSTRAINT "DownloadProgress_downloadId_fkey" FOREIGN KEY ("downloadId") REFERENCES "Download"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


