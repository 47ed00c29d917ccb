CREATE TYPE "ChangeKind" AS ENUM ('addition', 'replacement', 'amendment', 'removal');
CREATE TYPE "ChangeState" AS ENUM ('draft', 'approved', 'noticed', 'effective', 'withdrawn');
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
CREATE INDEX "SubProcessorChange_publisher_createdAt_idx" ON "SubProcessorChange"("publisher", "createdAt" DESC);
CREATE INDEX "SubProcessorChange_state_effectiveAt_idx" ON "SubProcessorChange"("state", "effectiveAt");
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_subProcessorId_fkey" FOREIGN KEY ("subProcessorId") REFERENCES "SubProcessor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "SubProcessor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubProcessorChange" ADD CONSTRAINT "SubProcessorChange_withdrawnById_fkey" FOREIGN KEY ("withdrawnById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

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

CREATE FUNCTION change_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
  stamps CONSTANT text[] := ARRAY['state', 'waits', 'approvedById', 'approvedAt', 'noticedAt', 'effectiveAt', 'tookEffectAt',
    'withdrawnById', 'withdrawnAt', 'withdrawnReason'];
  withdrawer uuid := NEW."withdrawnById";
  why text := NEW."withdrawnReason";
  approver uuid := NEW."approvedById";
  last_given timestamptz;
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
    NEW."noticedAt" := moment;
    last_given := settle_notice(OLD.id);
    NEW."effectiveAt" := CASE WHEN OLD.waits THEN coalesce(last_given, moment) + notice_time(OLD."noticeDays") ELSE moment END;
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
