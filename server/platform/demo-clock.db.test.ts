import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setAhead } from "@/scripts/demo-time/ahead";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { days, hours, later, minutes, now, setClockAhead } from "./clock";
import { database } from "./database";
import { takeDemoTime } from "./demo-clock";

let owner: pg.Client;
beforeAll(async () => {
  const { ownerUrl } = await useOwnDatabase();
  owner = new pg.Client(ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  setClockAhead(0);
  await owner.end();
});

async function aheadOfMachine(): Promise<number> {
  const [row] = await database().$queryRaw<{ ahead: number }[]>`
    SELECT extract(epoch FROM product_now() - now())::float8 * 1000 AS ahead`;
  return row?.ahead ?? Number.NaN;
}

describe("the product's clock", () => {
  test("is the database's own where nobody set it", async () => {
    expect(await aheadOfMachine()).toBe(0);
  });

  test.each(["before it is set up", "of a deployment that is no demonstration"])(
    "%s is not moved by anybody",
    async (when) => {
      if (when.startsWith("of")) await database().deployment.create({ data: { id: 1, keyCheck: "test", demo: false } });
      await expect(setAhead(owner, 60)).rejects.toThrow("only the clock of a demonstration");
      expect(await aheadOfMachine()).toBe(0);
    },
  );

  test("of a demonstration goes ahead, adds up, and evidence and processes follow", async () => {
    await asOwner(`UPDATE "Deployment" SET demo = true`);
    const before = now();
    const told = new Date(await setAhead(owner, 25 * 86_400));
    await setAhead(owner, 3_600);
    expect(Math.abs(told.getTime() - later(before, 25 * days).getTime())).toBeLessThan(minutes);
    expect(await aheadOfMachine()).toBe(25 * days + hours);
    await takeDemoTime();
    expect(Math.abs(now().getTime() - later(before, 25 * days + hours).getTime())).toBeLessThan(minutes);
    const [event] = await database().$queryRaw<{ at: Date }[]>`
      SELECT audit_append(gen_random_uuid(), 'sign-in', NULL, NULL, NULL, NULL, ''::bytea) AS at`;
    expect(Math.abs((event?.at.getTime() ?? 0) - now().getTime())).toBeLessThan(minutes);
  });

  test("counts hours of 3,600 seconds, whatever zone a session is in", async () => {
    await owner.query("SET TIME ZONE 'Europe/Oslo'");
    const { rows } = await owner.query<{ ahead: string }>(
      "SELECT extract(epoch FROM product_now() - now())::bigint AS ahead",
    );
    expect(Number(rows[0]?.ahead)).toBe(25 * 86_400 + 3_600);
  });

  test.each([
    `UPDATE "ClockOffset" SET "aheadSeconds" = 0`,
    `UPDATE "ClockOffset" SET "aheadSeconds" = "aheadSeconds" - 1`,
    `DELETE FROM "ClockOffset"`,
    `TRUNCATE "ClockOffset"`,
    `INSERT INTO "ClockOffset" (id, "aheadSeconds") VALUES (2, 60)`,
    `UPDATE "ClockOffset" SET "aheadSeconds" = 999999999999`,
  ])("is not set back or beyond reason even by the owner: %s", async (sql) => {
    await expect(owner.query(sql)).rejects.toThrow(/never set back|violates check constraint/);
    expect(await aheadOfMachine()).toBe(25 * days + hours);
  });
});
