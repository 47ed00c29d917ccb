CREATE TYPE "AdvisoryAudience" AS ENUM ('named', 'signed', 'public');
CREATE TABLE "AdvisoryPublication" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "advisoryId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "audience" "AdvisoryAudience" NOT NULL,
    "severity" "Severity",
    "publishedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "AdvisoryPublication_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "AdvisoryPublication_publisher_advisoryId_revision_audience_key" ON "AdvisoryPublication"("publisher", "advisoryId", "revision", "audience");
CREATE INDEX "AdvisoryPublication_publisher_publishedAt_idx" ON "AdvisoryPublication"("publisher", "publishedAt");
ALTER TABLE "AdvisoryPublication" ADD CONSTRAINT advisory CHECK ("advisoryId" ~ '^[A-Z]{4}-2[0-9]{3}-[0-9A-HJKMNP-TV-Z]{6}$');
ALTER TABLE "AdvisoryPublication" ADD CONSTRAINT revision CHECK (revision > 0);

-- When which revision was published to whom is evidence: stamped here, and it stays as it is.
CREATE FUNCTION advisory_publication_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION 'a publication stays as it is'; END IF;
  NEW."publishedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER advisory_publication_guard BEFORE INSERT OR UPDATE OR DELETE ON "AdvisoryPublication" FOR EACH ROW EXECUTE FUNCTION advisory_publication_guard();

-- What a notice that is not of a change is of: a publication, or a day's publications for those who chose a digest.
ALTER TABLE "Notice" ADD COLUMN "publicationId" UUID;
ALTER TABLE "Notice" ADD COLUMN "digestDay" DATE;
ALTER TABLE "Notice" ADD COLUMN "digestSeverity" "Severity";
CREATE UNIQUE INDEX "Notice_publicationId_key" ON "Notice"("publicationId");
CREATE UNIQUE INDEX "Notice_publisher_digestDay_digestSeverity_key" ON "Notice"("publisher", "digestDay", "digestSeverity");
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "AdvisoryPublication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT publication CHECK ((kind = 'advisory') = ("publicationId" IS NOT NULL));
ALTER TABLE "Notice" ADD CONSTRAINT digest CHECK (
  (kind = 'digest') = ("digestDay" IS NOT NULL) AND ("digestDay" IS NULL) = ("digestSeverity" IS NULL));

-- Of 100,000 subscribers, those who chose one severity and are told at once, or once a day.
CREATE INDEX subscribers_by_choice ON "Subscription" (publisher, digest, "minimumSeverity", id) WHERE "confirmedAt" IS NOT NULL;
-- What is looked for every minute: notices whose list of subscribers is still open.
CREATE INDEX notice_unlisted ON "Notice" (publisher) WHERE "listedAt" IS NULL;
