/** How far the demonstration's clock is set ahead. */
import type pg from "pg";

const secondsIn = new Map([
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
]);

/** @returns seconds, or null where the words are not understood: `+25d`, `+6h`, `+30m` */
export function parseAhead(argument: string | undefined): number | null {
  const [, count, unit = ""] = argument?.match(/^\+([1-9]\d{0,4})([dhm])$/) ?? [];
  const each = secondsIn.get(unit);
  return count === undefined || each === undefined ? null : Number(count) * each;
}

/**
 * @param client of the owner's role: no other may
 * @param more seconds, beside what it is ahead already
 * @returns the demonstration's time, as an RFC 3339 moment
 * @throws where the database is no demonstration, or would be more than ten years ahead
 */
export async function setAhead(client: pg.Client, more: number): Promise<string> {
  await client.query(
    `INSERT INTO "ClockOffset" (id, "aheadSeconds") VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET "aheadSeconds" = "ClockOffset"."aheadSeconds" + EXCLUDED."aheadSeconds"`,
    [more],
  );
  const { rows } = await client.query<{ at: Date }>("SELECT product_now() AS at");
  const [row] = rows;
  if (row === undefined) throw new Error("the database does not tell its time");
  return row.at.toISOString();
}
