import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAccount } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { days, later, minutes } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { ClockBench } from "./testing/clock-bench";

let bench: ClockBench;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase());
});
afterAll(() => bench.stop());

const outcome = fc.constantFrom("accepted", "failed", "bounced");
const settle = (account: number) =>
  fc.record({ do: fc.constant("settle" as const), account: fc.constant(account), state: outcome });
const move = (...states: readonly string[]) =>
  fc.record({ do: fc.constant("move" as const), state: fc.constantFrom(...states) });
const list = (account: number) => fc.record({ do: fc.constant("list" as const), account: fc.constant(account) });

/** What anybody might try next, in any order, with the application's own role. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 300 }) }) },
  { weight: 3, arbitrary: fc.nat(1).chain(settle) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("again" as const), account: fc.nat(1) }) },
  { weight: 6, arbitrary: move("approved", "noticed", "effective", "effective") },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("record" as const, "decide" as const), account: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("join" as const) }) },
  {
    weight: 1,
    arbitrary: fc.oneof(list(0), list(1), move("withdrawn"), fc.record({ do: fc.constant("forge" as const) })),
  },
);
/**
 * Most histories of steps at random end where they began: these get as far as the notice first, and every other one tries
 * at its end to take effect at about the time.
 */
const about30Days = fc.record({ do: fc.constant("pass" as const), hours: fc.integer({ min: 700, max: 760 }) });
const history = fc
  .tuple(
    fc.tuple(move("approved"), list(0), list(1), settle(0), settle(1)),
    fc.array(step, { minLength: 5, maxLength: 25 }),
    fc.oneof(fc.constant([]), fc.tuple(move("noticed"), about30Days, move("effective"))),
  )
  .map(([opening, rest, ending]) => [...opening, ...rest, ...ending]);
type Step = typeof history extends fc.Arbitrary<(infer Value)[]> ? Value : never;

/** The model beside it: states, the account's standing notice, and the time fixed when the first attempts were settled. */
interface Model {
  state: "draft" | "approved" | "noticed" | "effective" | "withdrawn";
  readonly lastMessage: Map<number, string>;
  /** Accounts that were made on the way. */
  readonly joined: string[];
  fixed: Date | null;
}

async function take(change: string, model: Model, taken: Step): Promise<void> {
  if (taken.do === "pass") return bench.pass(taken.hours * 3600);
  if (taken.do === "forge")
    return bench.run(
      `UPDATE "SubProcessorChange" SET "effectiveAt" = '2020-01-01', "approvedAt" = '2020-01-01', waits = false WHERE id = $1`,
      change,
    );
  if (taken.do === "move") {
    if (taken.state === "approved") await bench.approve(change);
    else if (taken.state === "withdrawn") await bench.withdraw(change);
    else await bench.move(change, taken.state);
    return;
  }
  if (taken.do === "join") {
    const { id } = await makeAccount();
    model.joined.push(id);
    return bench.prepare(change, id);
  }
  const account = bench.accounts[taken.account] ?? "";
  if (taken.do === "record") return record(change, account);
  if (taken.do === "decide") return decide(change, account);
  const last = model.lastMessage.get(taken.account);
  if (taken.do === "list") model.lastMessage.set(taken.account, await bench.list(change, account));
  if (taken.do === "again") model.lastMessage.set(taken.account, await bench.send(change, account, last ?? null));
  if (taken.do === "settle" && last !== undefined) await bench.settle(last, taken.state);
}

async function record(change: string, account: string): Promise<void> {
  await bench.run(
    `INSERT INTO "NoticeRecord" ("noticeId", "accountId", sealed, "recordedById") VALUES ($1, $2, 'post'::bytea, $3)`,
    ...[await bench.notice(change), account, bench.approver],
  );
}

function decide(change: string, account: string): Promise<void> {
  return bench.run(
    `UPDATE "Hold" SET decision = 'apply', "decidedById" = $3, sealed = 'why'::bytea
     WHERE "changeId" = $1 AND "accountId" = $2 AND decision IS NULL`,
    ...[change, account, bench.approver],
  );
}

/** Who was not told when a change took effect, or was on hold, has it only after a decision. */
async function checkHolds(change: string, account: string, state: Model["state"]): Promise<void> {
  const rows = await database().hold.findMany({ where: { changeId: change, accountId: account } });
  const own = await bench.ownTime(change, account);
  if (rows.some(({ decision }) => decision === null)) expect(own).toBeNull();
  for (const { decidedAt } of rows)
    if (own !== null) expect(own.getTime()).toBeGreaterThanOrEqual(decidedAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const noticeId = await bench.notice(change);
  const listed = await database().accountNotice.findFirst({ where: { noticeId, accountId: account } });
  if (state === "effective" && listed !== null && listed.givenAt === null) expect(rows.length).toBeGreaterThan(0);
}

async function check(change: string, model: Model): Promise<void> {
  const state =
    (await bench.value<Model["state"]>(`SELECT state::text AS value FROM "SubProcessorChange" WHERE id = $1`, [
      change,
    ])) ?? "draft";
  const effective = await bench.effectiveAt(change);
  const moment = await bench.now();
  if (state === "noticed" && model.state !== "noticed") {
    const given = await Promise.all(bench.accounts.map((account) => bench.givenAt(change, account)));
    const last = Math.max(...given.map((at) => at?.getTime() ?? 0));
    // The test looks a moment later than the database did. Nobody was reached: the time runs from when that was settled.
    const from = last === 0 ? moment.getTime() : last;
    expect(Math.abs((effective?.getTime() ?? 0) - (from + 30 * days))).toBeLessThan(minutes);
    model.fixed = effective;
  }
  expect(effective).toEqual(model.fixed);
  if (state === "effective")
    expect(moment.getTime()).toBeGreaterThanOrEqual(model.fixed?.getTime() ?? Number.POSITIVE_INFINITY);
  if (model.state === "effective" || model.state === "withdrawn") expect(state).toBe(model.state);
  for (const account of [...bench.accounts, ...model.joined]) {
    await checkHolds(change, account, state);
    const [given, own] = [await bench.givenAt(change, account), await bench.ownTime(change, account)];
    if (own === null) continue;
    expect(own.getTime()).toBeGreaterThanOrEqual(later(given ?? new Date(Number.NaN), 30 * days).getTime());
    expect(own.getTime()).toBeGreaterThanOrEqual(model.fixed?.getTime() ?? Number.POSITIVE_INFINITY);
  }
  model.state = state;
}

test("no history of steps, refused or taken, brings a change in before its time", async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const change = await bench.propose();
      const model: Model = { state: "draft", lastMessage: new Map(), joined: [], fixed: null };
      for (const taken of steps) {
        // Most are refused: what counts is what stands afterwards.
        await take(change, model, taken).catch(() => {});
        await check(change, model);
      }
      await database().account.updateMany({
        where: { id: { in: model.joined } },
        data: { closedAt: await bench.now() },
      });
      ends.set(model.state, (ends.get(model.state) ?? 0) + 1);
    }),
    { numRuns: 80 },
  );
  // The search is worth something only where it gets past the first steps.
  expect(ends.get("effective")).toBeGreaterThan(0);
}, 300_000);
