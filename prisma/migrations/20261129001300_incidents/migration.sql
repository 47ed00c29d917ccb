CREATE TYPE "IncidentClass" AS ENUM ('P0', 'P1', 'P2', 'P3');
CREATE TYPE "IncidentDuty" AS ENUM ('customers', 'regulator');
CREATE TABLE "Incident" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "class" "IncidentClass" NOT NULL,
    "asController" BOOLEAN NOT NULL DEFAULT false,
    "dataKeyId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "sealedDraft" BYTEA,
    "discoveredAt" TIMESTAMPTZ(6) NOT NULL,
    "detectedAt" TIMESTAMPTZ(6) NOT NULL,
    "containedAt" TIMESTAMPTZ(6),
    "recoveredAt" TIMESTAMPTZ(6),
    "customersHours" INTEGER NOT NULL,
    "regulatorHours" INTEGER NOT NULL,
    "openedById" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "regulatorToldById" UUID,
    "regulatorToldAt" TIMESTAMPTZ(6),
    "sealedRegulator" BYTEA,
    "closedById" UUID,
    "closedAt" TIMESTAMPTZ(6),
    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "IncidentAccount" (
    "incidentId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "IncidentAccount_pkey" PRIMARY KEY ("incidentId","accountId")
);
CREATE TABLE "IncidentUpdate" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 0,
    "sealed" BYTEA NOT NULL,
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "IncidentUpdate_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "IncidentEscalation" (
    "incidentId" UUID NOT NULL,
    "duty" "IncidentDuty" NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "IncidentEscalation_pkey" PRIMARY KEY ("incidentId","duty","step")
);
ALTER TABLE "Notice" ADD COLUMN "incidentUpdateId" UUID;
CREATE UNIQUE INDEX "Notice_incidentUpdateId_key" ON "Notice"("incidentUpdateId");
CREATE UNIQUE INDEX "Incident_reference_key" ON "Incident"("reference");
CREATE INDEX "Incident_publisher_closedAt_idx" ON "Incident"("publisher", "closedAt" DESC);
CREATE INDEX "IncidentAccount_accountId_idx" ON "IncidentAccount"("accountId");
CREATE UNIQUE INDEX "IncidentUpdate_incidentId_number_key" ON "IncidentUpdate"("incidentId", "number");
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_incidentUpdateId_fkey" FOREIGN KEY ("incidentUpdateId") REFERENCES "IncidentUpdate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_dataKeyId_fkey" FOREIGN KEY ("dataKeyId") REFERENCES "DataKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_regulatorToldById_fkey" FOREIGN KEY ("regulatorToldById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_closedById_fkey" FOREIGN KEY ("closedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IncidentAccount" ADD CONSTRAINT "IncidentAccount_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IncidentAccount" ADD CONSTRAINT "IncidentAccount_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IncidentAccount" ADD CONSTRAINT "IncidentAccount_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IncidentUpdate" ADD CONSTRAINT "IncidentUpdate_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IncidentUpdate" ADD CONSTRAINT "IncidentUpdate_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IncidentEscalation" ADD CONSTRAINT "IncidentEscalation_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Incidents. As in notice_clock, who did what and when is stamped here. When it was discovered, detected, contained and
-- recovered from is staff's own to say, and never lies ahead.

ALTER TABLE "Notice" ADD CONSTRAINT incident_update CHECK ((kind = 'incident') = ("incidentUpdateId" IS NOT NULL));
ALTER TABLE "Incident" ADD CONSTRAINT reference_form CHECK (reference ~ '^INC-2[0-9]{3}-[0-9A-HJKMNP-TV-Z]{6}$');
ALTER TABLE "Incident" ADD CONSTRAINT hours CHECK ("customersHours" > 0 AND "regulatorHours" > 0);
-- Nobody opens an incident that they are not aware of; its accounts are then told after its discovery.
ALTER TABLE "Incident" ADD CONSTRAINT discovered_first CHECK ("discoveredAt" <= "openedAt");
ALTER TABLE "Incident" ADD CONSTRAINT course CHECK (
  ("containedAt" IS NULL OR "detectedAt" <= "containedAt")
  AND ("recoveredAt" IS NULL OR coalesce("containedAt", "detectedAt") <= "recoveredAt"));
ALTER TABLE "Incident" ADD CONSTRAINT closed CHECK (("closedAt" IS NULL) = ("closedById" IS NULL));
ALTER TABLE "Incident" ADD CONSTRAINT regulator CHECK (
  ("regulatorToldAt" IS NULL) = ("regulatorToldById" IS NULL) AND ("regulatorToldAt" IS NULL) = ("sealedRegulator" IS NULL)
  AND ("regulatorToldAt" IS NULL OR "asController"));
