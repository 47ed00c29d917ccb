CREATE TYPE "NoticeKind" AS ENUM ('change', 'withdrawal', 'incident', 'advisory');
CREATE TYPE "NoticeRelation" AS ENUM ('touches', 'stays-excluded', 'does-not-touch');
CREATE TYPE "DeliveryState" AS ENUM ('queued', 'accepted', 'failed', 'bounced', 'cancelled');
CREATE TYPE "HoldReason" AS ENUM ('unreached', 'objection');
CREATE TYPE "HoldDecision" AS ENUM ('apply', 'exclude');
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "changeId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "listedAt" TIMESTAMPTZ(6),
    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "NoticeText" (
    "noticeId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "NoticeText_pkey" PRIMARY KEY ("noticeId","locale")
);
CREATE TABLE "AccountNotice" (
    "noticeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "relation" "NoticeRelation",
    "sealed" BYTEA,
    "preparedAt" TIMESTAMPTZ(6),
    "givenAt" TIMESTAMPTZ(6),
    CONSTRAINT "AccountNotice_pkey" PRIMARY KEY ("noticeId","accountId")
);
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "accountId" UUID,
    "subscriptionId" UUID,
    "replacesId" UUID,
    "sealed" BYTEA,
    "messageId" TEXT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "serverResponse" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "acceptedAt" TIMESTAMPTZ(6),
    "settledAt" TIMESTAMPTZ(6),
    "bouncedAt" TIMESTAMPTZ(6),
    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "NoticeRecord" (
    "noticeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "recordedById" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "NoticeRecord_pkey" PRIMARY KEY ("noticeId","accountId")
);
CREATE TABLE "NoticeReceipt" (
    "noticeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "confirmedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "NoticeReceipt_pkey" PRIMARY KEY ("noticeId","membershipId")
);
CREATE TABLE "Hold" (
    "id" UUID NOT NULL,
    "changeId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "reason" "HoldReason" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "decision" "HoldDecision",
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(6),
    "sealed" BYTEA,
    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Notice_changeId_kind_key" ON "Notice"("changeId", "kind");
CREATE INDEX "Notice_publisher_createdAt_idx" ON "Notice"("publisher", "createdAt" DESC);
CREATE INDEX "AccountNotice_accountId_createdAt_idx" ON "AccountNotice"("accountId", "createdAt" DESC);
CREATE UNIQUE INDEX "Delivery_replacesId_key" ON "Delivery"("replacesId");
CREATE UNIQUE INDEX "Delivery_messageId_key" ON "Delivery"("messageId");
CREATE INDEX "Delivery_noticeId_accountId_idx" ON "Delivery"("noticeId", "accountId");
CREATE INDEX "Delivery_noticeId_state_idx" ON "Delivery"("noticeId", "state");
CREATE INDEX "NoticeReceipt_noticeId_accountId_idx" ON "NoticeReceipt"("noticeId", "accountId");
CREATE INDEX "Hold_accountId_createdAt_idx" ON "Hold"("accountId", "createdAt" DESC);
CREATE INDEX "Hold_changeId_idx" ON "Hold"("changeId");
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "SubProcessorChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "NoticeText" ADD CONSTRAINT "NoticeText_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AccountNotice" ADD CONSTRAINT "AccountNotice_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AccountNotice" ADD CONSTRAINT "AccountNotice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "Notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_noticeId_accountId_fkey" FOREIGN KEY ("noticeId", "accountId") REFERENCES "AccountNotice"("noticeId", "accountId") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "NoticeRecord" ADD CONSTRAINT "NoticeRecord_noticeId_accountId_fkey" FOREIGN KEY ("noticeId", "accountId") REFERENCES "AccountNotice"("noticeId", "accountId") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "NoticeRecord" ADD CONSTRAINT "NoticeRecord_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "NoticeReceipt" ADD CONSTRAINT "NoticeReceipt_noticeId_accountId_fkey" FOREIGN KEY ("noticeId", "accountId") REFERENCES "AccountNotice"("noticeId", "accountId") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "NoticeReceipt" ADD CONSTRAINT "NoticeReceipt_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "SubProcessorChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A notice and who is told. As in change_clock, times are stamped here and never taken from who writes.

ALTER TABLE "Notice" ADD CONSTRAINT subject CHECK ((kind IN ('change', 'withdrawal')) = ("changeId" IS NOT NULL));
ALTER TABLE "AccountNotice" ADD CONSTRAINT prepared CHECK (("preparedAt" IS NULL) = (sealed IS NULL));
-- A subscriber's address stands in the subscription alone, so that unsubscribing erases it.
ALTER TABLE "Delivery" ADD CONSTRAINT recipient CHECK (
  ("accountId" IS NULL) = ("subscriptionId" IS NOT NULL) AND ("accountId" IS NULL) = (sealed IS NULL));
CREATE UNIQUE INDEX one_message_a_subscriber ON "Delivery" ("noticeId", "subscriptionId")
  WHERE "subscriptionId" IS NOT NULL AND "replacesId" IS NULL;
-- What is due, contractual recipients first: the clock waits for them.
CREATE INDEX delivery_due ON "Delivery" (("accountId" IS NULL), "dueAt") WHERE state = 'queued';
CREATE UNIQUE INDEX one_open_hold ON "Hold" ("changeId", "accountId", reason) WHERE decision IS NULL;
ALTER TABLE "Hold" ADD CONSTRAINT decided CHECK (
  (decision IS NULL) = ("decidedAt" IS NULL) AND (decision IS NULL) = ("decidedById" IS NULL) AND (decision IS NULL) = (sealed IS NULL));

-- Until when an account may object: its own notice time, and never before the change's own. Null while it is not fixed, or
-- the account was not told.
CREATE FUNCTION account_window_until(change uuid, account uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN c.waits THEN greatest(c."effectiveAt", a."givenAt" + notice_time(c."noticeDays")) ELSE c."effectiveAt" END
  FROM "SubProcessorChange" c JOIN "Notice" n ON n."changeId" = c.id AND n.kind = 'change'
  JOIN "AccountNotice" a ON a."noticeId" = n.id AND a."accountId" = account
  WHERE c.id = change AND c.state <> 'withdrawn' AND c."effectiveAt" IS NOT NULL AND a."givenAt" IS NOT NULL
$$;

-- When a change is in force for an account. Null where that is not fixed: not told, on hold, or decided to stay without it.
CREATE FUNCTION account_effective_at(change uuid, account uuid) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM "Hold" h WHERE h."changeId" = change AND h."accountId" = account AND h.decision IS DISTINCT FROM 'apply')
    THEN NULL
    ELSE greatest(w.until, (SELECT max(h."decidedAt") FROM "Hold" h WHERE h."changeId" = change AND h."accountId" = account)) END
  FROM (SELECT account_window_until(change, account) AS until) w WHERE w.until IS NOT NULL
$$;

CREATE FUNCTION notice_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (to_jsonb(NEW) - 'listedAt') <> (to_jsonb(OLD) - 'listedAt') THEN RAISE EXCEPTION 'a notice stays as it is'; END IF;
    NEW."listedAt" := coalesce(OLD."listedAt", CASE WHEN NEW."listedAt" IS NOT NULL THEN product_now() END);
    RETURN NEW;
  END IF;
  IF NEW.kind = 'change' AND NOT EXISTS (SELECT 1 FROM "SubProcessorChange" c WHERE c.id = NEW."changeId" AND c.state = 'approved')
     OR NEW.kind = 'withdrawal' AND NOT EXISTS (SELECT 1 FROM "SubProcessorChange" c WHERE c.id = NEW."changeId" AND c.state = 'withdrawn') THEN
    RAISE EXCEPTION 'notice is given of a change that is approved, and again where it is withdrawn';
  END IF;
  NEW."createdAt" := product_now();
  NEW."listedAt" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_guard BEFORE INSERT OR UPDATE ON "Notice" FOR EACH ROW EXECUTE FUNCTION notice_guard();

-- Approval puts every active account on the list, and a withdrawal tells whoever may have been told. An account that is
-- made at the same moment takes the same lock, so that one of the two sees the other.
CREATE FUNCTION change_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  notice uuid := gen_random_uuid();
BEGIN
  IF NEW.state = OLD.state THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('account-list'));
  IF NEW.state = 'approved' THEN
    INSERT INTO "Notice" (id, publisher, kind, "changeId") VALUES (notice, NEW.publisher, 'change', NEW.id);
    INSERT INTO "AccountNotice" ("noticeId", "accountId") SELECT notice, a.id FROM "Account" a WHERE a."closedAt" IS NULL;
  ELSIF NEW.state = 'withdrawn' AND OLD.state <> 'draft' THEN
    UPDATE "Delivery" d SET state = 'cancelled' FROM "Notice" n
      WHERE n.id = d."noticeId" AND n."changeId" = NEW.id AND n.kind = 'change' AND d.state = 'queued';
    INSERT INTO "Notice" (id, publisher, kind, "changeId") VALUES (notice, NEW.publisher, 'withdrawal', NEW.id);
    INSERT INTO "AccountNotice" ("noticeId", "accountId")
      SELECT notice, a."accountId" FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId" AND n."changeId" = NEW.id AND n.kind = 'change'
      WHERE a."givenAt" IS NOT NULL OR EXISTS (
        SELECT 1 FROM "Delivery" d WHERE d."noticeId" = a."noticeId" AND d."accountId" = a."accountId" AND d.attempts > 0);
  ELSIF NEW.state = 'effective' AND NEW.waits THEN
    INSERT INTO "Hold" (id, "changeId", "accountId", reason)
      SELECT gen_random_uuid(), NEW.id, a."accountId", 'unreached' FROM "AccountNotice" a
      JOIN "Notice" n ON n.id = a."noticeId" AND n."changeId" = NEW.id AND n.kind = 'change'
      JOIN "Account" c ON c.id = a."accountId" AND c."closedAt" IS NULL
      WHERE a."givenAt" IS NULL
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER change_list AFTER UPDATE ON "SubProcessorChange" FOR EACH ROW EXECUTE FUNCTION change_list();

