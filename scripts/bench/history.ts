/** The register of sub-processors with ten thousand past changes beside the same with ten. */
import pg from "pg";
import { makeStaff } from "@/prisma/factories";
import { currentPack } from "@/server/content/current-pack";
import { days, later, now } from "@/server/platform/clock";
import type { Bench } from "./bench-run";
import type { Comparison, Section } from "./comparison";
import { latencies, percentile } from "./latencies";
import { startProduct } from "./product-server";

const few = 10;
const many = 10_000;
const requests = 200;

export async function measureHistory({ children, dataDir, databaseOwnerUrl }: Bench): Promise<Section> {
  const owner = new pg.Client(databaseOwnerUrl);
  // Where the time is over, the database stops before this does.
  owner.on("error", () => {});
  await owner.connect();
  const { name } = await currentPack();
  const people = [(await makeStaff(["trust_manager"])).personId, (await makeStaff(["dpo"])).personId];
  const product = await startProduct(children, dataDir);
  try {
    const address = `${product.origin}/subprocessors?as-of=${later(now(), days).toISOString().slice(0, 10)}`;
    const measure = async (): Promise<readonly number[]> => {
      await asked(address, 30);
      return asked(address, requests);
    };
    await addPast(owner, name, few, people);
    const reference = await measure();
    await addPast(owner, name, many - few, people);
    const ours = await measure();
    const row = (what: string, share: number): Comparison => ({
      ...{ what: `/subprocessors?as-of=, ${what} in ms`, better: "less", reference: `${few} past changes` },
      rounds: [{ ours: percentile(ours, share), reference: percentile(reference, share) }],
    });
    return {
      title: `The register of sub-processors under ${many.toLocaleString("en-GB")} past changes`,
      notes: [
        "One request at a time. The page of today is made ready and the same for both; this one is read for its day.",
      ],
      comparisons: [row("median", 0.5), row("p95", 0.95)],
    };
  } finally {
    await product.stop();
    await owner.end();
  }
}

async function asked(address: string, times: number): Promise<number[]> {
  let count = 0;
  return latencies(address, "", () => count++ >= times);
}

/** Amendments of those in the register, long in effect and each followed by another: as the owner, whom no trigger stops. */
async function addPast(owner: pg.Client, publisher: string, count: number, people: readonly string[]): Promise<void> {
  await owner.query("BEGIN");
  for (const table of ["SubProcessorVersion", "SubProcessorChange"])
    await owner.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  const target = `(SELECT id, slug, row_number() OVER (ORDER BY position) - 1 AS number, count(*) OVER () AS all
    FROM "SubProcessor" WHERE publisher = $1) s JOIN generate_series(1, $2::int) i ON i % s.all = s.number`;
  await owner.query(
    `INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name, purpose, "effectiveFrom", "effectiveUntil")
     SELECT gen_random_uuid(), s.id, 'Name ' || i, 'Purpose ' || i, product_now() - make_interval(hours => 24000 + i), product_now() - make_interval(hours => 23999 + i)
     FROM ${target}`,
    [publisher, count],
  );
  await owner.query(
    `INSERT INTO "SubProcessorChange" (id, publisher, kind, "subProcessorId", slug, name, purpose, reasons, assessment, alternatives, waits, "noticeDays", state, "authorId",
       "approvedById", "approvedAt", "noticedAt", "effectiveAt", "tookEffectAt")
     SELECT gen_random_uuid(), $1, 'amendment', s.id, s.slug, 'Name ' || i, 'Purpose ' || i, 'r', 'a', 'none', false, 30, 'effective', $3::uuid,
       $4::uuid, t.at, t.at, t.at, t.at
     FROM ${target},
       LATERAL (SELECT product_now() - make_interval(hours => 24000 + i) AS at) t`,
    [publisher, count, ...people],
  );
  for (const table of ["SubProcessorVersion", "SubProcessorChange"])
    await owner.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  await owner.query("COMMIT");
  await owner.query(`ANALYZE "SubProcessorVersion", "SubProcessorChange"`);
}
