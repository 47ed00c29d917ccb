CREATE TYPE "ObjectionGround" AS ENUM ('third-country', 'guarantees', 'security', 'purpose', 'data-categories', 'rights', 'authority-access', 'own-duties');
CREATE TYPE "ObjectionMitigation" AS ENUM ('exclude', 'pin-region', 'other');
CREATE TYPE "ObjectionState" AS ENUM ('filed', 'acknowledged', 'mitigation-proposed', 'resolved', 'withdrawn', 'unresolved');
CREATE TYPE "ObjectionEntryKind" AS ENUM ('acknowledgement', 'message', 'proposal', 'acceptance', 'decline', 'withdrawal', 'unresolved', 'change-withdrawn');
CREATE TYPE "ObjectionReminderKind" AS ENUM ('coming', 'passed');
CREATE TABLE "Objection" (
    "id" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "filedById" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "ground" "ObjectionGround" NOT NULL,
    "mitigation" "ObjectionMitigation" NOT NULL,
    "orderFormIds" UUID[],
    "sealed" BYTEA NOT NULL,
    "state" "ObjectionState" NOT NULL DEFAULT 'filed',
    "filedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "acknowledgedAt" TIMESTAMPTZ(6),
    "dueAt" TIMESTAMPTZ(6),
    "closedAt" TIMESTAMPTZ(6),
    CONSTRAINT "Objection_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "ObjectionEntry" (
    "id" UUID NOT NULL,
    "objectionId" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "kind" "ObjectionEntryKind" NOT NULL,
    "membershipId" UUID,
    "staffId" UUID,
    "answersId" UUID,
    "mitigation" "ObjectionMitigation",
    "replyBy" TIMESTAMPTZ(6),
    "sealed" BYTEA,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ObjectionEntry_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "ObjectionFile" (
    "id" UUID NOT NULL,
    "objectionId" UUID NOT NULL,
    "membershipId" UUID,
    "staffId" UUID,
    "sealed" BYTEA NOT NULL,
    "fileId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ObjectionFile_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "ObjectionRecord" (
    "objectionId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ObjectionRecord_pkey" PRIMARY KEY ("objectionId")
);
CREATE TABLE "ObjectionReminder" (
    "objectionId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(6) NOT NULL,
    "kind" "ObjectionReminderKind" NOT NULL,
    "remindedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ObjectionReminder_pkey" PRIMARY KEY ("objectionId","dueAt","kind")
);
CREATE TABLE "ObjectionDraft" (
    "id" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ObjectionDraft_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "ObjectionDraftFile" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "fileId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "ObjectionDraftFile_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "CustomerControl" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "agreedId" UUID NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "CustomerControl_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Objection_reference_key" ON "Objection"("reference");
CREATE INDEX "Objection_accountId_filedAt_idx" ON "Objection"("accountId", "filedAt" DESC);
CREATE INDEX "Objection_changeId_idx" ON "Objection"("changeId");
CREATE INDEX "Objection_state_dueAt_idx" ON "Objection"("state", "dueAt");
CREATE UNIQUE INDEX "ObjectionEntry_objectionId_position_key" ON "ObjectionEntry"("objectionId", "position");
CREATE UNIQUE INDEX "ObjectionFile_fileId_key" ON "ObjectionFile"("fileId");
CREATE INDEX "ObjectionFile_objectionId_createdAt_idx" ON "ObjectionFile"("objectionId", "createdAt");
CREATE UNIQUE INDEX "ObjectionRecord_fileId_key" ON "ObjectionRecord"("fileId");
CREATE INDEX "ObjectionDraft_membershipId_idx" ON "ObjectionDraft"("membershipId");
CREATE UNIQUE INDEX "ObjectionDraft_changeId_membershipId_key" ON "ObjectionDraft"("changeId", "membershipId");
CREATE UNIQUE INDEX "ObjectionDraftFile_fileId_key" ON "ObjectionDraftFile"("fileId");
CREATE INDEX "ObjectionDraftFile_draftId_createdAt_idx" ON "ObjectionDraftFile"("draftId", "createdAt");
CREATE UNIQUE INDEX "CustomerControl_agreedId_key" ON "CustomerControl"("agreedId");
CREATE INDEX "CustomerControl_accountId_since_idx" ON "CustomerControl"("accountId", "since" DESC);
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "SubProcessorChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_filedById_fkey" FOREIGN KEY ("filedById") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionEntry" ADD CONSTRAINT "ObjectionEntry_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "Objection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionEntry" ADD CONSTRAINT "ObjectionEntry_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionEntry" ADD CONSTRAINT "ObjectionEntry_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionEntry" ADD CONSTRAINT "ObjectionEntry_answersId_fkey" FOREIGN KEY ("answersId") REFERENCES "ObjectionEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionFile" ADD CONSTRAINT "ObjectionFile_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "Objection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionFile" ADD CONSTRAINT "ObjectionFile_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionFile" ADD CONSTRAINT "ObjectionFile_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionFile" ADD CONSTRAINT "ObjectionFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionRecord" ADD CONSTRAINT "ObjectionRecord_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "Objection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionRecord" ADD CONSTRAINT "ObjectionRecord_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionReminder" ADD CONSTRAINT "ObjectionReminder_objectionId_fkey" FOREIGN KEY ("objectionId") REFERENCES "Objection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionDraft" ADD CONSTRAINT "ObjectionDraft_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "SubProcessorChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionDraft" ADD CONSTRAINT "ObjectionDraft_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionDraftFile" ADD CONSTRAINT "ObjectionDraftFile_draftId_fkey" FOREIGN KEY ("draftId") REFERENCES "ObjectionDraft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ObjectionDraftFile" ADD CONSTRAINT "ObjectionDraftFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "CustomerControl" ADD CONSTRAINT "CustomerControl_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "CustomerControl" ADD CONSTRAINT "CustomerControl_agreedId_fkey" FOREIGN KEY ("agreedId") REFERENCES "ObjectionEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Objections. As in notice_clock, times are stamped here and never taken from who writes, and what follows from a row is
-- done here: the application only files an objection and adds entries to it.

CREATE UNIQUE INDEX one_open_objection ON "Objection" ("changeId", "accountId") WHERE state IN ('filed', 'acknowledged', 'mitigation-proposed');
ALTER TABLE "Objection" ADD CONSTRAINT reference_form CHECK (reference ~ '^OB-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$');
ALTER TABLE "ObjectionFile" ADD CONSTRAINT added_by CHECK (("membershipId" IS NULL) <> ("staffId" IS NULL));
-- An account that settles its objection decides its own hold: nobody writes reasons for it.
ALTER TABLE "Hold" DROP CONSTRAINT decided;
ALTER TABLE "Hold" ADD CONSTRAINT decided CHECK (
  (decision IS NULL) = ("decidedAt" IS NULL) AND (decision IS NULL) = ("decidedById" IS NULL)
  AND CASE WHEN decision IS NULL THEN sealed IS NULL ELSE sealed IS NOT NULL OR reason = 'objection' END);

CREATE FUNCTION is_open(state "ObjectionState") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT state IN ('filed', 'acknowledged', 'mitigation-proposed')
$$;

-- What is filed, settled and decided of one account and change comes one after the other.
CREATE FUNCTION objection_turn(change uuid, account uuid) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(hashtext('objection'), hashtext(change::text || account::text))
$$;

-- A live privacy contact of an account that is not closed speaks for it. Locked, so that a revocation comes before or after.
CREATE FUNCTION speaks_for(membership uuid, account uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM "Membership" m JOIN "Account" a ON a.id = m."accountId" AND a."closedAt" IS NULL
    WHERE m.id = membership AND m."accountId" = account AND m."revokedAt" IS NULL AND 'privacy' = ANY(m.roles)
    FOR SHARE OF m, a;
  RETURN FOUND;
END $$;

-- An account objects from the moment it was told until its own window ends. One that is not fixed yet is open.
CREATE FUNCTION objection_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
BEGIN
  PERFORM 1 FROM "SubProcessorChange" c WHERE c.id = NEW."changeId" AND c.waits AND c.state IN ('approved', 'noticed', 'effective') FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'an objection is to a change that waits and is under way'; END IF;
  PERFORM objection_turn(NEW."changeId", NEW."accountId");
  IF NOT speaks_for(NEW."filedById", NEW."accountId") THEN
    RAISE EXCEPTION 'a privacy contact of the account files its objection';
  END IF;
  PERFORM 1 FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId" AND n.kind = 'change' AND n."changeId" = NEW."changeId"
    WHERE a."accountId" = NEW."accountId" AND a."givenAt" IS NOT NULL FOR SHARE OF a;
  IF NOT FOUND THEN RAISE EXCEPTION 'the account was not told of the change yet'; END IF;
  IF moment >= account_window_until(NEW."changeId", NEW."accountId") THEN
    RAISE EXCEPTION 'the time of the account to object is over';
  END IF;
  IF EXISTS (SELECT 1 FROM unnest(NEW."orderFormIds") AS chosen LEFT JOIN "OrderForm" f
             ON f.id = chosen AND f."accountId" = NEW."accountId" AND f."endedAt" IS NULL WHERE f.id IS NULL) THEN
    RAISE EXCEPTION 'an objection names order forms of the account that are in force';
  END IF;
  NEW.state := 'filed';
  NEW."filedAt" := moment;
  NEW."acknowledgedAt" := NULL; NEW."dueAt" := NULL; NEW."closedAt" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER objection_guard BEFORE INSERT ON "Objection" FOR EACH ROW EXECUTE FUNCTION objection_guard();

-- The change stays out of force for the account. A hold that an earlier objection left undecided serves this one too.
CREATE FUNCTION objection_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO "Hold" (id, "changeId", "accountId", reason) VALUES (gen_random_uuid(), NEW."changeId", NEW."accountId", 'objection')
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER objection_holds AFTER INSERT ON "Objection" FOR EACH ROW EXECUTE FUNCTION objection_holds();

-- Each step is an entry: by whom, from which state, with what. Whoever has to answer next is given a day for it.
CREATE FUNCTION objection_entry_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
  o "Objection";
BEGIN
  SELECT * INTO o FROM "Objection" WHERE id = NEW."objectionId";
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no such objection'; END IF;
  PERFORM objection_turn(o."changeId", o."accountId");
  SELECT * INTO o FROM "Objection" WHERE id = NEW."objectionId" FOR UPDATE;

  IF NEW.kind IN ('acceptance', 'decline', 'withdrawal') AND NEW."membershipId" IS NULL
     OR NEW.kind IN ('proposal', 'unresolved') AND NEW."staffId" IS NULL
     OR (CASE WHEN NEW."membershipId" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN NEW."staffId" IS NULL THEN 0 ELSE 1 END)
        <> (CASE WHEN NEW.kind IN ('acknowledgement', 'change-withdrawn') THEN 0 ELSE 1 END) THEN
    RAISE EXCEPTION 'the other side takes this step: %', NEW.kind;
  END IF;
  IF NEW."membershipId" IS NOT NULL AND NOT speaks_for(NEW."membershipId", o."accountId") THEN
    RAISE EXCEPTION 'a privacy contact speaks for the account';
  END IF;
  IF NEW."staffId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = NEW."staffId" AND 'dpo' = ANY(p."staffRoles")) THEN
    RAISE EXCEPTION 'the data protection officer speaks for the publisher';
  END IF;

  IF NOT (CASE NEW.kind
       WHEN 'acknowledgement' THEN o.state = 'filed'
       WHEN 'proposal' THEN o.state = 'acknowledged'
       WHEN 'acceptance' THEN o.state = 'mitigation-proposed'
       WHEN 'decline' THEN o.state = 'mitigation-proposed'
       -- Whoever was given a day to answer has it.
       WHEN 'unresolved' THEN o.state = 'acknowledged' OR o.state = 'mitigation-proposed' AND moment >= o."dueAt"
       WHEN 'change-withdrawn' THEN is_open(o.state)
         AND EXISTS (SELECT 1 FROM "SubProcessorChange" c WHERE c.id = o."changeId" AND c.state = 'withdrawn')
       ELSE is_open(o.state) END) THEN
    RAISE EXCEPTION 'an objection that is % takes no %', o.state, NEW.kind;
  END IF;
  -- A proposal that was declined meanwhile is not accepted from a page that still shows it, nor is one that nobody saw.
  IF NEW.kind IN ('acceptance', 'decline') AND NEW."answersId" IS DISTINCT FROM (
       SELECT e.id FROM "ObjectionEntry" e WHERE e."objectionId" = o.id AND e.kind = 'proposal' ORDER BY e.position DESC LIMIT 1) THEN
    RAISE EXCEPTION 'an answer is to the proposal that stands';
  END IF;
  IF NEW.kind NOT IN ('acceptance', 'decline') AND NEW."answersId" IS NOT NULL
     OR (NEW.kind = 'proposal') <> (NEW.mitigation IS NOT NULL)
     OR (NEW.kind IN ('acknowledgement', 'proposal', 'decline')) <> (NEW."replyBy" IS NOT NULL)
     OR NEW."replyBy" <= moment
     OR NEW.kind IN ('message', 'proposal', 'decline', 'unresolved') AND NEW.sealed IS NULL THEN
    RAISE EXCEPTION 'this step lacks something, or says too much: %', NEW.kind;
  END IF;
  NEW."createdAt" := moment;
  NEW.position := (SELECT coalesce(max(e.position), 0) + 1 FROM "ObjectionEntry" e WHERE e."objectionId" = o.id);
  RETURN NEW;
END $$;
CREATE TRIGGER objection_entry_guard BEFORE INSERT ON "ObjectionEntry" FOR EACH ROW EXECUTE FUNCTION objection_entry_guard();

-- The state follows from the entry, and so does what a settled objection means for the account: its control, and its hold.
CREATE FUNCTION objection_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  o "Objection";
  agreed "ObjectionMitigation";
  settled "HoldDecision";
BEGIN
  IF NEW.kind = 'message' THEN RETURN NULL; END IF;
  UPDATE "Objection" SET
      state = CASE NEW.kind
        WHEN 'proposal' THEN 'mitigation-proposed'
        WHEN 'acceptance' THEN 'resolved'
        WHEN 'change-withdrawn' THEN 'resolved'
        WHEN 'withdrawal' THEN 'withdrawn'
        WHEN 'unresolved' THEN 'unresolved'
        ELSE 'acknowledged' END::"ObjectionState",
      "dueAt" = NEW."replyBy",
      "acknowledgedAt" = coalesce("acknowledgedAt", CASE WHEN NEW.kind = 'acknowledgement' THEN NEW."createdAt" END),
      "closedAt" = CASE WHEN NEW.kind IN ('acceptance', 'change-withdrawn', 'withdrawal', 'unresolved') THEN NEW."createdAt" END
    WHERE id = NEW."objectionId" RETURNING * INTO o;
  IF NEW.kind = 'acceptance' THEN
    SELECT e.mitigation INTO agreed FROM "ObjectionEntry" e WHERE e.id = NEW."answersId";
    INSERT INTO "CustomerControl" (id, "accountId", "agreedId", since) VALUES (gen_random_uuid(), o."accountId", NEW."answersId", NEW."createdAt");
    settled := CASE agreed WHEN 'exclude' THEN 'exclude' ELSE 'apply' END;
  ELSIF NEW.kind = 'withdrawal' THEN
    settled := 'apply';
  END IF;
  IF settled IS NOT NULL THEN
    UPDATE "Hold" SET decision = settled, "decidedById" = (SELECT m."personId" FROM "Membership" m WHERE m.id = NEW."membershipId")
      WHERE "changeId" = o."changeId" AND "accountId" = o."accountId" AND reason = 'objection' AND decision IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER objection_moves AFTER INSERT ON "ObjectionEntry" FOR EACH ROW EXECUTE FUNCTION objection_moves();

-- What was objected to does not come: nothing is left to settle or to decide.
CREATE FUNCTION objections_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'withdrawn' OR OLD.state = 'withdrawn' THEN RETURN NULL; END IF;
  INSERT INTO "ObjectionEntry" (id, "objectionId", kind)
    SELECT gen_random_uuid(), o.id, 'change-withdrawn' FROM "Objection" o WHERE o."changeId" = NEW.id AND is_open(o.state) ORDER BY o.id;
  UPDATE "Hold" SET decision = 'exclude', "decidedById" = NEW."withdrawnById"
    WHERE "changeId" = NEW.id AND reason = 'objection' AND decision IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER objections_end AFTER UPDATE ON "SubProcessorChange" FOR EACH ROW EXECUTE FUNCTION objections_end();

CREATE FUNCTION objection_file_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  o "Objection";
BEGIN
  SELECT * INTO o FROM "Objection" WHERE id = NEW."objectionId" FOR SHARE;
  IF NOT FOUND OR NOT is_open(o.state) THEN RAISE EXCEPTION 'files are added to an objection while it is open'; END IF;
  IF NEW."membershipId" IS NOT NULL AND NOT speaks_for(NEW."membershipId", o."accountId")
     OR NEW."staffId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = NEW."staffId" AND 'dpo' = ANY(p."staffRoles")) THEN
    RAISE EXCEPTION 'a privacy contact or the data protection officer adds files';
  END IF;
  NEW."createdAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER objection_file_guard BEFORE INSERT ON "ObjectionFile" FOR EACH ROW EXECUTE FUNCTION objection_file_guard();

CREATE FUNCTION objection_record_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Objection" o WHERE o.id = NEW."objectionId" AND o.state = 'unresolved') THEN
    RAISE EXCEPTION 'a record is made of an objection that stayed unresolved';
  END IF;
  NEW."sealedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER objection_record_guard BEFORE INSERT ON "ObjectionRecord" FOR EACH ROW EXECUTE FUNCTION objection_record_guard();

CREATE FUNCTION objection_reminder_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Objection" o WHERE o.id = NEW."objectionId" AND o."dueAt" = NEW."dueAt"
                 AND (NEW.kind = 'coming' OR product_now() >= o."dueAt")) THEN
    RAISE EXCEPTION 'a reminder is of the day that stands';
  END IF;
  NEW."remindedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER objection_reminder_guard BEFORE INSERT ON "ObjectionReminder" FOR EACH ROW EXECUTE FUNCTION objection_reminder_guard();

-- A hold is decided once: by who may approve a change, or, through its objection, by the account itself (objection_moves
-- and objections_end, which run as the owner). A change is applied to an account that was told of it, and to none that
-- objects to it.
CREATE OR REPLACE FUNCTION hold_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW."changeId", NEW."accountId", NEW.reason, NEW."createdAt") <> (OLD.id, OLD."changeId", OLD."accountId", OLD.reason, OLD."createdAt")
     OR OLD.decision IS NOT NULL THEN
    RAISE EXCEPTION 'a hold is decided once and stays as it is';
  END IF;
  IF NEW.decision IS NULL THEN NEW."decidedAt" := NULL; RETURN NEW; END IF;
  PERFORM objection_turn(OLD."changeId", OLD."accountId");
  IF NEW.decision = 'apply' AND EXISTS (SELECT 1 FROM "Objection" o
      WHERE o."changeId" = OLD."changeId" AND o."accountId" = OLD."accountId" AND is_open(o.state)) THEN
    RAISE EXCEPTION 'the account objects to the change: its objection is settled first';
  END IF;
  NEW."decidedAt" := product_now();
  IF current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID) THEN RETURN NEW; END IF;
  IF NEW.sealed IS NULL THEN RAISE EXCEPTION 'a decision on a hold says why'; END IF;
  IF NOT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = NEW."decidedById" AND p."staffRoles" && ARRAY['trust-manager', 'dpo']::"StaffRole"[]) THEN
    RAISE EXCEPTION 'a trust manager or the data protection officer decides on a hold';
  END IF;
  IF NEW.decision = 'apply' AND account_window_until(OLD."changeId", OLD."accountId") IS NULL THEN
    RAISE EXCEPTION 'a change is applied to an account that was told of it';
  END IF;
  RETURN NEW;
END $$;
