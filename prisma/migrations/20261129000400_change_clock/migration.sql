CREATE TYPE "ChangeKind" AS ENUM ('addition', 'replacement', 'amendment', 'removal');
CREATE TYPE "ChangeState" AS ENUM ('draft', 'approved', 'noticed', 'effective', 'withdrawn');
CREATE TYPE "DeliveryState" AS ENUM ('queued', 'accepted', 'failed', 'bounced');
CREATE TABLE "SubProcessorChange" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "subProcessorId" UUID,
    "replacesId" UUID,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,
    "purpose" TEXT,
    "dataCategories" TEXT,
    "location" TEXT,
    "transferMechanism" TEXT,
    "certifications" TEXT,
    "since" DATE,
    "reasons" TEXT NOT NULL,
    "assessment" TEXT NOT NULL,
    "alternatives" TEXT NOT NULL,
    "waits" BOOLEAN NOT NULL,
    "noticeDays" INTEGER NOT NULL,
    "state" "ChangeState" NOT NULL DEFAULT 'draft',
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "approvedById" UUID,
    "approvedAt" TIMESTAMPTZ(6),
    "noticedAt" TIMESTAMPTZ(6),
    "effectiveAt" TIMESTAMPTZ(6),
    "tookEffectAt" TIMESTAMPTZ(6),
    "withdrawnById" UUID,
    "withdrawnAt" TIMESTAMPTZ(6),
    "withdrawnReason" TEXT,
    CONSTRAINT "SubProcessorChange_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "AccountNotice" (
    "changeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "givenAt" TIMESTAMPTZ(6),
    CONSTRAINT "AccountNotice_pkey" PRIMARY KEY ("changeId","accountId")
);
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "replacesId" UUID,
    "sealed" BYTEA NOT NULL,
    "messageId" TEXT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "serverResponse" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "acceptedAt" TIMESTAMPTZ(6),
    "settledAt" TIMESTAMPTZ(6),
    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "SubProcessorChange_publisher_createdAt_idx" ON "SubProcessorChange"("publisher", "createdAt" DESC);