CREATE FUNCTION account_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."closedAt" IS NOT NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtext('account-list'));
  INSERT INTO "AccountNotice" ("noticeId", "accountId")
    SELECT n.id, NEW.id FROM "Notice" n
    JOIN "SubProcessorChange" c ON c.id = n."changeId" AND c.state IN ('approved', 'noticed')
    WHERE n.kind = 'change'
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER account_list AFTER INSERT OR UPDATE OF "closedAt" ON "Account" FOR EACH ROW EXECUTE FUNCTION account_list();

-- The first attempts at a change's notice are settled: every active account has its text and recipients, and each first
-- message an outcome. @returns when the last account was told; null where none was
CREATE FUNCTION settle_notice(change uuid) RETURNS timestamptz LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  notice uuid := (SELECT n.id FROM "Notice" n WHERE n."changeId" = change AND n.kind = 'change');
BEGIN
  IF EXISTS (SELECT 1 FROM "Account" a WHERE a."closedAt" IS NULL
             AND NOT EXISTS (SELECT 1 FROM "AccountNotice" n WHERE n."noticeId" = notice AND n."accountId" = a.id AND n."preparedAt" IS NOT NULL)) THEN
    RAISE EXCEPTION 'an active account is not on the list of this notice';
  END IF;
  IF EXISTS (SELECT 1 FROM "Delivery" d WHERE d."noticeId" = notice AND d."accountId" IS NOT NULL AND d."replacesId" IS NULL AND d.state = 'queued') THEN
    RAISE EXCEPTION 'a first message of this notice has no outcome yet';
  END IF;
  RETURN (SELECT max(n."givenAt") FROM "AccountNotice" n WHERE n."noticeId" = notice);
