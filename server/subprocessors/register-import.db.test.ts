import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { randomWord } from "@/prisma/factories";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { openDetails } from "@/server/audit/events";
import type { SubProcessorFact } from "@/server/content/facts-schema";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { readRegister, registerDifferences } from "./queries";
import { importRegister } from "./register-import";

beforeAll(() => useOwnDatabase());

const shipped = { alphagen: await loadPack("content", "alphagen"), alai: await loadPack("content", "alai") };

/** A publisher of its own with the file of a shipped one. */
const packLike = (name: "alphagen" | "alai"): Pack => ({ ...shipped[name], name: `test-${randomWord()}` });

const withList = (pack: Pack, list: readonly SubProcessorFact[]): Pack => ({
  ...pack,
  subProcessors: { ...pack.subProcessors, list: [...list] },
});

const soon = () => later(now(), 1000);

async function eventsAbout(pack: Pack) {
  const events = await database().auditEvent.findMany({ where: { kind: "subprocessors.imported" } });
  const details = await Promise.all(events.map((event) => openDetails(database(), event)));
  return details.filter((each) => each?.publisher === pack.name);
}

/** Takes the lock that an import of this publisher takes. @returns lets it go */
async function holdBack(pack: Pack): Promise<() => Promise<void>> {
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`register/${pack.name}`]);
  return () => client.end();
}