CREATE INDEX "SubProcessorChange_state_effectiveAt_idx" ON "SubProcessorChange"("state", "effectiveAt");
CREATE INDEX "AccountNotice_accountId_createdAt_idx" ON "AccountNotice"("accountId", "createdAt" DESC);
CREATE UNIQUE INDEX "Delivery_replacesId_key" ON "Delivery"("replacesId");
CREATE UNIQUE INDEX "Delivery_messageId_key" ON "Delivery"("messageId");
CREATE INDEX "Delivery_changeId_accountId_idx" ON "Delivery"("changeId", "accountId");
CREATE INDEX "Delivery_state_createdAt_idx" ON "Delivery"("state", "createdAt");
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_subProcessorId_fkey" FOREIGN KEY ("subProcessorId") REFERENCES "SubProcessor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "SubProcessor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_withdrawnById_fkey" FOREIGN KEY ("withdrawnById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AccountNotice" ADD CONSTRAINT "AccountNotice_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "SubProcessorChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AccountNotice" ADD CONSTRAINT "AccountNotice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_changeId_accountId_fkey" FOREIGN KEY ("changeId", "accountId") REFERENCES "AccountNotice"("changeId", "accountId") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is the promise: no change takes effect without its notice time. It holds for the application's own role
-- and a person at a database prompt alike. Times are stamped here and never taken from who writes.

ALTER TABLE "SubProcessorChange" ADD CONSTRAINT notice_days CHECK ("noticeDays" BETWEEN 30 AND 3650);
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT two_people CHECK ("approvedById" IS NULL OR "approvedById" <> "authorId");
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT target CHECK (
  CASE kind
    WHEN 'addition' THEN "subProcessorId" IS NULL AND "replacesId" IS NULL
    WHEN 'replacement' THEN "subProcessorId" IS NULL AND "replacesId" IS NOT NULL
    ELSE "subProcessorId" IS NOT NULL AND "replacesId" IS NULL
  END);
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT approved_when CHECK (
  ("approvedAt" IS NULL) = ("approvedById" IS NULL) AND (state NOT IN ('approved', 'noticed', 'effective') OR "approvedAt" IS NOT NULL));
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT withdrawn_when CHECK (
  (state = 'withdrawn') = ("withdrawnAt" IS NOT NULL)
  AND (state <> 'withdrawn' OR ("withdrawnById" IS NOT NULL AND btrim(coalesce("withdrawnReason", '')) <> '')));
-- Two changes of one sub-processor under way would each carry what the other is about to undo.
CREATE UNIQUE INDEX one_change_of_a_subprocessor ON "SubProcessorChange" (coalesce("subProcessorId", "replacesId"))
  WHERE state IN ('approved', 'noticed') AND coalesce("subProcessorId", "replacesId") IS NOT NULL;
CREATE UNIQUE INDEX one_newcomer_of_a_name ON "SubProcessorChange" (publisher, slug)
  WHERE state IN ('approved', 'noticed') AND "subProcessorId" IS NULL;

-- Who, what for, where and which data wait for the notice time; a removal, a transfer mechanism and a certification are
-- told and wait for nothing.
CREATE FUNCTION change_waits(change "SubProcessorChange") RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE change.kind
    WHEN 'removal' THEN false
    WHEN 'amendment' THEN NOT EXISTS (
      SELECT 1 FROM "SubProcessorVersion" v WHERE v."subProcessorId" = change."subProcessorId" AND v."effectiveUntil" IS NULL
      AND (v.name, v.role, v.purpose, v."dataCategories", v.location)
        IS NOT DISTINCT FROM (change.name, change.role, change.purpose, change."dataCategories", change.location))
    ELSE true
  END
$$;

-- Hours of 3,600 seconds: an interval of days would be shorter in the night when clocks go forward.
CREATE FUNCTION notice_time(days integer) RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT make_interval(hours => days * 24) $$;

-- An account's own effective time; null while it is not fixed, or the account was not told.
CREATE FUNCTION account_effective_at(change uuid, account uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN n."givenAt" IS NULL OR c."effectiveAt" IS NULL OR c.state = 'withdrawn' THEN NULL
    WHEN c.waits THEN greatest(c."effectiveAt", n."givenAt" + notice_time(c."noticeDays"))
    ELSE c."effectiveAt" END
  FROM "SubProcessorChange" c JOIN "AccountNotice" n ON n."changeId" = c.id WHERE c.id = change AND n."accountId" = account
$$;

CREATE FUNCTION change_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
  stamps CONSTANT text[] := ARRAY['state', 'waits', 'approvedById', 'approvedAt', 'noticedAt', 'effectiveAt', 'tookEffectAt',
    'withdrawnById', 'withdrawnAt', 'withdrawnReason'];
  withdrawer uuid := NEW."withdrawnById";
  why text := NEW."withdrawnReason";
  approver uuid := NEW."approvedById";
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.state := 'draft';
    NEW."createdAt" := moment;
    NEW.waits := change_waits(NEW);
    NEW."approvedById" := NULL; NEW."approvedAt" := NULL; NEW."noticedAt" := NULL; NEW."effectiveAt" := NULL;
    NEW."tookEffectAt" := NULL; NEW."withdrawnById" := NULL; NEW."withdrawnAt" := NULL; NEW."withdrawnReason" := NULL;
    RETURN NEW;
  END IF;

  IF (NEW.id, NEW.publisher, NEW."authorId", NEW."createdAt") <> (OLD.id, OLD.publisher, OLD."authorId", OLD."createdAt") THEN
    RAISE EXCEPTION 'who proposed a change, and when, stays as it is';
  END IF;
  IF OLD.state <> 'draft' AND (to_jsonb(NEW) - stamps) <> (to_jsonb(OLD) - stamps) THEN
    RAISE EXCEPTION 'a change is frozen when it is approved';
  END IF;
  -- Every stamp is set anew below, whatever was written.
  NEW.waits := OLD.waits; NEW."approvedById" := OLD."approvedById"; NEW."approvedAt" := OLD."approvedAt";
  NEW."noticedAt" := OLD."noticedAt"; NEW."effectiveAt" := OLD."effectiveAt"; NEW."tookEffectAt" := OLD."tookEffectAt";
  NEW."withdrawnById" := OLD."withdrawnById"; NEW."withdrawnAt" := OLD."withdrawnAt"; NEW."withdrawnReason" := OLD."withdrawnReason";

  IF NEW.state = OLD.state THEN
    IF OLD.state = 'draft' THEN NEW.waits := change_waits(NEW); END IF;
  ELSIF OLD.state = 'draft' AND NEW.state = 'approved' THEN
    IF approver IS NULL OR approver = OLD."authorId" THEN RAISE EXCEPTION 'another person than the author approves a change'; END IF;
    IF NOT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = approver AND p."staffRoles" && ARRAY['trust-manager', 'dpo']::"StaffRole"[]) THEN
      RAISE EXCEPTION 'a trust manager or the data protection officer approves a change';
    END IF;
    NEW.waits := change_waits(NEW);
    NEW."approvedById" := approver;
    NEW."approvedAt" := moment;
  ELSIF OLD.state = 'approved' AND NEW.state = 'noticed' THEN
    PERFORM settle_notice(OLD.id);
    NEW."noticedAt" := moment;
    NEW."effectiveAt" := CASE WHEN OLD.waits
      THEN coalesce((SELECT max(n."givenAt") FROM "AccountNotice" n WHERE n."changeId" = OLD.id), moment) + notice_time(OLD."noticeDays")
      ELSE moment END;
  ELSIF OLD.state = 'noticed' AND NEW.state = 'effective' THEN
    IF moment < OLD."effectiveAt" THEN RAISE EXCEPTION 'a change takes effect at its time, % and not before', OLD."effectiveAt"; END IF;
    NEW."tookEffectAt" := moment;
  ELSIF OLD.state IN ('draft', 'approved', 'noticed') AND NEW.state = 'withdrawn' THEN
    IF OLD."effectiveAt" <= moment THEN RAISE EXCEPTION 'the change''s time has come: propose another that undoes it'; END IF;
    NEW."withdrawnById" := withdrawer;
    NEW."withdrawnAt" := moment;
    NEW."withdrawnReason" := why;
  ELSE
    RAISE EXCEPTION 'a change does not go from % to %', OLD.state, NEW.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER change_guard BEFORE INSERT OR UPDATE ON "SubProcessorChange" FOR EACH ROW EXECUTE FUNCTION change_guard();

-- The first attempts at a notice are settled: every active account is on its list, and each first message has an outcome.
CREATE FUNCTION settle_notice(change uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Account" a WHERE a."closedAt" IS NULL
             AND NOT EXISTS (SELECT 1 FROM "AccountNotice" n WHERE n."changeId" = change AND n."accountId" = a.id)) THEN
    RAISE EXCEPTION 'an active account is not on the list of this notice';
  END IF;
  IF EXISTS (SELECT 1 FROM "Delivery" d WHERE d."changeId" = change AND d."replacesId" IS NULL AND d.state = 'queued') THEN
    RAISE EXCEPTION 'a first message of this notice has no outcome yet';
  END IF;
END $$;

-- The register follows the change, in the same statement. It says the time that was told, also where the job ran late.
CREATE FUNCTION change_register() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry uuid := NEW."subProcessorId";
  moment timestamptz := NEW."effectiveAt";
BEGIN
  IF NEW.state <> 'effective' OR OLD.state = 'effective' THEN RETURN NULL; END IF;
  UPDATE "SubProcessorVersion" SET "effectiveUntil" = moment
    WHERE "subProcessorId" = coalesce(NEW."subProcessorId", NEW."replacesId") AND "effectiveUntil" IS NULL;
  IF NEW.kind = 'removal' THEN RETURN NULL; END IF;
  IF entry IS NULL THEN
    INSERT INTO "SubProcessor" (id, publisher, slug, position)
    SELECT gen_random_uuid(), NEW.publisher, NEW.slug, coalesce(max(s.position), -1) + 1 FROM "SubProcessor" s WHERE s.publisher = NEW.publisher
    ON CONFLICT (publisher, slug) DO NOTHING;
    SELECT s.id INTO entry FROM "SubProcessor" s WHERE s.publisher = NEW.publisher AND s.slug = NEW.slug;
  END IF;
  INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name, role, purpose, "dataCategories", location,
    "transferMechanism", certifications, since, "effectiveFrom")
  VALUES (gen_random_uuid(), entry, NEW.name, NEW.role, NEW.purpose, NEW."dataCategories", NEW.location,
    NEW."transferMechanism", NEW.certifications, NEW.since, moment);
  RETURN NULL;