END $$;

CREATE FUNCTION account_notice_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM 1 FROM "SubProcessorChange" c JOIN "Notice" n ON n."changeId" = c.id AND n.id = NEW."noticeId"
      WHERE n.kind = 'change' AND c.state NOT IN ('approved', 'noticed');
    IF FOUND THEN RAISE EXCEPTION 'the list of this notice is closed'; END IF;
    NEW."createdAt" := product_now();
    NEW.relation := NULL; NEW.sealed := NULL; NEW."preparedAt" := NULL; NEW."givenAt" := NULL;
    RETURN NEW;
  END IF;
  IF (NEW."noticeId", NEW."accountId", NEW."createdAt") <> (OLD."noticeId", OLD."accountId", OLD."createdAt")
     OR OLD."preparedAt" IS NOT NULL AND (NEW.sealed, NEW.relation) IS DISTINCT FROM (OLD.sealed, OLD.relation) THEN
    RAISE EXCEPTION 'what an account was told stays as it is';
  END IF;
  NEW."preparedAt" := coalesce(OLD."preparedAt", CASE WHEN NEW.sealed IS NOT NULL THEN product_now() END);
  RETURN NEW;
END $$;
CREATE TRIGGER account_notice_guard BEFORE INSERT OR UPDATE ON "AccountNotice" FOR EACH ROW EXECUTE FUNCTION account_notice_guard();

