CREATE TYPE "SubscriptionTopic" AS ENUM ('sub-processors', 'advisories', 'reports', 'documents');
CREATE TYPE "Severity" AS ENUM ('low', 'medium', 'high', 'critical');
ALTER TYPE "LinkPurpose" ADD VALUE 'confirm-subscription';

CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "emailIndex" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "dataKeyId" UUID NOT NULL,
    "topics" "SubscriptionTopic"[],
    "minimumSeverity" "Severity" NOT NULL DEFAULT 'low',
    "digest" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "confirmedAt" TIMESTAMPTZ(6),
    "expiresAt" TIMESTAMPTZ(6),
    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Subscription_tokenHash_key" ON "Subscription"("tokenHash");
CREATE UNIQUE INDEX "Subscription_publisher_emailIndex_key" ON "Subscription"("publisher", "emailIndex");
CREATE INDEX "Subscription_expiresAt_idx" ON "Subscription"("expiresAt");
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "MailedLink" ADD COLUMN "subscriptionId" UUID;
CREATE INDEX "MailedLink_subscriptionId_idx" ON "MailedLink"("subscriptionId");
ALTER TABLE "MailedLink" ADD CONSTRAINT "MailedLink_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The publisher's own key is looked up often, and there is a key for each of perhaps 100,000 subscribers beside it.
CREATE INDEX "DataKey_scope_createdAt_idx" ON "DataKey"("scope", "createdAt");

-- A notice goes through the confirmed ones page by page, in the order of their ids.
CREATE INDEX confirmed_subscribers ON "Subscription" (publisher, id) WHERE "confirmedAt" IS NOT NULL;

ALTER TABLE "Subscription" ADD CONSTRAINT topics_chosen CHECK (cardinality(topics) > 0);
ALTER TABLE "Subscription" ADD CONSTRAINT confirmed_or_expires CHECK (("confirmedAt" IS NULL) <> ("expiresAt" IS NULL));

-- Since when an address is known to be its owner's is evidence that the mail is wanted: the database's own time, once.
CREATE FUNCTION subscription_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."createdAt" := product_now();
    IF NEW."confirmedAt" IS NOT NULL THEN NEW."confirmedAt" := product_now(); END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.publisher, NEW."emailIndex", NEW."dataKeyId", NEW."createdAt")
       <> (OLD.id, OLD.publisher, OLD."emailIndex", OLD."dataKeyId", OLD."createdAt") THEN
    RAISE EXCEPTION 'whose subscription it is, and since when it is there, stays as it is';
  END IF;
  IF OLD."confirmedAt" IS NOT NULL THEN NEW."confirmedAt" := OLD."confirmedAt";
  ELSIF NEW."confirmedAt" IS NOT NULL THEN NEW."confirmedAt" := product_now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER subscription_guard BEFORE INSERT OR UPDATE ON "Subscription" FOR EACH ROW EXECUTE FUNCTION subscription_guard();
