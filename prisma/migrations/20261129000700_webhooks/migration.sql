CREATE TYPE "WebhookState" AS ENUM ('live', 'paused', 'disabled');
CREATE TYPE "WebhookStop" AS ENUM ('gone', 'failing');
CREATE TYPE "WebhookDeliveryState" AS ENUM ('queued', 'delivered', 'failed');
CREATE TYPE "WebhookFailure" AS ENUM ('private-address', 'unknown-name', 'connection', 'tls', 'timeout', 'answer', 'redirect', 'status', 'gone', 'erased');
CREATE TABLE "WebhookEndpoint" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "sealedSecret" BYTEA NOT NULL,
    "secretSince" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "sealedEarlierSecret" BYTEA,
    "earlierSecretUntil" TIMESTAMPTZ(6),
    "events" TEXT[],
    "state" "WebhookState" NOT NULL DEFAULT 'live',
    "stop" "WebhookStop",
    "failingSince" TIMESTAMPTZ(6),
    "locale" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "state" "WebhookDeliveryState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attemptsBefore" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "leasedUntil" TIMESTAMPTZ(6),
    "lastAttemptAt" TIMESTAMPTZ(6),
    "failure" "WebhookFailure",
    "responseStatus" INTEGER,
    "durationMs" INTEGER,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "WebhookEndpoint_accountId_createdAt_idx" ON "WebhookEndpoint"("accountId", "createdAt");
CREATE INDEX "WebhookDelivery_endpointId_createdAt_idx" ON "WebhookDelivery"("endpointId", "createdAt" DESC);
CREATE INDEX "WebhookDelivery_state_nextAttemptAt_idx" ON "WebhookDelivery"("state", "nextAttemptAt");
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "WebhookEndpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT stopped_when CHECK (("stop" IS NOT NULL) = ("state" = 'disabled'));
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT earlier_secret CHECK (("sealedEarlierSecret" IS NULL) = ("earlierSecretUntil" IS NULL));

-- One statement, in the transaction of what it tells of. Everybody must be asked for in so many words: an account that is
-- missing by mistake would otherwise tell all of what belongs to one.
CREATE FUNCTION record_webhook_event(everybody boolean, account uuid, event_type text, subject uuid, event_data jsonb)
RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO "WebhookDelivery" (id, "endpointId", type, "subjectId", data)
  SELECT gen_random_uuid(), e.id, event_type, subject, event_data
  FROM "WebhookEndpoint" e JOIN "Account" a ON a.id = e."accountId"
  WHERE a."closedAt" IS NULL AND event_type = ANY(e.events) AND (everybody OR e."accountId" = account)
$$;

-- Whoever moves a change, customers hear of it. One that was withdrawn before anybody was told of it is nobody's business.
CREATE FUNCTION change_webhooks() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> OLD.state AND (NEW.state IN ('noticed', 'effective') OR (NEW.state = 'withdrawn' AND NEW."noticedAt" IS NOT NULL)) THEN
    PERFORM record_webhook_event(true, NULL, 'subprocessor-change.' || NEW.state, NEW.id, '{}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER change_webhooks AFTER UPDATE ON "SubProcessorChange" FOR EACH ROW EXECUTE FUNCTION change_webhooks();