CREATE FUNCTION delivery_insert_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
BEGIN
  IF NEW."replacesId" IS NOT NULL THEN
    IF NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d.id = NEW."replacesId" AND d."noticeId" = NEW."noticeId"
                   AND d."accountId" = NEW."accountId" AND d.state IN ('failed', 'bounced')) THEN
      RAISE EXCEPTION 'a message follows one of the same notice and account that failed or came back';
    END IF;
  ELSIF NEW."accountId" IS NOT NULL THEN
    -- First recipients are frozen with the text: later ones follow a message, or an account that had no recipient at all.
    IF EXISTS (SELECT 1 FROM "AccountNotice" n WHERE n."noticeId" = NEW."noticeId" AND n."accountId" = NEW."accountId" AND n."preparedAt" IS NOT NULL)
       AND EXISTS (SELECT 1 FROM "Delivery" d WHERE d."noticeId" = NEW."noticeId" AND d."accountId" = NEW."accountId") THEN
      RAISE EXCEPTION 'the first recipients of this notice are frozen';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM "Notice" n WHERE n.id = NEW."noticeId" AND n."listedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'the list of subscribers of this notice is closed';
  END IF;
  -- Locked, so that no message is queued behind the back of a withdrawal.
  PERFORM 1 FROM "SubProcessorChange" c JOIN "Notice" n ON n."changeId" = c.id AND n.kind = 'change' WHERE n.id = NEW."noticeId" FOR SHARE OF c;
  IF EXISTS (SELECT 1 FROM "Notice" n JOIN "SubProcessorChange" c ON c.id = n."changeId"
             WHERE n.id = NEW."noticeId" AND n.kind = 'change' AND c.state = 'withdrawn') THEN
    RAISE EXCEPTION 'the change is withdrawn: nobody is told of it any more';
  END IF;
  NEW.state := 'queued'; NEW.attempts := 0; NEW."serverResponse" := NULL; NEW."dueAt" := moment;
  NEW."createdAt" := moment; NEW."acceptedAt" := NULL; NEW."settledAt" := NULL; NEW."bouncedAt" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_insert_guard BEFORE INSERT ON "Delivery" FOR EACH ROW EXECUTE FUNCTION delivery_insert_guard();

CREATE FUNCTION delivery_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  moment timestamptz := product_now();
  stamps CONSTANT text[] := ARRAY['state', 'attempts', 'dueAt', 'serverResponse', 'acceptedAt', 'settledAt', 'bouncedAt'];
BEGIN
  IF (to_jsonb(NEW) - stamps) <> (to_jsonb(OLD) - stamps) THEN RAISE EXCEPTION 'to whom a message went stays as it is'; END IF;
  NEW."acceptedAt" := OLD."acceptedAt"; NEW."settledAt" := OLD."settledAt"; NEW."bouncedAt" := OLD."bouncedAt";
  IF NEW.state = OLD.state THEN
    IF OLD.state <> 'queued' AND (NEW."serverResponse", NEW.attempts, NEW."dueAt") IS DISTINCT FROM (OLD."serverResponse", OLD.attempts, OLD."dueAt") THEN
      RAISE EXCEPTION 'the outcome of a message stays as it is';
    END IF;
  -- A message that was on its way when its change was withdrawn has arrived all the same.
  ELSIF NEW.state = 'accepted' AND (OLD.state = 'queued' OR OLD.state = 'cancelled' AND OLD.attempts > 0) THEN
    NEW."settledAt" := moment;
    NEW."acceptedAt" := moment;
  ELSIF OLD.state = 'queued' AND NEW.state = 'failed' THEN
    NEW."settledAt" := moment;
  ELSIF OLD.state = 'queued' AND NEW.state = 'cancelled' THEN
    IF NOT EXISTS (SELECT 1 FROM "Notice" n JOIN "SubProcessorChange" c ON c.id = n."changeId"
                   WHERE n.id = OLD."noticeId" AND n.kind = 'change' AND c.state = 'withdrawn')
       AND OLD."accountId" IS NOT NULL THEN
      RAISE EXCEPTION 'a contractual message is cancelled by the withdrawal of its change alone';
    END IF;
    NEW."settledAt" := moment;
  ELSIF OLD.state = 'accepted' AND NEW.state = 'bounced' THEN
    NEW."bouncedAt" := moment;
  ELSE
    RAISE EXCEPTION 'a message does not go from % to %', OLD.state, NEW.state;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_guard BEFORE UPDATE ON "Delivery" FOR EACH ROW EXECUTE FUNCTION delivery_guard();