END $$;
CREATE TRIGGER change_register AFTER UPDATE ON "SubProcessorChange" FOR EACH ROW EXECUTE FUNCTION change_register();

CREATE FUNCTION account_notice_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Locked, so that no account joins the list while the change moves on.
  PERFORM 1 FROM "SubProcessorChange" c WHERE c.id = NEW."changeId" AND c.state IN ('approved', 'noticed') FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'notice is given of a change that is approved'; END IF;
  NEW."createdAt" := product_now();
  NEW."givenAt" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER account_notice_guard BEFORE INSERT ON "AccountNotice" FOR EACH ROW EXECUTE FUNCTION account_notice_guard();

CREATE FUNCTION delivery_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."replacesId" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Delivery" d WHERE d.id = NEW."replacesId" AND d."changeId" = NEW."changeId" AND d."accountId" = NEW."accountId"
      AND d.state IN ('failed', 'bounced')) THEN
      RAISE EXCEPTION 'a message follows one of the same notice and account that failed or came back';
    END IF;
    NEW.state := 'queued'; NEW.attempts := 0; NEW."serverResponse" := NULL;
    NEW."createdAt" := moment; NEW."acceptedAt" := NULL; NEW."settledAt" := NULL;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW."changeId", NEW."accountId", NEW.sealed, NEW."messageId", NEW."createdAt")
       <> (OLD.id, OLD."changeId", OLD."accountId", OLD.sealed, OLD."messageId", OLD."createdAt")
     OR NEW."replacesId" IS DISTINCT FROM OLD."replacesId" THEN
    RAISE EXCEPTION 'to whom a message went stays as it is';
  END IF;
  NEW."acceptedAt" := OLD."acceptedAt"; NEW."settledAt" := OLD."settledAt";
  IF NEW.state = OLD.state THEN
    IF OLD.state <> 'queued' AND (NEW."serverResponse", NEW.attempts) IS DISTINCT FROM (OLD."serverResponse", OLD.attempts) THEN
      RAISE EXCEPTION 'the outcome of a message stays as it is';
    END IF;
  ELSIF OLD.state = 'queued' AND NEW.state IN ('accepted', 'failed') THEN
    NEW."settledAt" := moment;
    IF NEW.state = 'accepted' THEN NEW."acceptedAt" := moment; END IF;
  ELSIF NOT (OLD.state = 'accepted' AND NEW.state = 'bounced') THEN
    RAISE EXCEPTION 'a message does not go from % to %', OLD.state, NEW.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_guard BEFORE INSERT OR UPDATE ON "Delivery" FOR EACH ROW EXECUTE FUNCTION delivery_guard();

