/** The public pages' reading under 10,000 changes that are over, and the factories' way to each state. */
import { beforeAll, describe, expect, test } from "vitest";
import { makeAccount, makeChange, makeContact, randomWord } from "@/prisma/factories";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { readRegister } from "@/server/subprocessors/queries";
import { importRegister } from "@/server/subprocessors/register-import";
import { changesOnPage, listComing, listedChanges, listPast, readPublicChange, readTimeline } from "./queries";
import { mostRows } from "./timeline";

let pack: Pack;
let coming: string;
beforeAll(async () => {
  await useOwnDatabase();
  pack = { ...(await loadPack("content", "alai")), name: `test-${randomWord()}` };
  await importRegister(database(), pack);
  await makeContact(["privacy"], { accountId: (await makeAccount()).id });
});

describe("the factories' change", () => {
  test.each(["draft", "approved", "noticed", "withdrawn"] as const)(
    "comes to be %s by the steps of life",
    async (state) => {
      const row = await database().subProcessorChange.findUniqueOrThrow({
        where: { id: await makeChange(pack, state) },
      });
      expect(row.state).toBe(state);
      expect(row.noticedAt === null).toBe(state !== "noticed");
      if (state === "noticed") coming = row.id;
      const told = { notice: { changeId: row.id }, givenAt: { not: null } } as const;
      expect(await database().accountNotice.count({ where: told })).toBe(state === "noticed" ? 1 : 0);
    },
  );

  test("comes to be in effect where it waits for nothing", async () => {
    const id = await makeChange(pack, "effective", { kind: "removal", of: "brevo" });
    expect(await readPublicChange(pack.name, id)).toMatchObject({ state: "effective", previous: { id: "brevo" } });
  });
});

describe("under 10,000 changes that are over", () => {
  const history = 10_000;

  beforeAll(async () => {
    const { authorId, approvedById } = await database().subProcessorChange.findFirstOrThrow({
      where: { approvedById: { not: null } },
    });
    // The triggers would stamp every row as of now: a history is written behind their back, which the owner alone can.
    await asOwner(`ALTER TABLE "SubProcessorChange" DISABLE TRIGGER USER`);
    await asOwner(
      `INSERT INTO "SubProcessorChange" (id, publisher, kind, slug, name, reasons, assessment, alternatives, waits, "noticeDays",
         state, "authorId", "createdAt", "approvedById", "approvedAt", "noticedAt", "effectiveAt", "tookEffectAt")
       SELECT gen_random_uuid(), $1, 'addition', 'old-' || n, 'Old ' || n, 'r', 'a', 'n', true, 30,
         'effective', $2, t, $3, t, t, t + interval '30 days', t + interval '30 days'
       FROM generate_series(1, $4::int) n, LATERAL (SELECT now() - interval '1 hour' * (2000 + n) AS t) m`,
      [pack.name, authorId, approvedById, history],
    );
    await asOwner(`ALTER TABLE "SubProcessorChange" ENABLE TRIGGER USER`);
    await asOwner(
      `INSERT INTO "SubProcessor" (id, publisher, slug, position) SELECT gen_random_uuid(), $1, 'old-' || n, 100 + n FROM generate_series(1, $2::int) n`,
      [pack.name, history],
    );
    await asOwner(
      `INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name, "effectiveFrom", "effectiveUntil")
       SELECT gen_random_uuid(), s.id, s.slug, now() - interval '1 hour' * (2000 + s.position), now() - interval '1 hour' * s.position
       FROM "SubProcessor" s WHERE s.publisher = $1 AND s.slug LIKE 'old-%'`,
      [pack.name],
    );
    await asOwner(`ANALYZE "SubProcessorChange"`);
    await asOwner(`ANALYZE "SubProcessorVersion"`);
    await asOwner(`ANALYZE "SubProcessor"`);
  }, 120_000);

  test("each is on one page of the list, the last told first", async () => {
    const seen: string[] = [];
    for (let before: string | undefined; ; before = seen.at(-1)) {
      const rows = await listPast(pack.name, now(), before);
      seen.push(...rows.map(({ id }) => id));
      if (rows.length < changesOnPage) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    // And the removal of above.
    expect(seen).toHaveLength(history + 1);
    const [first, second] = await listPast(pack.name, now());
    expect(first?.noticedAt?.getTime()).toBeGreaterThan(second?.noticedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    expect((await listComing(pack.name, now())).map(({ id }) => id)).toEqual([coming]);
    expect(await listedChanges(pack.name, 1000)).toHaveLength(1000);
  }, 120_000);

  test("the register and its picture hold what is in force and to come, and no more than can be read", async () => {
    expect((await readRegister(pack.name, now())).entries).toHaveLength(3);
    expect((await readRegister(pack.name, later(now(), 60 * days))).entries).toHaveLength(4);
    const timeline = await readTimeline(pack.name, now());
    expect(timeline?.rows).toHaveLength(mostRows);
    expect(timeline?.rows.filter(({ spans }) => spans.some((span) => span.coming))).toHaveLength(1);
  });

  test.each([
    ["the list", () => listPast(pack.name, now())],
    ["what is coming", () => listComing(pack.name, now())],
    ["one change", () => readPublicChange(pack.name, coming)],
    ["the register", () => readRegister(pack.name, now())],
    ["its picture", () => readTimeline(pack.name, now())],
  ] as const)("%s is read in a moment", async (_, read) => {
    const times: number[] = [];
    for (let run = 0; run < 15; run++) {
      const started = performance.now();
      await read();
      times.push(performance.now() - started);
    }
    const median = times.toSorted((one, other) => one - other)[7] ?? Number.POSITIVE_INFINITY;
    // Milliseconds, on a machine that does much else; alone it is some 10.
    expect(median).toBeLessThan(500);
  });
});