-- Notice is given with the first message that the mail server takes. One that comes back before the account's own time
-- takes it back; a later one undoes nothing.
CREATE FUNCTION delivery_gives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  change uuid;
BEGIN
  IF NEW.state = OLD.state OR NEW."accountId" IS NULL THEN RETURN NULL; END IF;
  PERFORM 1 FROM "AccountNotice" n WHERE n."noticeId" = NEW."noticeId" AND n."accountId" = NEW."accountId" FOR UPDATE;
  IF NEW.state = 'accepted' THEN
    UPDATE "AccountNotice" SET "givenAt" = NEW."acceptedAt"
      WHERE "noticeId" = NEW."noticeId" AND "accountId" = NEW."accountId" AND "givenAt" IS NULL;
  ELSIF NEW.state = 'bounced' THEN
    SELECT n."changeId" INTO change FROM "Notice" n WHERE n.id = NEW."noticeId" AND n.kind = 'change';
    IF product_now() >= account_window_until(change, NEW."accountId") THEN RETURN NULL; END IF;
    UPDATE "AccountNotice" SET "givenAt" = least(
        (SELECT min(d."acceptedAt") FROM "Delivery" d
         WHERE d."noticeId" = NEW."noticeId" AND d."accountId" = NEW."accountId" AND d.state = 'accepted'),
        (SELECT r."recordedAt" FROM "NoticeRecord" r WHERE r."noticeId" = NEW."noticeId" AND r."accountId" = NEW."accountId"))
      WHERE "noticeId" = NEW."noticeId" AND "accountId" = NEW."accountId";
    -- Back to unreached after the change took effect for the others: it stays out of force for this account.
    INSERT INTO "Hold" (id, "changeId", "accountId", reason)
      SELECT gen_random_uuid(), c.id, NEW."accountId", 'unreached' FROM "SubProcessorChange" c
      JOIN "AccountNotice" a ON a."noticeId" = NEW."noticeId" AND a."accountId" = NEW."accountId" AND a."givenAt" IS NULL
      WHERE c.id = change AND c.state = 'effective' AND c.waits
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_gives AFTER UPDATE ON "Delivery" FOR EACH ROW EXECUTE FUNCTION delivery_gives();

-- Staff told the account another way (by post, in a meeting) and say so: given from now on, never earlier.
CREATE FUNCTION notice_record_gives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = NEW."recordedById" AND p."staffRoles" && ARRAY['trust-manager', 'dpo']::"StaffRole"[]) THEN
    RAISE EXCEPTION 'a trust manager or the data protection officer records a notice';
  END IF;
  NEW."recordedAt" := product_now();
  UPDATE "AccountNotice" SET "givenAt" = NEW."recordedAt"
    WHERE "noticeId" = NEW."noticeId" AND "accountId" = NEW."accountId" AND "givenAt" IS NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_record_gives BEFORE INSERT ON "NoticeRecord" FOR EACH ROW EXECUTE FUNCTION notice_record_gives();

CREATE FUNCTION notice_receipt_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Membership" m WHERE m.id = NEW."membershipId" AND m."accountId" = NEW."accountId" AND m."revokedAt" IS NULL) THEN
    RAISE EXCEPTION 'a contact of the account confirms its receipt';
  END IF;
  NEW."confirmedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER notice_receipt_guard BEFORE INSERT ON "NoticeReceipt" FOR EACH ROW EXECUTE FUNCTION notice_receipt_guard();

-- A hold is decided once, by who may approve a change. A change is applied to an account that was told of it.
CREATE FUNCTION hold_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW."changeId", NEW."accountId", NEW.reason, NEW."createdAt") <> (OLD.id, OLD."changeId", OLD."accountId", OLD.reason, OLD."createdAt")
     OR OLD.decision IS NOT NULL THEN
    RAISE EXCEPTION 'a hold is decided once and stays as it is';
  END IF;
  IF NEW.decision IS NULL THEN NEW."decidedAt" := NULL; RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = NEW."decidedById" AND p."staffRoles" && ARRAY['trust-manager', 'dpo']::"StaffRole"[]) THEN
    RAISE EXCEPTION 'a trust manager or the data protection officer decides on a hold';
  END IF;
  IF NEW.decision = 'apply' AND account_window_until(OLD."changeId", OLD."accountId") IS NULL THEN
    RAISE EXCEPTION 'a change is applied to an account that was told of it';
  END IF;
  NEW."decidedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER hold_guard BEFORE UPDATE ON "Hold" FOR EACH ROW EXECUTE FUNCTION hold_guard();
