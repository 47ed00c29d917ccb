CREATE TABLE "BounceClosure" (
    "deliveryId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "closedById" UUID NOT NULL,
    "closedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "BounceClosure_pkey" PRIMARY KEY ("deliveryId")
);
ALTER TABLE "BounceClosure" ADD CONSTRAINT "BounceClosure_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "BounceClosure" ADD CONSTRAINT "BounceClosure_closedById_fkey" FOREIGN KEY ("closedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A message that came back too late to undo anything is settled by a note of staff.
CREATE FUNCTION bounce_closure_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d.id = NEW."deliveryId" AND d."accountId" IS NOT NULL AND d.state = 'bounced') THEN
    RAISE EXCEPTION 'a message of an account that came back is closed with a note';
  END IF;
  NEW."closedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER bounce_closure_guard BEFORE INSERT ON "BounceClosure" FOR EACH ROW EXECUTE FUNCTION bounce_closure_guard();

-- What the jobs and the worklist look for every minute is a handful of rows among all there ever were.
CREATE INDEX account_notice_waiting ON "AccountNotice" ("noticeId", "accountId") WHERE "preparedAt" IS NULL;
CREATE INDEX account_notice_not_given ON "AccountNotice" ("noticeId", "accountId") WHERE "givenAt" IS NULL;
CREATE INDEX delivery_not_taken ON "Delivery" ("noticeId", "accountId") WHERE state IN ('failed', 'bounced');
