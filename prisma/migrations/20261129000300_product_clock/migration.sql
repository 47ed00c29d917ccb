-- Every time of evidence comes from product_now(). In the demonstration alone it can be set ahead, so that a person can
-- watch windows pass (npm run demo:time): the owner's role writes how far, the application's role may only read it.
CREATE TABLE "ClockOffset" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "aheadSeconds" BIGINT NOT NULL,

    CONSTRAINT "ClockOffset_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "ClockOffset" ADD CONSTRAINT one_row CHECK (id = 1);
-- Ten years: beyond that dates mean nothing to a reader, and a slip of the fingers is likelier than a wish.
ALTER TABLE "ClockOffset" ADD CONSTRAINT ahead_only CHECK ("aheadSeconds" BETWEEN 0 AND 315360000);

-- Seconds, not days: a day of a zone with daylight-saving time may have 23 or 25 hours.
CREATE OR REPLACE FUNCTION product_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT now() + coalesce((SELECT make_interval(secs => o."aheadSeconds") FROM public."ClockOffset" o WHERE o.id = 1), interval '0')
$$;

-- Not even the owner moves the clock of a deployment that is no demonstration, nor any clock back: events would stand in
-- the audit chain before those that they followed.
CREATE FUNCTION clock_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION 'the clock is never set back'; END IF;
  IF NOT EXISTS (SELECT 1 FROM "Deployment" WHERE demo) THEN
    RAISE EXCEPTION 'only the clock of a demonstration can be set ahead';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW."aheadSeconds" < OLD."aheadSeconds" THEN RAISE EXCEPTION 'the clock is never set back'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clock_guard BEFORE INSERT OR UPDATE OR DELETE ON "ClockOffset" FOR EACH ROW EXECUTE FUNCTION clock_guard();
CREATE TRIGGER clock_guard_truncate BEFORE TRUNCATE ON "ClockOffset" FOR EACH STATEMENT EXECUTE FUNCTION clock_guard();
