import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConcerningChange, concernOf, type OrderedTerms, relationOf } from "@/server/notices/preparation/relation";

const regions = ["UK", "EU", "US"];
const entry = (id: string, location: string | null) => ({ id, location });
const addition = (location: string | null): ConcerningChange => ({
  kind: "addition",
  previous: null,
  entry: entry("newcomer", location),
});
const form = (given: Partial<OrderedTerms> = {}): OrderedTerms => ({
  ...{ reference: "OF-1", regions: ["EU"], restricted: false, approvedSubProcessors: [] },
  ...given,
});
const relation = (change: ConcerningChange, given?: Partial<OrderedTerms>) => relationOf(change, form(given), regions);

describe("the region of an order form", () => {
  test.each([
    ["EU", "touches"],
    ["eu, UK", "touches"],
    ["UK and US", "does_not_touch"],
    ["UK / US", "does_not_touch"],
    ["US", "does_not_touch"],
    [null, "touches"],
    ["Global", "touches"],
    ["US (support from the EU)", "touches"],
    ["USA", "touches"],
    ["US, and elsewhere", "touches"],
    ["", "touches"],
  ] as const)("EU against a location of %s: %s", (location, wanted) => {
    expect(relation(addition(location))).toBe(wanted);
  });

  test("that is not stated touches, and so does a publisher's own that does not say any", () => {
    expect(relation(addition("US"), { regions: [] })).toBe("touches");
    expect(relationOf(addition("US"), form(), [])).toBe("touches");
  });

  test("that data leave or reach touches", () => {
    const moved = (before: string, after: string): ConcerningChange => ({
      kind: "amendment",
      previous: entry("cloud", before),
      entry: entry("cloud", after),
    });
    expect(relation(moved("EU", "US"))).toBe("touches");
    expect(relation(moved("US", "EU"))).toBe("touches");
    expect(relation(moved("US", "UK"))).toBe("does_not_touch");
  });
});

describe("a form that allows approved sub-processors only", () => {
  const restricted = { restricted: true, approvedSubProcessors: ["cloud"] };
  const replacement: ConcerningChange = {
    kind: "replacement",
    previous: entry("cloud", null),
    entry: entry("newcomer", null),
  };

  test("leaves a newcomer out", () => {
    expect(relation(addition("EU"), restricted)).toBe("stays_excluded");
  });
  test("is touched where an approved one is displaced, changes or goes", () => {
    expect(relation(replacement, restricted)).toBe("touches");
    expect(relation({ ...replacement, kind: "removal", entry: null }, restricted)).toBe("touches");
    expect(relation({ ...replacement, kind: "amendment", entry: entry("cloud", null) }, restricted)).toBe("touches");
  });
  test("is not touched where one goes that was never approved, and excludes one that only changes", () => {
    const other = { restricted: true, approvedSubProcessors: ["mail"] };
    expect(relation({ ...replacement, kind: "removal", entry: null }, other)).toBe("does_not_touch");
    expect(relation({ ...replacement, kind: "amendment", entry: entry("cloud", null) }, other)).toBe("stays_excluded");
    expect(relation(replacement, other)).toBe("stays_excluded");
  });
});

const slugs = fc.constantFrom("cloud", "mail", "newcomer");
const places = fc.oneof(
  fc.constant(null),
  fc.subarray([...regions, "Global"], { minLength: 1 }).map((names) => names.join(", ")),
  fc.string(),
);
const entries = fc.record({ id: slugs, location: places });
const changes = fc.oneof(
  entries.map((each): ConcerningChange => ({ kind: "addition", previous: null, entry: each })),
  entries.map((each): ConcerningChange => ({ kind: "removal", previous: each, entry: null })),
  fc
    .tuple(entries, entries)
    .map(([previous, next]): ConcerningChange => ({ kind: "replacement", previous, entry: next })),
  fc.tuple(entries, places).map(
    ([previous, location]): ConcerningChange => ({
      kind: "amendment",
      previous,
      entry: { id: previous.id, location },
    }),
  ),
);
const forms = fc.record({
  reference: fc.string(),
  regions: fc.subarray(regions),
  restricted: fc.boolean(),
  approvedSubProcessors: fc.subarray(["cloud", "mail", "newcomer"]),
});

describe("whatever the order forms say", () => {
  test("an account without any is touched", () => {
    fc.assert(
      fc.property(changes, (change) => {
        expect(concernOf(change, [], regions)).toEqual({ relation: "touches", orderForms: [] });
      }),
    );
  });

  test("the account is concerned as its most concerned form, and another form never makes it less", () => {
    const rank = ["touches", "stays_excluded", "does_not_touch"];
    fc.assert(
      fc.property(changes, fc.array(forms, { minLength: 1 }), forms, (change, some, another) => {
        const before = rank.indexOf(concernOf(change, some, regions).relation);
        const after = rank.indexOf(concernOf(change, [...some, another], regions).relation);
        expect(after).toBeLessThanOrEqual(before);
        expect(before).toBe(Math.min(...some.map((each) => rank.indexOf(relationOf(change, each, regions)))));
      }),
    );
  });

  test("nobody is told that it does not touch where a place is not one of the regions", () => {
    fc.assert(
      fc.property(changes, forms, fc.constantFrom("Global", "Asia", null, "EU or so"), (change, some, location) => {
        const vague = (each: { id: string } | null) => each && { id: each.id, location };
        const blurred = { ...change, previous: vague(change.previous), entry: vague(change.entry) };
        const open = { ...some, restricted: false };
        expect(relationOf(blurred, open, regions)).toBe("touches");
      }),
    );
  });

  test("an unrestricted form excludes nobody, and a restricted one is never touched by who is not approved", () => {
    fc.assert(
      fc.property(changes, forms, (change, some) => {
        const got = relationOf(change, some, regions);
        if (!some.restricted) expect(got).not.toBe("stays_excluded");
        const ids = [change.previous?.id, change.entry?.id];
        if (some.restricted && !ids.some((id) => id && some.approvedSubProcessors.includes(id)))
          expect(got).toBe(change.kind === "removal" ? "does_not_touch" : "stays_excluded");
      }),
    );
  });

  test("the order of forms and of regions decides nothing", () => {
    fc.assert(
      fc.property(changes, fc.array(forms), (change, some) => {
        const turned = some.map((each) => ({ ...each, regions: [...each.regions].reverse() })).reverse();
        expect(concernOf(change, turned, [...regions].reverse()).relation).toBe(
          concernOf(change, some, regions).relation,
        );
      }),
    );
  });
});
