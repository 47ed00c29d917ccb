import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useOwnDatabase } from "@/scripts/integration-database";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { ObjectionBench } from "./testing/objection-bench";

let clock: ClockBench;
let bench: ObjectionBench;
beforeAll(async () => {
  clock = await ClockBench.start(await useOwnDatabase());
  bench = await ObjectionBench.start(clock);
});
afterAll(() => clock.stop());

const plain = (name: Plain) => fc.record({ do: fc.constant(name), account: fc.nat(1) });
type Plain = "file" | "acknowledge" | "decline" | "withdraw" | "close" | "accept" | "acceptStale";

/** What anybody might try next, in any order, with the application's own role. */
const step = fc.oneof(
  { weight: 3, arbitrary: plain("file") },
  { weight: 3, arbitrary: plain("acknowledge") },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Plain>("decline", "accept", "withdraw", "acceptStale", "close").chain(plain),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("propose" as const),
      account: fc.nat(1),
      mitigation: fc.constantFrom("exclude", "other"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      account: fc.nat(1),
      decision: fc.constantFrom("apply", "exclude"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 1, arbitrary: fc.constantFrom({ do: "takeEffect" as const }, { do: "withdrawChange" as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type State = "filed" | "acknowledged" | "mitigation-proposed" | "resolved" | "withdrawn" | "unresolved";
const open: readonly (State | undefined)[] = ["filed", "acknowledged", "mitigation-proposed"];

/** The model beside it: of each account its latest objection, and its holds. */
interface Side {
  id: string;
  state: State | undefined;
  proposals: string[];
  mitigation: string;
  dueAt: Date | null;
  /** Null: not decided. */
  holds: (string | null)[];
}
interface Model {
  change: "noticed" | "effective" | "withdrawn";
  readonly until: Date;
  readonly sides: readonly [Side, Side];
}

/** Whether the model lets it happen. */
function allows(model: Model, taken: Step, at: Date): boolean {
  if (taken.do === "pass") return true;
  // What is so already may be said again.
  if (taken.do === "takeEffect")
    return model.change === "effective" || (model.change === "noticed" && at >= model.until);
  if (taken.do === "withdrawChange")
    return model.change === "withdrawn" || (model.change === "noticed" && at < model.until);
  const side = sideOf(model, taken.account);
  switch (taken.do) {
    case "file":
      return model.change !== "withdrawn" && at < model.until && !open.includes(side.state);
    case "acknowledge":
      return side.state === "filed";
    case "propose":
      return side.state === "acknowledged";
    case "accept":
    case "decline":
      return side.state === "mitigation-proposed";
    case "acceptStale":
      return side.state === "mitigation-proposed" && side.proposals.length === 1;
    case "withdraw":
      return open.includes(side.state);
    case "close":
      return (
        side.state === "acknowledged" ||
        (side.state === "mitigation-proposed" && side.dueAt !== null && at >= side.dueAt)
      );
    case "decide":
      return (
        side.holds.includes(null) &&
        (taken.decision === "exclude" || (!open.includes(side.state) && model.change !== "withdrawn"))
      );
  }
}

const sideOf = (model: Model, account: number): Side => model.sides[account === 0 ? 0 : 1];
const settle = (side: Side, decision: string) => {
  side.holds = side.holds.map((held) => held ?? decision);
};

async function take(change: string, model: Model, taken: Step): Promise<string | undefined> {
  if (taken.do === "pass") return void (await clock.pass(taken.hours * 3600));
  if (taken.do === "takeEffect") return void (await clock.move(change, "effective"));
  if (taken.do === "withdrawChange") return void (await clock.withdraw(change));
  const side = sideOf(model, taken.account);
  const id = side.id || "00000000-0000-4000-8000-000000000000";
  const standing = side.proposals.at(-1) ?? id;
  switch (taken.do) {
    case "file":
      return bench.file(change, taken.account);
    case "acknowledge":
      return bench.acknowledge(id);
    case "propose":
      return bench.propose(id, taken.mitigation);
    case "accept":
      return bench.accept(id, standing, taken.account);
    case "acceptStale":
      return bench.accept(id, side.proposals[0] ?? id, taken.account);
    case "decline":
      return bench.decline(id, standing, taken.account);
    case "withdraw":
      return bench.withdraw(id, taken.account);
    case "close":
      return bench.close(id);
    case "decide": {
      const before = await bench.holds(change, bench.place(taken.account).account);
      await bench.decide(change, bench.place(taken.account).account, taken.decision);
      // An update that meets no row is no decision.
      if (!before.includes(null)) throw new Error("nothing to decide");
    }
  }
}

/** What the step does to the model. @param made the id of what it made */
async function follow(model: Model, taken: Step, made: string | undefined): Promise<void> {
  if (taken.do === "takeEffect") model.change = "effective";
  if (taken.do === "withdrawChange") {
    model.change = "withdrawn";
    for (const side of model.sides) {
      if (open.includes(side.state)) side.state = "resolved";
      settle(side, "exclude");
    }
  }
  if (!("account" in taken)) return;
  const side = sideOf(model, taken.account);
  const states: Partial<Record<Step["do"], State>> = {
    ...{ file: "filed", acknowledge: "acknowledged", propose: "mitigation-proposed", decline: "acknowledged" },
    ...{ accept: "resolved", acceptStale: "resolved", withdraw: "withdrawn", close: "unresolved" },
  };
  side.state = states[taken.do] ?? side.state;
  if (taken.do === "file") {
    Object.assign(side, { id: made ?? "", proposals: [] });
    if (!side.holds.includes(null)) side.holds = [...side.holds, null];
  }
  if (taken.do === "propose") {
    side.proposals.push(made ?? "");
    side.mitigation = taken.mitigation;
    side.dueAt = await bench.ahead();
  }
  if (taken.do === "withdraw") settle(side, "apply");
  if (taken.do === "accept" || taken.do === "acceptStale")
    settle(side, side.mitigation === "exclude" ? "exclude" : "apply");
  if (taken.do === "decide") settle(side, taken.decision);
}

async function check(change: string, model: Model): Promise<void> {
  for (const index of [0, 1]) {
    const side = sideOf(model, index);
    const { account } = bench.place(index);
    if (side.id !== "") expect(await bench.state(side.id)).toBe(side.state);
    const held = await bench.holds(change, account);
    expect(held.toSorted()).toEqual(side.holds.toSorted());
    const own = await clock.ownTime(change, account);
    if (open.includes(side.state) || held.some((decision) => decision !== "apply")) expect(own).toBeNull();
    else if (model.change !== "withdrawn") expect(own?.getTime()).toBeGreaterThanOrEqual(model.until.getTime());
  }
}

test("no history of steps settles an objection otherwise than its model, nor applies a change over it", async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      const change = await clock.noticed();
      const side = (): Side => ({ id: "", state: undefined, proposals: [], mitigation: "", dueAt: null, holds: [] });
      const until = await clock.effectiveAt(change);
      if (until === null) throw new Error("the change has no time");
      const model: Model = { change: "noticed", until, sides: [side(), side()] };
      for (const taken of steps) {
        const allowed = allows(model, taken, await clock.now());
        const outcome = await take(change, model, taken).then(
          (made) => ({ made }),
          () => null,
        );
        expect({ taken, done: outcome !== null }).toEqual({ taken, done: allowed });
        if (outcome !== null) await follow(model, taken, outcome.made);
        await check(change, model);
      }
      for (const { state } of model.sides) ends.set(state ?? "none", (ends.get(state ?? "none") ?? 0) + 1);
    }),
    { numRuns: 80 },
  );
  // The search is worth something only where it gets to every end.
  for (const end of ["resolved", "withdrawn", "unresolved"]) expect(ends.get(end)).toBeGreaterThan(0);
}, 300_000);