ALTER TABLE "IncidentEscalation" ADD CONSTRAINT steps CHECK (step IN (50, 75, 90, 100));

CREATE FUNCTION handles_incidents(person uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = person
    AND p."staffRoles" && ARRAY['trust-manager', 'dpo', 'security', 'on-call-manager']::"StaffRole"[])
$$;

-- Locked, so that whatever is added to an incident comes before or after its closing.
CREATE FUNCTION open_incident(incident uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM "Incident" i WHERE i.id = incident AND i."closedAt" IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'a closed incident stays as it is'; END IF;
END $$;

CREATE FUNCTION incident_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
  kept CONSTANT text[] := ARRAY['id', 'publisher', 'reference', 'dataKeyId', 'customersHours', 'regulatorHours', 'openedById', 'openedAt'];
BEGIN
  IF greatest(NEW."discoveredAt", NEW."detectedAt", NEW."containedAt", NEW."recoveredAt") > moment THEN
    RAISE EXCEPTION 'the times of an incident do not lie ahead';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT handles_incidents(NEW."openedById") THEN RAISE EXCEPTION 'staff who handle incidents open them'; END IF;
    NEW."openedAt" := moment;
    NEW."regulatorToldAt" := NULL; NEW."regulatorToldById" := NULL; NEW."sealedRegulator" := NULL;
    NEW."closedAt" := NULL; NEW."closedById" := NULL; NEW."sealedDraft" := NULL;
    RETURN NEW;
  END IF;
  IF OLD."closedAt" IS NOT NULL THEN RAISE EXCEPTION 'a closed incident stays as it is'; END IF;
  IF EXISTS (SELECT 1 FROM unnest(kept) AS name WHERE to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name) THEN
    RAISE EXCEPTION 'who opened an incident, and what was owed then, stays as it is';
  END IF;
  IF OLD."regulatorToldAt" IS NOT NULL AND (NEW."regulatorToldById", NEW."sealedRegulator", NEW."asController")
     IS DISTINCT FROM (OLD."regulatorToldById", OLD."sealedRegulator", OLD."asController") THEN
    RAISE EXCEPTION 'that the authority was told is recorded once';
  END IF;
  NEW."regulatorToldAt" := coalesce(OLD."regulatorToldAt", CASE WHEN NEW."regulatorToldById" IS NOT NULL THEN moment END);
  IF OLD."regulatorToldAt" IS NULL AND NEW."regulatorToldById" IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM "Person" p WHERE p.id = NEW."regulatorToldById" AND p."staffRoles" && ARRAY['trust-manager', 'dpo']::"StaffRole"[]) THEN
    RAISE EXCEPTION 'a trust manager or the data protection officer records that the authority was told';
  END IF;
  IF NEW."closedById" IS NOT NULL AND NOT handles_incidents(NEW."closedById") THEN
    RAISE EXCEPTION 'staff who handle incidents close them';
  END IF;
  NEW."closedAt" := CASE WHEN NEW."closedById" IS NOT NULL THEN moment END;
  IF NEW."closedAt" IS NOT NULL THEN NEW."sealedDraft" := NULL; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_guard BEFORE INSERT OR UPDATE ON "Incident" FOR EACH ROW EXECUTE FUNCTION incident_guard();

-- What the duties depend on is not changed in silence: an event of the same transaction tells of it.
CREATE FUNCTION incident_changes_are_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e.kind = TG_ARGV[0] AND e.at = product_now() AND e."subjectId" = NEW.id) THEN
    RAISE EXCEPTION 'a change of an incident leaves its event in the audit log: %', TG_ARGV[0];
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER incident_class_is_told AFTER UPDATE ON "Incident" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.class IS DISTINCT FROM NEW.class OR OLD."asController" IS DISTINCT FROM NEW."asController")
  EXECUTE FUNCTION incident_changes_are_told('incident.classified');
CREATE CONSTRAINT TRIGGER incident_times_are_told AFTER UPDATE ON "Incident" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD."discoveredAt", OLD."detectedAt", OLD."containedAt", OLD."recoveredAt")
    IS DISTINCT FROM (NEW."discoveredAt", NEW."detectedAt", NEW."containedAt", NEW."recoveredAt"))
  EXECUTE FUNCTION incident_changes_are_told('incident.timed');

