/** The largest file: it is checked and written in reasonable time, and what else the server does goes on meanwhile. */
import { beforeAll, expect, test } from "vitest";
import { type MadeAccount, makeAccount, makeStaff, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { readCsv } from "@/server/order-forms/import/csv";
import { planImport } from "@/server/order-forms/import/plan";
import { choices, csvOf } from "@/server/order-forms/import/testing/csv-file";
import { keepUpload } from "@/server/order-forms/import/uploads";
import { writeImport } from "@/server/order-forms/import/write";
import { minutes, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

beforeAll(async () => {
  await useOwnDatabase();
});

const accounts = 100;
const rows = 10_000;

test("10,000 rows: added, then changed", { timeout: 5 * minutes }, async () => {
  const manager = await viewerOf((await makeStaff(["trust_manager"])).personId);
  const made: MadeAccount[] = [];
  for (let index = 0; index < accounts; index += 1) made.push(await makeAccount());
  const file = (region: string) =>
    csvOf(
      ...Array.from({ length: rows }, (_, index) => ({
        account: made[index % accounts]?.legalName ?? "",
        reference: `OF-${index}`,
        regions: region,
        services: "Analysis; Support",
        approved_sub_processors: "cloud; mailer",
        notice_contacts: `Contact ${index} <contact-${index}@kunde.example>; notices-${index}@kunde.example`,
      })),
    );
  for (const [region, step] of [
    ["EU", "add"],
    ["UK", "change"],
  ] as const) {
    const data = file(region);
    const plan = await politely(async () => planImport(database(), await readCsv(data), choices));
    expect(plan.problems).toEqual([]);
    expect(plan.rows.every((row) => row.step === step)).toBe(true);
    const id = await keepUpload(database(), manager.personId, { name: "large.csv", data });
    const shown = { id, shown: plan.digest };
    expect(await politely(() => writeImport(database(), manager, shown, choices, now()))).toBe("done");
  }
});

/** Milliseconds of processor time that may pass before other work gets its turn. */
const mostAtOnce = 1000;

/** Processor time, because a busy machine stretches the time of the clock. */
async function politely<Result>(work: () => Promise<Result>): Promise<Result> {
  let before = process.cpuUsage();
  let longest = 0;
  const turn = () => {
    const spent = process.cpuUsage(before);
    longest = Math.max(longest, (spent.user + spent.system) / 1000);
    before = process.cpuUsage();
  };
  const ticking = setInterval(turn, 10);
  const result = await work();
  turn();
  clearInterval(ticking);
  expect(longest).toBeLessThan(mostAtOnce);
  return result;
}