-- Notice is given with the first message that the mail server takes. One that comes back before the account's own time
-- takes it back; a later one undoes nothing.
CREATE FUNCTION delivery_gives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  own timestamptz;
BEGIN
  IF NEW.state = OLD.state THEN RETURN NULL; END IF;
  PERFORM 1 FROM "AccountNotice" n WHERE n."changeId" = NEW."changeId" AND n."accountId" = NEW."accountId" FOR UPDATE;
  IF NEW.state = 'accepted' THEN
    UPDATE "AccountNotice" SET "givenAt" = NEW."acceptedAt"
      WHERE "changeId" = NEW."changeId" AND "accountId" = NEW."accountId" AND "givenAt" IS NULL;
  ELSIF NEW.state = 'bounced' THEN
    own := account_effective_at(NEW."changeId", NEW."accountId");
    IF own IS NULL OR product_now() < own THEN
      UPDATE "AccountNotice" SET "givenAt" = (SELECT min(d."acceptedAt") FROM "Delivery" d
          WHERE d."changeId" = NEW."changeId" AND d."accountId" = NEW."accountId" AND d.state = 'accepted')
        WHERE "changeId" = NEW."changeId" AND "accountId" = NEW."accountId";
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_gives AFTER UPDATE ON "Delivery" FOR EACH ROW EXECUTE FUNCTION delivery_gives();
