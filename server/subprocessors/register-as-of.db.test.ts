import { beforeAll, describe, expect, test } from "vitest";
import { randomWord } from "@/prisma/factories";
import { asOwner, useOwnDatabase } from "@/scripts/integration-database";
import { loadPack } from "@/server/content/load-pack";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { readRegister } from "./queries";
import { momentOfDay } from "./register-day";
import { importRegister } from "./register-import";

beforeAll(() => useOwnDatabase());

/** One sub-processor in two versions: known from 10 to 20 March 2026 by its first name, then by its second to 29 February 2028. */
const publisher = `test-${randomWord()}`;
const [known, renamed, gone] = ["2026-03-10T00:00:00Z", "2026-03-20T23:59:59.999Z", "2028-03-01T00:00:00Z"];
const at = new Date("2026-11-29T12:00:00Z");

beforeAll(async () => {
  const pack = { ...(await loadPack("content", "alai")), name: publisher };
  const list = pack.subProcessors.list.filter(({ id }) => id === "brevo");
  await importRegister(database(), { ...pack, subProcessors: { ...pack.subProcessors, list } });
  const { id } = await database().subProcessor.findFirstOrThrow({ where: { publisher } });
  await asOwner(
    `UPDATE "SubProcessorVersion" SET "effectiveFrom" = $1, "effectiveUntil" = $2 WHERE "subProcessorId" = $3`,
    [known, renamed, id],
  );
  await asOwner(`UPDATE "Register" SET "madeAt" = $1 WHERE publisher = $2`, [known, publisher]);
  await asOwner(
    `INSERT INTO "SubProcessorVersion" (id, "subProcessorId", name, "effectiveFrom", "effectiveUntil") VALUES (gen_random_uuid(), $1, 'Brevo 2', $2, $3)`,
    [id, renamed, gone],
  );
});

const namesAt = async (moment: Date) => (await readRegister(publisher, moment)).entries.map(({ name }) => name);

describe("the register of a day", () => {
  test.each([
    ["2026-03-09", []],
    ["2026-03-10", ["Brevo"]],
    ["2026-03-19", ["Brevo"]],
    ["2026-03-20", ["Brevo 2"]],
    ["2028-02-29", ["Brevo 2"]],
    ["2028-03-01", []],
  ])("%s holds %j", async (day, names) => expect(await namesAt(momentOfDay(day, at))).toEqual(names));

  test.each([
    ["2026-03-09T23:59:59.999Z", []],
    ["2026-03-10T00:00:00.000Z", ["Brevo"]],
    ["2026-03-20T23:59:59.998Z", ["Brevo"]],
    ["2026-03-20T23:59:59.999Z", ["Brevo 2"]],
    ["2028-02-29T23:59:59.999Z", ["Brevo 2"]],
    ["2028-03-01T00:00:00.000Z", []],
  ])("at %s it holds %j: a version holds from its first instant and no longer at its last", async (moment, names) =>
    expect(await namesAt(new Date(moment))).toEqual(names),
  );

  test("knows since when it is kept, whichever day is asked for", async () => {
    for (const moment of [new Date("2020-01-01"), at, now(), new Date("9999-12-31T23:59:59.999Z")])
      expect((await readRegister(publisher, moment)).keptSince).toEqual(new Date(known));
  });
});
