-- A publisher that names nobody yet has a register too: without one its first sub-processor would come in by an edit of
-- the file, with no notice. Since when it is kept does not depend on its entries.
CREATE TABLE "Register" (
    "publisher" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    CONSTRAINT "Register_pkey" PRIMARY KEY ("publisher")
);
CREATE INDEX "SubProcessorChange_publisher_noticedAt_idx" ON "SubProcessorChange"("publisher", "noticedAt" DESC);
CREATE INDEX "SubProcessorVersion_effectiveUntil_idx" ON "SubProcessorVersion"("effectiveUntil");

INSERT INTO "Register" (publisher, "madeAt")
  SELECT s.publisher, min(v."effectiveFrom") FROM "SubProcessor" s JOIN "SubProcessorVersion" v ON v."subProcessorId" = s.id
  GROUP BY s.publisher;

-- As in register_guard, but an empty array makes a register without entries. Returns whether the register was made now.
CREATE OR REPLACE FUNCTION make_register(publisher_name text, entries jsonb)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry record;
  made uuid;
BEGIN
  IF jsonb_typeof(entries) IS DISTINCT FROM 'array' THEN RAISE EXCEPTION 'a register is made of an array of entries'; END IF;
  -- The unique key would not do: servers with different files would mix them into one register.
  PERFORM pg_advisory_xact_lock(hashtextextended('register/' || publisher_name, 0));
  IF EXISTS (SELECT 1 FROM "Register" WHERE publisher = publisher_name) THEN RETURN false; END IF;
  INSERT INTO "Register" (publisher, "madeAt") VALUES (publisher_name, product_now());
  FOR entry IN SELECT item.value AS fact, item.ordinality AS place FROM jsonb_array_elements(entries) WITH ORDINALITY item LOOP
    made := gen_random_uuid();
    INSERT INTO "SubProcessor" (id, publisher, slug, position)
    VALUES (made, publisher_name, entry.fact ->> 'slug', entry.place - 1);
    INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name, role, purpose, "dataCategories", location,
      "transferMechanism", certifications, since, "effectiveFrom")
    VALUES (gen_random_uuid(), made, entry.fact ->> 'name', entry.fact ->> 'role', entry.fact ->> 'purpose',
      entry.fact ->> 'dataCategories', entry.fact ->> 'location', entry.fact ->> 'transferMechanism',
      entry.fact ->> 'certifications', (entry.fact ->> 'since')::date, product_now());
  END LOOP;
  RETURN true;
END $$;

-- A newcomer under the id of an entry in force would stand there twice. One register, one approval at a time: what is in
-- force when a change is approved can't be changed meanwhile by another that takes effect.
CREATE FUNCTION change_fits_register() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = OLD.state OR NEW.state NOT IN ('approved', 'effective') THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('register/' || NEW.publisher, 0));
  IF NEW.state <> 'approved' THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM "Register" WHERE publisher = NEW.publisher) THEN
    RAISE EXCEPTION 'there is no register yet that a change could change';
  END IF;
  IF NEW."subProcessorId" IS NULL AND EXISTS (
    SELECT 1 FROM "SubProcessor" s JOIN "SubProcessorVersion" v ON v."subProcessorId" = s.id AND v."effectiveUntil" IS NULL
    WHERE s.publisher = NEW.publisher AND s.slug = NEW.slug AND s.id IS DISTINCT FROM NEW."replacesId") THEN
    RAISE EXCEPTION 'the newcomer is in the register already';
  END IF;
  IF coalesce(NEW."subProcessorId", NEW."replacesId") IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "SubProcessor" s JOIN "SubProcessorVersion" v ON v."subProcessorId" = s.id AND v."effectiveUntil" IS NULL
    WHERE s.publisher = NEW.publisher AND s.id = coalesce(NEW."subProcessorId", NEW."replacesId")) THEN
    RAISE EXCEPTION 'what is to be changed is not in the register';
  END IF;
  RETURN NEW;
END $$;
-- By its name it runs after change_guard, which decides who may do what.
CREATE TRIGGER change_guard_of_register BEFORE UPDATE ON "SubProcessorChange" FOR EACH ROW EXECUTE FUNCTION change_fits_register();
