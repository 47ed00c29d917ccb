-- CreateTable
CREATE TABLE "OrderForm" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "regions" TEXT[],
    "services" TEXT[],
    "restricted" BOOLEAN NOT NULL DEFAULT false,
    "approvedSubProcessors" TEXT[],
    "sealed" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT product_now(),
    "endedAt" TIMESTAMPTZ(6),

    CONSTRAINT "OrderForm_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OrderForm_accountId_reference_key" ON "OrderForm"("accountId", "reference");

-- CreateIndex
CREATE INDEX "OrderForm_reference_idx" ON "OrderForm"("reference");

-- AddForeignKey
ALTER TABLE "OrderForm" ADD CONSTRAINT "OrderForm_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A restriction without a list would mean "none at all", which no order form says; a list without it would bind nobody.
ALTER TABLE "OrderForm" ADD CONSTRAINT restriction CHECK (restricted = (cardinality("approvedSubProcessors") > 0));

-- What was ordered words the notices that a customer gets: an order form that has ended stays as it stood, and since when
-- it is there and when it ended is the database's own time.
CREATE FUNCTION order_form_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."createdAt" := product_now();
    NEW."endedAt" := NULL;
    RETURN NEW;
  END IF;
  IF OLD."endedAt" IS NOT NULL THEN RAISE EXCEPTION 'an order form that has ended stays as it is'; END IF;
  IF (NEW.id, NEW."accountId", NEW."createdAt") <> (OLD.id, OLD."accountId", OLD."createdAt") THEN
    RAISE EXCEPTION 'whose order form it is, and since when it is there, stays as it is';
  END IF;
  IF NEW."endedAt" IS NOT NULL THEN NEW."endedAt" := product_now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_form_guard BEFORE INSERT OR UPDATE ON "OrderForm" FOR EACH ROW EXECUTE FUNCTION order_form_guard();