CREATE FUNCTION incident_account_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM open_incident(OLD."incidentId");
    IF EXISTS (SELECT 1 FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId" JOIN "IncidentUpdate" u ON u.id = n."incidentUpdateId"
               WHERE u."incidentId" = OLD."incidentId" AND a."accountId" = OLD."accountId") THEN
      RAISE EXCEPTION 'an account that is told of an incident stays with it';
    END IF;
    RETURN OLD;
  END IF;
  PERFORM open_incident(NEW."incidentId");
  PERFORM 1 FROM "Account" a WHERE a.id = NEW."accountId" AND a."closedAt" IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'an incident concerns active accounts'; END IF;
  IF NOT handles_incidents(NEW."addedById") THEN RAISE EXCEPTION 'staff who handle incidents say whom they concern'; END IF;
  NEW."addedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER incident_account_guard BEFORE INSERT OR DELETE ON "IncidentAccount" FOR EACH ROW EXECUTE FUNCTION incident_account_guard();

CREATE FUNCTION incident_update_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- One after the other: each has the number after the one before.
  PERFORM 1 FROM "Incident" i WHERE i.id = NEW."incidentId" AND i."closedAt" IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'a closed incident stays as it is'; END IF;
  IF NOT handles_incidents(NEW."authorId") THEN RAISE EXCEPTION 'staff who handle incidents write their updates'; END IF;
  NEW.number := (SELECT coalesce(max(u.number), 0) + 1 FROM "IncidentUpdate" u WHERE u."incidentId" = NEW."incidentId");
  NEW."createdAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER incident_update_guard BEFORE INSERT ON "IncidentUpdate" FOR EACH ROW EXECUTE FUNCTION incident_update_guard();

-- A notice of an incident goes to accounts that it concerns, and to nobody else: no list of subscribers is ever open.
CREATE FUNCTION incident_notice_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  incident uuid;
BEGIN
  SELECT u."incidentId" INTO incident FROM "Notice" n JOIN "IncidentUpdate" u ON u.id = n."incidentUpdateId" WHERE n.id = NEW."noticeId";
  IF incident IS NULL THEN RETURN NEW; END IF;
  PERFORM open_incident(incident);
  PERFORM 1 FROM "IncidentAccount" a WHERE a."incidentId" = incident AND a."accountId" = NEW."accountId" FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the incident does not concern this account'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_notice_guard BEFORE INSERT ON "AccountNotice" FOR EACH ROW EXECUTE FUNCTION incident_notice_guard();

CREATE FUNCTION incident_delivery_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."accountId" IS NULL AND EXISTS (SELECT 1 FROM "Notice" n WHERE n.id = NEW."noticeId" AND n.kind = 'incident') THEN
    RAISE EXCEPTION 'subscribers are not told of incidents';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER incident_delivery_guard BEFORE INSERT ON "Delivery" FOR EACH ROW EXECUTE FUNCTION incident_delivery_guard();

-- When the accounts concerned had all been told: the last one's first notice. Null while one of them is not, or there is none.
-- An account that was closed before it was told can't be told any more.
CREATE FUNCTION incident_customers_told_at(incident uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN bool_and(told.at IS NOT NULL) THEN max(told.at) END
  FROM "IncidentAccount" c JOIN "Account" k ON k.id = c."accountId"
  CROSS JOIN LATERAL (
    SELECT min(a."givenAt") AS at FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId"
    JOIN "IncidentUpdate" u ON u.id = n."incidentUpdateId" AND u."incidentId" = c."incidentId"
    WHERE a."accountId" = c."accountId") told
  WHERE c."incidentId" = incident AND (k."closedAt" IS NULL OR told.at IS NOT NULL)
$$;

-- Once each, as the time runs, and never of a duty that is met.
CREATE FUNCTION incident_escalation_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  i "Incident";
  hours integer;
BEGIN
  SELECT * INTO i FROM "Incident" WHERE id = NEW."incidentId" AND "closedAt" IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'a closed incident stays as it is'; END IF;
  hours := CASE NEW.duty WHEN 'customers' THEN i."customersHours" ELSE i."regulatorHours" END;
  IF product_now() < i."discoveredAt" + make_interval(secs => hours * 36.0 * NEW.step) THEN
    RAISE EXCEPTION 'the time of this duty has not run so far';
  END IF;
  IF (NEW.duty = 'customers' AND incident_customers_told_at(i.id) IS NOT NULL)
     OR (NEW.duty = 'regulator' AND (NOT i."asController" OR i."regulatorToldAt" IS NOT NULL)) THEN
    RAISE EXCEPTION 'this duty is met, or is none';
  END IF;
  NEW.at := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER incident_escalation_guard BEFORE INSERT ON "IncidentEscalation" FOR EACH ROW EXECUTE FUNCTION incident_escalation_guard();
