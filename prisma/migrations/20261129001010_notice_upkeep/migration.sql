-- The job that follows messages which were not taken looks every minute for accounts whose own time may not be over.
CREATE INDEX account_notice_recent ON "AccountNotice" (greatest("preparedAt", "givenAt"));

-- Why the first attempts at a change's notice are not settled: every active account must have its text and recipients, and
-- each first message an outcome. Null: they are settled. The job asks this before it moves a change, and settle_notice when
-- it does.
CREATE FUNCTION notice_unsettled(change uuid) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  notice uuid := (SELECT n.id FROM "Notice" n WHERE n."changeId" = change AND n.kind = 'change');
BEGIN
  IF notice IS NULL THEN RETURN 'this change has no notice'; END IF;
  IF EXISTS (SELECT 1 FROM "Account" a WHERE a."closedAt" IS NULL
             AND NOT EXISTS (SELECT 1 FROM "AccountNotice" n WHERE n."noticeId" = notice AND n."accountId" = a.id AND n."preparedAt" IS NOT NULL)) THEN
    RETURN 'an active account is not on the list of this notice';
  END IF;
  IF EXISTS (SELECT 1 FROM "Delivery" d WHERE d."noticeId" = notice AND d."accountId" IS NOT NULL AND d."replacesId" IS NULL AND d.state = 'queued') THEN
    RETURN 'a first message of this notice has no outcome yet';
  END IF;
  RETURN NULL;
END $$;

-- @returns when the last account was told; null where none was
CREATE OR REPLACE FUNCTION settle_notice(change uuid) RETURNS timestamptz LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  reason text := notice_unsettled(change);
BEGIN
  IF reason IS NOT NULL THEN RAISE EXCEPTION '%', reason; END IF;
  RETURN (SELECT max(a."givenAt") FROM "AccountNotice" a JOIN "Notice" n ON n.id = a."noticeId"
          WHERE n."changeId" = change AND n.kind = 'change');
END $$;
