CREATE TABLE "ContentPublication" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "topic" "SubscriptionTopic" NOT NULL,
    "key" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ContentPublication_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ContentPublication_publisher_key_version_key" ON "ContentPublication"("publisher", "key", "version");
ALTER TABLE "ContentPublication" ADD CONSTRAINT topic CHECK (topic IN ('reports', 'documents'));

-- What was there when is evidence: stamped here, and it stays as it is.
CREATE FUNCTION content_publication_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN RAISE EXCEPTION 'a publication stays as it is'; END IF;
  NEW."publishedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER content_publication_guard BEFORE INSERT OR UPDATE OR DELETE ON "ContentPublication" FOR EACH ROW EXECUTE FUNCTION content_publication_guard();

-- What was there at the first sight has no notice; documents of one moment share that of the first of them.
ALTER TABLE "Notice" ADD COLUMN "contentPublicationId" UUID;
CREATE UNIQUE INDEX "Notice_contentPublicationId_key" ON "Notice"("contentPublicationId");
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_contentPublicationId_fkey" FOREIGN KEY ("contentPublicationId") REFERENCES "ContentPublication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT content_publication CHECK ((kind = 'content') = ("contentPublicationId" IS NOT NULL));
