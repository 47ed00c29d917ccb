-- What Prisma's schema language cannot say. Privileges of the application's role are in scripts/database-roles.ts.

ALTER TABLE "Deployment" ADD CONSTRAINT one_row CHECK (id = 1);

-- A person has one live membership; an address has one open request.
CREATE UNIQUE INDEX one_live_membership ON "Membership" ("personId") WHERE "revokedAt" IS NULL;
CREATE UNIQUE INDEX one_open_request ON "AccessRequest" ("emailIndex") WHERE state IN ('unconfirmed', 'waiting');

-- The first signature of a version by an account: two at once cannot both be first. Later ones name the one they supersede.
CREATE UNIQUE INDEX one_first_signature ON "Signature" ("accountId", "agreementVersionId") WHERE "supersedesId" IS NULL;

ALTER TABLE "AccountDomain" ADD CONSTRAINT lower_case CHECK (domain = lower(domain));
ALTER TABLE "DocumentVersion" ADD CONSTRAINT valid_order CHECK ("validUntil" IS NULL OR "validUntil" > "validFrom");
ALTER TABLE "AccessRequest" ADD CONSTRAINT decided_when CHECK ((state IN ('let-in', 'approved', 'declined')) = ("decidedAt" IS NOT NULL));

-- Evidence keeps the database's time.
CREATE FUNCTION stamp_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'AgreementPresentation' THEN NEW."presentedAt" := product_now();
    WHEN 'Signature' THEN NEW."signedAt" := product_now();
    WHEN 'SignatureRecord' THEN NEW."sealedAt" := product_now();
    WHEN 'Acknowledgement' THEN NEW."acknowledgedAt" := product_now();
    WHEN 'Download' THEN NEW."createdAt" := product_now();
    WHEN 'Session' THEN NEW."authenticatedAt" := product_now();
  END CASE;
  RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT ON "AgreementPresentation" FOR EACH ROW EXECUTE FUNCTION stamp_evidence();
CREATE TRIGGER stamp BEFORE INSERT ON "Signature" FOR EACH ROW EXECUTE FUNCTION stamp_evidence();
CREATE TRIGGER stamp BEFORE INSERT ON "SignatureRecord" FOR EACH ROW EXECUTE FUNCTION stamp_evidence();
CREATE TRIGGER stamp BEFORE INSERT ON "Acknowledgement" FOR EACH ROW EXECUTE FUNCTION stamp_evidence();
CREATE TRIGGER stamp BEFORE INSERT ON "Download" FOR EACH ROW EXECUTE FUNCTION stamp_evidence();
CREATE TRIGGER stamp BEFORE INSERT ON "Session" FOR EACH ROW EXECUTE FUNCTION stamp_evidence();

-- Audit events. The canonical record is UTF-8 lines, so that anyone can hash it without a JSON dialect:
--   trust-centre audit event v1
--   id, time (UTC, microseconds), kind, actor, account, subject, data key ("-" where there is none), payload in base64
CREATE FUNCTION audit_record(id uuid, at timestamptz, kind text, actor uuid, account uuid, subject uuid, data_key uuid, payload bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_to(
    'trust-centre audit event v1' || E'\n' || id || E'\n'
    || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || E'\n' || kind || E'\n'
    || coalesce(actor::text, '-') || E'\n' || coalesce(account::text, '-') || E'\n' || coalesce(subject::text, '-') || E'\n'
    || coalesce(data_key::text, '-') || E'\n' || translate(encode(payload, 'base64'), E'\n', '') || E'\n',
    'UTF8')
$$;

-- The application's role has no INSERT on the log: this is the only way in, and it stamps the time itself.
CREATE FUNCTION audit_append(id uuid, kind text, actor uuid, account uuid, subject uuid, data_key uuid, payload bytea)
RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moment timestamptz := product_now();
BEGIN
  IF kind !~ '^[a-z][a-z.-]{2,63}$' THEN RAISE EXCEPTION 'audit kind % is not in lower-case words', kind; END IF;
  INSERT INTO "AuditEvent" (id, at, kind, "actorId", "accountId", "subjectId", "dataKeyId", payload, record)
  VALUES (id, moment, kind, actor, account, subject, data_key, payload,
          audit_record(id, moment, kind, actor, account, subject, data_key, payload));
  RETURN moment;
END $$;

CREATE INDEX audit_unsequenced ON "AuditEvent" (sequence) WHERE position IS NULL;

-- Chains committed events in the order in which they are seen, one caller at a time. Leaf = SHA-256(0x00 || record)
-- as in RFC 6962 section 2.1, chain = SHA-256(previous chain || leaf), the first over 32 zero bytes.
CREATE FUNCTION audit_sequence(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer := 0;
  place bigint;
  chain bytea;
  leaf bytea;
  event record;
BEGIN
  PERFORM pg_advisory_xact_lock(7238401);
  SELECT e.position, e."chainHash" INTO place, chain FROM "AuditEvent" e WHERE e.position IS NOT NULL ORDER BY e.position DESC LIMIT 1;
  place := coalesce(place, -1);
  chain := coalesce(chain, decode(repeat('00', 32), 'hex'));
  FOR event IN SELECT e.id, e.record FROM "AuditEvent" e WHERE e.position IS NULL ORDER BY e.sequence LIMIT most LOOP
    leaf := sha256('\x00'::bytea || event.record);
    chain := sha256(chain || leaf);
    place := place + 1;
    UPDATE "AuditEvent" e SET position = place, "leafHash" = leaf, "chainHash" = chain WHERE e.id = event.id;
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;

-- Even the owner's role changes an event only by giving it its place, once.
CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
     AND (NEW.id, NEW.sequence, NEW.at, NEW.kind, NEW.payload, NEW.record) = (OLD.id, OLD.sequence, OLD.at, OLD.kind, OLD.payload, OLD.record)
     AND (NEW."actorId", NEW."accountId", NEW."subjectId", NEW."dataKeyId") IS NOT DISTINCT FROM (OLD."actorId", OLD."accountId", OLD."subjectId", OLD."dataKeyId")
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_guard BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION audit_guard();
CREATE TRIGGER audit_guard_truncate BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION audit_guard();
