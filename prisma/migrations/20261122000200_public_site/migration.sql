-- The sub-processor register, and reports of weaknesses.

-- CreateEnum
CREATE TYPE "VulnerabilityState" AS ENUM ('received', 'triaging', 'accepted', 'resolved', 'declined');

-- CreateTable
CREATE TABLE "SubProcessor" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "SubProcessor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubProcessorVersion" (
    "id" UUID NOT NULL,
    "subProcessorId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,
    "purpose" TEXT,
    "dataCategories" TEXT,
    "location" TEXT,
    "transferMechanism" TEXT,
    "certifications" TEXT,
    "since" DATE,
    "effectiveFrom" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "effectiveUntil" TIMESTAMPTZ(6),
    CONSTRAINT "SubProcessorVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VulnerabilityReport" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "referenceIndex" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "state" "VulnerabilityState" NOT NULL DEFAULT 'received',
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "closedAt" TIMESTAMPTZ(6),
    "creditedAs" TEXT,
    "creditedAt" TIMESTAMPTZ(6),
    CONSTRAINT "VulnerabilityReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VulnerabilityMessage" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "staffId" UUID,
    "sealed" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "VulnerabilityMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VulnerabilityAttachment" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "fileId" UUID NOT NULL,
    CONSTRAINT "VulnerabilityAttachment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SubProcessor_publisher_slug_key" ON "SubProcessor"("publisher", "slug");

-- CreateIndex
CREATE INDEX "SubProcessorVersion_subProcessorId_effectiveFrom_idx" ON "SubProcessorVersion"("subProcessorId", "effectiveFrom");

-- CreateIndex
CREATE UNIQUE INDEX "VulnerabilityReport_referenceIndex_key" ON "VulnerabilityReport"("referenceIndex");

-- CreateIndex
CREATE INDEX "VulnerabilityReport_publisher_state_createdAt_idx" ON "VulnerabilityReport"("publisher", "state", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "VulnerabilityReport_publisher_creditedAt_idx" ON "VulnerabilityReport"("publisher", "creditedAt" DESC);

-- CreateIndex
CREATE INDEX "VulnerabilityMessage_reportId_createdAt_idx" ON "VulnerabilityMessage"("reportId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "VulnerabilityAttachment_fileId_key" ON "VulnerabilityAttachment"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "VulnerabilityAttachment_reportId_position_key" ON "VulnerabilityAttachment"("reportId", "position");

-- AddForeignKey
ALTER TABLE "SubProcessorVersion" ADD CONSTRAINT "SubProcessorVersion_subProcessorId_fkey" FOREIGN KEY ("subProcessorId") REFERENCES "SubProcessor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VulnerabilityReport" ADD CONSTRAINT "VulnerabilityReport_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VulnerabilityMessage" ADD CONSTRAINT "VulnerabilityMessage_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "VulnerabilityReport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VulnerabilityAttachment" ADD CONSTRAINT "VulnerabilityAttachment_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "VulnerabilityReport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VulnerabilityAttachment" ADD CONSTRAINT "VulnerabilityAttachment_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One version of a sub-processor is in force at a time.
CREATE UNIQUE INDEX one_version_in_force ON "SubProcessorVersion" ("subProcessorId") WHERE "effectiveUntil" IS NULL;
ALTER TABLE "SubProcessorVersion" ADD CONSTRAINT effective_order CHECK ("effectiveUntil" IS NULL OR "effectiveUntil" > "effectiveFrom");

-- Nobody is thanked without the name they agreed to; a closed report says since when.
ALTER TABLE "VulnerabilityReport" ADD CONSTRAINT credited_name CHECK ("creditedAt" IS NULL OR "creditedAs" IS NOT NULL);
ALTER TABLE "VulnerabilityReport" ADD CONSTRAINT closed_when CHECK ((state IN ('resolved', 'declined')) = ("closedAt" IS NOT NULL));
