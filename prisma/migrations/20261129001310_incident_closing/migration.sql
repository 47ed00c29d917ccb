-- An incident ends once whoever had to be told is told: afterwards no update could be sent, and no clock would warn.

CREATE FUNCTION incident_closing_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW."asController" AND NEW."regulatorToldAt" IS NULL THEN
    RAISE EXCEPTION 'the authority is told before an incident is closed';
  END IF;
  IF incident_customers_told_at(NEW.id) IS NULL AND EXISTS (
       SELECT 1 FROM "IncidentAccount" c JOIN "Account" k ON k.id = c."accountId" AND k."closedAt" IS NULL
       WHERE c."incidentId" = NEW.id) THEN
    RAISE EXCEPTION 'the accounts concerned are told before an incident is closed';
  END IF;
  RETURN NEW;
END $$;
-- After incident_guard, by its name: that one stamps the time at which it was closed.
CREATE TRIGGER incident_guard_closing BEFORE UPDATE ON "Incident" FOR EACH ROW
  WHEN (NEW."closedById" IS NOT NULL) EXECUTE FUNCTION incident_closing_guard();
