import { describe, expect, test } from "vitest";
import { days, later } from "@/server/platform/clock";
import { type ComingSpan, longestPast, mostRows, type PastSpan, timelineOf } from "./timeline";

const at = new Date("2026-11-29T12:00:00Z");
const keptSince = new Date("2026-03-01T00:00:00Z");
const day = (count: number) => later(at, count * days);
const past = (id: string, given: Partial<PastSpan> = {}): PastSpan => ({
  ...{ id, name: id.toUpperCase(), from: keptSince, until: null },
  ...given,
});
const coming = (kind: ComingSpan["kind"], given: Partial<ComingSpan> = {}): ComingSpan => ({
  ...{ kind, id: "new", name: "NEW", targetId: null, effectiveAt: day(10) },
  ...given,
});
const drawn = (versions: readonly PastSpan[], changes: readonly ComingSpan[] = []) =>
  Object.fromEntries(timelineOf({ keptSince, at }, versions, changes).rows.map(({ id, spans }) => [id, spans]));

describe("the register over time", () => {
  test("has a span for each version, in one row under the last name", () => {
    const versions = [past("a", { until: day(-5) }), past("a", { name: "A2", from: day(-5) })];
    const { rows, from } = timelineOf({ keptSince, at }, versions, []);
    expect(rows).toEqual([
      {
        ...{ id: "a", name: "A2" },
        spans: [
          { from: keptSince, until: day(-5), coming: false },
          { from: day(-5), until: null, coming: false },
        ],
      },
    ]);
    expect(from).toEqual(keptSince);
  });

  test("ends what a coming change ends, and begins what it begins", () => {
    const ended = [{ from: keptSince, until: day(10), coming: false }];
    const begins = { from: day(10), until: null, coming: true };
    expect(drawn([past("a")], [coming("removal", { targetId: "a", id: "a" })])).toEqual({ a: ended });
    expect(drawn([past("a")], [coming("addition")])).toMatchObject({ new: [begins] });
    expect(drawn([past("a")], [coming("replacement", { targetId: "a" })])).toEqual({ a: ended, new: [begins] });
    expect(drawn([past("a")], [coming("amendment", { targetId: "a", id: "a" })])).toEqual({ a: [...ended, begins] });
  });

  test("shows a time after the last change that is fixed, and no more than two years before", () => {
    const short = timelineOf({ keptSince, at }, [past("a")], [coming("addition", { effectiveAt: day(45) })]);
    expect(short.until.getTime()).toBeGreaterThan(day(45 + 13).getTime());
    const old = timelineOf(
      { keptSince: new Date("2010-01-01"), at },
      [past("a", { from: new Date("2010-01-01") })],
      [],
    );
    expect(old.from).toEqual(later(at, -longestPast));
    expect(old.rows[0]?.spans[0]?.from).toEqual(old.from);
    const fresh = timelineOf({ keptSince: at, at }, [], []);
    expect(fresh.until.getTime()).toBeGreaterThan(fresh.from.getTime());
    expect(fresh.rows).toEqual([]);
  });

  test("of very many draws those with something to come and those in force, and counts the rest", () => {
    const many = Array.from({ length: 500 }, (_, index) => past(`e${index}`, { until: day(-1) }));
    const made = timelineOf({ keptSince, at }, [...many, past("alive")], [coming("addition")]);
    expect(made.rows).toHaveLength(mostRows);
    expect(made.left).toBe(502 - mostRows);
    expect(made.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["alive", "new"]));
  });
});
