-- The register is promised to customers: its rows come in through this function alone, once for each publisher. The
-- application's role has no INSERT, UPDATE or DELETE on the two tables (scripts/database-roles.ts), so that no form, edited
-- file or direct query changes who is used, where or since when. Times are the database's own.
--   entries: a JSON array of { slug, name, role, purpose, dataCategories, location, transferMechanism, certifications,
--   since } in the publisher's order; null is "not stated by the publisher", since is a day, YYYY-MM-DD.
-- Returns whether the register was made now.
CREATE FUNCTION make_register(publisher_name text, entries jsonb)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entry record;
  made uuid;
BEGIN
  IF jsonb_typeof(entries) IS DISTINCT FROM 'array' OR jsonb_array_length(entries) = 0 THEN
    RAISE EXCEPTION 'a register is made of at least one entry';
  END IF;
  -- The unique key would not do: servers with different files would mix them into one register.
  PERFORM pg_advisory_xact_lock(hashtextextended('register/' || publisher_name, 0));
  IF EXISTS (SELECT 1 FROM "SubProcessor" WHERE publisher = publisher_name) THEN RETURN false; END IF;
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
