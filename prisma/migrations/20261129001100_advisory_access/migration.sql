CREATE TABLE "AdvisoryGrant" (
    "id" UUID NOT NULL,
    "publisher" TEXT NOT NULL,
    "advisoryId" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "grantedById" UUID NOT NULL,
    "grantedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "endedById" UUID,
    "endedAt" TIMESTAMPTZ(6),
    CONSTRAINT "AdvisoryGrant_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "FeedToken" (
    "id" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "lastUsedAt" TIMESTAMPTZ(6),
    "revokedAt" TIMESTAMPTZ(6),
    CONSTRAINT "FeedToken_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "AdvisoryGrant_publisher_advisoryId_grantedAt_idx" ON "AdvisoryGrant"("publisher", "advisoryId", "grantedAt");
CREATE INDEX "AdvisoryGrant_accountId_idx" ON "AdvisoryGrant"("accountId");
CREATE UNIQUE INDEX "FeedToken_tokenHash_key" ON "FeedToken"("tokenHash");
CREATE INDEX "FeedToken_membershipId_createdAt_idx" ON "FeedToken"("membershipId", "createdAt");
ALTER TABLE "AdvisoryGrant" ADD CONSTRAINT "AdvisoryGrant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AdvisoryGrant" ADD CONSTRAINT "AdvisoryGrant_grantedById_fkey" FOREIGN KEY ("grantedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "AdvisoryGrant" ADD CONSTRAINT "AdvisoryGrant_endedById_fkey" FOREIGN KEY ("endedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "FeedToken" ADD CONSTRAINT "FeedToken_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who was shown a restricted advisory, from when until when, is evidence: a grant ends and is not deleted.

ALTER TABLE "AdvisoryGrant" ADD CONSTRAINT advisory CHECK ("advisoryId" ~ '^[A-Z]{4}-2[0-9]{3}-[0-9A-HJKMNP-TV-Z]{6}$');
ALTER TABLE "AdvisoryGrant" ADD CONSTRAINT ended CHECK (("endedAt" IS NULL) = ("endedById" IS NULL));
CREATE UNIQUE INDEX one_open_grant ON "AdvisoryGrant" (publisher, "advisoryId", "accountId") WHERE "endedAt" IS NULL;
ALTER TABLE "FeedToken" ADD CONSTRAINT hash CHECK (octet_length("tokenHash") = 32);

CREATE FUNCTION shares_advisories(person uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM "Person" p WHERE p.id = person AND p."staffRoles" && ARRAY['trust-manager', 'security']::"StaffRole"[])
$$;

CREATE FUNCTION advisory_grant_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT shares_advisories(NEW."grantedById") THEN
      RAISE EXCEPTION 'a trust manager or the security staff choose who is shown an advisory';
    END IF;
    PERFORM 1 FROM "Account" a WHERE a.id = NEW."accountId" AND a."closedAt" IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'an advisory is shown to an account that is open'; END IF;
    NEW."grantedAt" := product_now();
    NEW."endedById" := NULL; NEW."endedAt" := NULL;
    RETURN NEW;
  END IF;
  IF OLD."endedAt" IS NOT NULL
     OR (NEW.id, NEW.publisher, NEW."advisoryId", NEW."accountId", NEW."grantedById", NEW."grantedAt")
        <> (OLD.id, OLD.publisher, OLD."advisoryId", OLD."accountId", OLD."grantedById", OLD."grantedAt") THEN
    RAISE EXCEPTION 'a grant ends once and stays as it was';
  END IF;
  NEW."endedAt" := NULL;
  IF NEW."endedById" IS NULL THEN RETURN NEW; END IF;
  IF NOT shares_advisories(NEW."endedById") THEN
    RAISE EXCEPTION 'a trust manager or the security staff choose who is shown an advisory';
  END IF;
  NEW."endedAt" := product_now();
  RETURN NEW;
END $$;
CREATE TRIGGER advisory_grant_guard BEFORE INSERT OR UPDATE ON "AdvisoryGrant" FOR EACH ROW EXECUTE FUNCTION advisory_grant_guard();

-- A feed address is its holder's own: it opens for nobody else, and revoked it never opens again.
CREATE FUNCTION feed_token_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM 1 FROM "Membership" m JOIN "Account" a ON a.id = m."accountId"
      WHERE m.id = NEW."membershipId" AND m."revokedAt" IS NULL AND a."closedAt" IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'a feed address is made for a live contact'; END IF;
    NEW."createdAt" := product_now();
    NEW."lastUsedAt" := NULL; NEW."revokedAt" := NULL;
    RETURN NEW;
  END IF;
  IF OLD."revokedAt" IS NOT NULL
     OR (NEW.id, NEW."membershipId", NEW."tokenHash", NEW."createdAt") <> (OLD.id, OLD."membershipId", OLD."tokenHash", OLD."createdAt") THEN
    RAISE EXCEPTION 'a feed address is revoked once and stays as it was';
  END IF;
  IF NEW."lastUsedAt" IS DISTINCT FROM OLD."lastUsedAt" THEN NEW."lastUsedAt" := product_now(); END IF;
  IF NEW."revokedAt" IS NOT NULL THEN NEW."revokedAt" := product_now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER feed_token_guard BEFORE INSERT OR UPDATE ON "FeedToken" FOR EACH ROW EXECUTE FUNCTION feed_token_guard();
