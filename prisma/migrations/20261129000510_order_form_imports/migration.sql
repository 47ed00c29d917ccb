-- CreateTable
CREATE TABLE "OrderFormImport" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "sealed" BYTEA,
    "sha256" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "doneAt" TIMESTAMPTZ(6),
    "added" INTEGER,
    "changed" INTEGER,
    "unchanged" INTEGER,

    CONSTRAINT "OrderFormImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OrderFormImport_personId_idx" ON "OrderFormImport"("personId");

-- CreateIndex
CREATE INDEX "OrderFormImport_createdAt_idx" ON "OrderFormImport"("createdAt");

-- AddForeignKey
ALTER TABLE "OrderFormImport" ADD CONSTRAINT "OrderFormImport_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderFormImport" ADD CONSTRAINT "OrderFormImport_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was imported is kept as order forms; the file itself goes with the import.
ALTER TABLE "OrderFormImport" ADD CONSTRAINT done_without_file CHECK (("doneAt" IS NULL) = (sealed IS NOT NULL));