async function waitingFor(pack: Pack): Promise<number> {
  const rows = await database().$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND (classid::bigint << 32 | objid::bigint) = hashtextextended(${`register/${pack.name}`}, 0)`;
  return rows[0]?.waiting ?? 0;
}

describe("the first import", () => {
  test.each(["alphagen", "alai"] as const)("makes the register of %s as its file says, in its order", async (name) => {
    const pack = packLike(name);
    const before = now();
    expect(await importRegister(database(), pack)).toBe(true);
    const { entries, keptSince } = await readRegister(pack.name, soon());
    expect(entries).toEqual(pack.subProcessors.list);
    expect(Math.abs((keptSince?.getTime() ?? 0) - before.getTime())).toBeLessThan(60_000);
    expect(await eventsAbout(pack)).toEqual([
      { publisher: pack.name, subProcessors: pack.subProcessors.list.map((entry) => entry.name) },
    ]);
  });

  test("keeps a day as that day, and letters as they are", async () => {
    const [first] = shipped.alai.subProcessors.list;
    if (first === undefined) throw new Error("the pack names nobody");
    const entry = { ...first, name: "Ærfugl «=1+1» \u202Eشركة", since: "2024-02-29" };
    const pack = withList(packLike("alai"), [entry]);
    await importRegister(database(), pack);
    expect((await readRegister(pack.name, soon())).entries).toEqual([entry]);
  });

  test("of a file that names nobody makes a register too: its first entry needs a change, with notice", async () => {
    const pack = packLike("alai");
    expect(await readRegister(pack.name, soon())).toEqual({ entries: [], keptSince: null });
    expect(await importRegister(database(), withList(pack, []))).toBe(true);
    const made = await readRegister(pack.name, soon());
    expect(made.entries).toEqual([]);
    expect(Math.abs((made.keptSince?.getTime() ?? 0) - now().getTime())).toBeLessThan(60_000);
    expect(await importRegister(database(), pack)).toBe(false);
    const [answer] = await database().$queryRaw<{ made: boolean }[]>`
      SELECT make_register(${pack.name}, ${JSON.stringify([{ slug: "quiet", name: "Quiet" }])}::jsonb) AS made`;
    expect(answer).toEqual({ made: false });
    expect(await readRegister(pack.name, soon())).toEqual(made);
    expect(await registerDifferences(database(), pack, soon())).toHaveLength(4);
    await expect(database().$executeRaw`DELETE FROM "Register"`).rejects.toThrow("permission denied");
  });

  test("happens once, of servers that start together with different files", async () => {
    const pack = packLike("alai");
    const halves = [pack.subProcessors.list.slice(0, 2), pack.subProcessors.list.slice(2)];
    const letGo = await holdBack(pack);
    const servers = Array.from({ length: 6 }, (_, index) =>
      importRegister(database(), withList(pack, halves[index % 2] ?? [])),
    );
    // By now each has seen that there is no register yet.
    await vi.waitFor(async () => expect(await waitingFor(pack)).toBe(6), 10_000);
    await letGo();
    expect((await Promise.all(servers)).filter(Boolean)).toHaveLength(1);
    const { entries } = await readRegister(pack.name, soon());
    expect(halves).toContainEqual(entries);
    expect(await eventsAbout(pack)).toHaveLength(1);
  });

  test("leaves nothing behind where it is interrupted", async () => {
    const pack = packLike("alai");
    const [first] = pack.subProcessors.list;
    if (first === undefined) throw new Error("the pack names nobody");
    const impossible = withList(pack, [...pack.subProcessors.list, { ...first }]);
    await expect(importRegister(database(), impossible)).rejects.toThrow();
    expect((await readRegister(pack.name, soon())).entries).toEqual([]);
    expect(await eventsAbout(pack)).toEqual([]);
    expect(await importRegister(database(), pack)).toBe(true);
  });
});

describe("a later import", () => {
  test("is refused by the database too, with whatever it is asked directly", async () => {
    const pack = packLike("alai");
    await importRegister(database(), pack);
    const quiet = JSON.stringify([{ slug: "quiet", name: "Quiet Newcomer" }]);
    const [answer] = await database().$queryRaw<{ made: boolean }[]>`
      SELECT make_register(${pack.name}, ${quiet}::jsonb) AS made`;
    expect(answer).toEqual({ made: false });
    expect((await readRegister(pack.name, soon())).entries).toEqual(pack.subProcessors.list);
  });

  test.each(["{}", "null"])("of %s makes no register", async (entries) => {
    const { name } = packLike("alai");
    await expect(database().$queryRaw`SELECT make_register(${name}, ${entries}::jsonb)`).rejects.toThrow(
      /an array of entries/,
    );
  });

  test("applies nothing of an edited file, and staff are told each difference", async () => {
    const pack = packLike("alai");
    await importRegister(database(), pack);
    expect(await registerDifferences(database(), pack, soon())).toEqual([]);
    const [anthropic, azure, ...rest] = pack.subProcessors.list;
    if (anthropic === undefined || azure === undefined) throw new Error("the pack names too few");
    const edited = withList(pack, [
      { ...anthropic, location: "Moon" },
      ...rest,
      { ...azure, id: "newcomer", name: "Newcomer" },
    ]);
    expect(await importRegister(database(), edited)).toBe(false);
    expect((await readRegister(pack.name, soon())).entries).toEqual(pack.subProcessors.list);
    expect(await registerDifferences(database(), edited, soon())).toEqual([
      { id: "anthropic", name: "Anthropic PBC", kind: "changed", fields: ["location"] },
      { id: "newcomer", name: "Newcomer", kind: "file-only", fields: [] },
      { id: "microsoft-azure", name: "Microsoft Azure", kind: "register-only", fields: [] },
    ]);
    expect(await eventsAbout(pack)).toHaveLength(1);
  });

  test("of another publisher on the same database touches only its own", async () => {
    const [one, other] = [packLike("alphagen"), packLike("alai")];
    await importRegister(database(), one);
    expect((await readRegister(other.name, soon())).entries).toEqual([]);
    await importRegister(database(), other);
    expect((await readRegister(one.name, soon())).entries).toEqual(one.subProcessors.list);
    expect((await readRegister(other.name, soon())).entries).toEqual(other.subProcessors.list);
    expect(await registerDifferences(database(), { ...one, name: other.name }, soon())).not.toEqual([]);
  });
});

describe("the register as it stood", () => {
  test("is told by the time for which each version holds", async () => {
    const pack = packLike("alai");
    await importRegister(database(), pack);
    const made = (await readRegister(pack.name, soon())).keptSince ?? now();
    const { id } = await database().subProcessor.findFirstOrThrow({ where: { publisher: pack.name, slug: "brevo" } });
    const [moved, gone] = [later(made, 40 * days), later(made, 80 * days)];
    await asOwner(`UPDATE "SubProcessorVersion" SET "effectiveUntil" = $1 WHERE "subProcessorId" = $2`, [moved, id]);
    await asOwner(
      `INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name, "effectiveFrom", "effectiveUntil") VALUES (gen_random_uuid(), $1, 'Brevo 2', $2, $3)`,
      [id, moved, gone],
    );
    const namesAt = async (at: Date) => (await readRegister(pack.name, at)).entries.map(({ name }) => name);
    expect(await namesAt(later(made, -1))).toEqual([]);
    expect(await namesAt(later(moved, -1))).toContain("Brevo");
    expect(await namesAt(moved)).toContain("Brevo 2");
    expect(await namesAt(moved)).toHaveLength(4);
    expect(await namesAt(gone)).toHaveLength(3);
  });
});
