import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RegisterEntry } from "@/server/subprocessors/register";
import { wordsIn } from "@/server/words/words";
import { changedFields, differenceOf, nameOf, slugOf } from "./change";
import { type FixedChange, withChanges } from "./coming";
import { changeFingerprint } from "./fingerprint";
import { changeStates, isChangeKind, mayFollow, standingAt, transitions } from "./lifecycle";
import { approvalInput, changeLimits, proposalInput, withdrawalInput } from "./schema";

const silent = { role: null, purpose: null, dataCategories: null, transferMechanism: null, certifications: null };
const entry = (id: string, given: Partial<RegisterEntry> = {}): RegisterEntry => ({
  ...{ id, name: id.toUpperCase(), ...silent, location: null, since: null },
  ...given,
});

describe("the difference", () => {
  test("names every field in the register's order, and which of them change", () => {
    const [previous, next] = [entry("one", { location: "EU" }), entry("one", { location: null, role: "Hosting" })];
    expect(changedFields({ previous, entry: next })).toEqual(["role", "location"]);
    expect(
      differenceOf({ previous, entry: next })
        .map(({ field }) => field)
        .slice(0, 3),
    ).toEqual([...["name", "role", "purpose"]]);
  });

  test("of a newcomer has no before, of a removal no after", () => {
    expect(differenceOf({ previous: null, entry: entry("a") })[0]).toMatchObject({ before: null, after: "A" });
    expect(differenceOf({ previous: entry("a"), entry: null })[0]).toMatchObject({ before: "A", after: null });
    expect(nameOf({ previous: entry("a"), entry: null })).toBe("A");
    expect(nameOf({ previous: entry("a"), entry: entry("b") })).toBe("B");
  });
});

describe("a newcomer's id", () => {
  test.each([
    ["Anthropic, PBC", "anthropic-pbc"],
    ["Ærfugl Sky & Søn AS", "aerfugl-sky-son-as"],
    ["Straße (Zürich) GmbH", "strasse-zurich-gmbh"],
    ["  --  X  --  ", "x"],
    ["!!!", "21-21-21"],
    ["شركة", "634-631-643-629"],
  ])("of %s is %s", (name, id) => {
    // Marks are taken off letters of any alphabet before they are spelled out.
    if (id.startsWith("634")) expect(slugOf(name)).toMatch(/^[0-9a-f-]+$/);
    else expect(slugOf(name)).toBe(id);
  });

  test("is as the file's ids are, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
        fc.pre(name.trim() !== "");
        expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe("the register to come", () => {
  const held = [
    { subProcessorId: "1", entry: entry("one") },
    { subProcessorId: "2", entry: entry("two") },
  ];
  const change = (given: Partial<FixedChange>): FixedChange => ({
    ...{ id: "c", kind: "addition", targetId: null, entry: entry("new") },
    ...given,
  });
  const idsAfter = (...changes: FixedChange[]) => withChanges(held, changes).map((each) => each.entry.id);

  test("has the newcomer last, the changed in its place, and not the removed", () => {
    expect(idsAfter()).toEqual(["one", "two"]);
    expect(idsAfter(change({}))).toEqual(["one", "two", "new"]);
    expect(idsAfter(change({ kind: "removal", targetId: "1" }))).toEqual(["two"]);
    expect(idsAfter(change({ kind: "replacement", targetId: "1" }))).toEqual(["two", "new"]);
    const moved = change({ kind: "amendment", targetId: "1", entry: entry("one", { location: "Moon" }) });
    expect(withChanges(held, [moved])[0]?.entry.location).toBe("Moon");
    expect(idsAfter(moved, change({ kind: "removal", targetId: "2" }), change({}))).toEqual(["one", "new"]);
    expect(held[0]?.entry.location).toBeNull();
  });
});

describe("the life of a change", () => {
  test("has no way out of its ends, and a withdrawal from everywhere else", () => {
    expect([transitions.effective, transitions.withdrawn]).toEqual([[], []]);
    for (const state of changeStates)
      expect(mayFollow(state, "withdrawn")).toBe(["draft", "approved", "noticed"].includes(state));
    expect(mayFollow("draft", "effective")).toBe(false);
    expect(isChangeKind("constructor")).toBe(false);
  });

  test("stands in effect from its very instant, before the job has run", () => {
    const effectiveAt = new Date("2027-01-10T12:00:00.000Z");
    const standing = (at: string) => standingAt({ state: "noticed", effectiveAt }, new Date(at));
    expect(standing("2027-01-10T11:59:59.999Z")).toBe("noticed");
    expect(standing("2027-01-10T12:00:00.000Z")).toBe("effective");
    expect(standingAt({ state: "withdrawn", effectiveAt }, new Date("2028-01-01"))).toBe("withdrawn");
    expect(standingAt({ state: "approved", effectiveAt: null }, new Date("2028-01-01"))).toBe("approved");
  });
});

describe("the fingerprint of what is approved", () => {
  const read = { kind: "amendment", previous: entry("a"), entry: entry("a", { role: "R" }) } as const;
  const argued = { reasons: "r", assessment: "s", alternatives: "n" };

  test("differs with anything that an approver reads", () => {
    const of = (given: object, days = 30) => changeFingerprint({ ...read, ...argued, ...given }, days);
    const all = [
      of({}),
      of({}, 31),
      of({ kind: "replacement" }),
      of({ previous: null }),
      of({ previous: entry("a", { location: "EU" }) }),
      of({ entry: entry("a", { purpose: "R" }) }),
      of({ reasons: "s", assessment: "r" }),
      of({ alternatives: "" }),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(of({})).toBe(all[0]);
  });
});

describe("the forms", () => {
  const words = wordsIn("en");
  const filled = { kind: "addition", name: "New", reasons: "r", assessment: "a", alternatives: "none" };
  const refusals = (given: object) => {
    const parsed = proposalInput(words).safeParse(given);
    return Object.fromEntries(parsed.error?.issues.map((issue) => [String(issue.path[0]), issue.message]) ?? []);
  };

  test("name every missing argument, with what to enter", () => {
    expect(refusals({ kind: "addition", name: " ", reasons: "", since: "2027-02-29" })).toEqual({
      name: "Enter the sub-processor’s name.",
      since: "Enter a day of the calendar, written like 2026-12-15, or leave the field empty.",
      reasons: "Enter the reasons.",
      assessment: "Enter the data-protection assessment.",
      alternatives: "Enter the alternatives for those who object; where there are none, say so.",
    });
    expect(refusals({}).kind).toBe("Choose what is to change.");
    expect(refusals({ ...filled, location: "x".repeat(changeLimits.stated + 1) }).location).toContain("at most 600");
  });

  test("keep several lines of an argument, and one of a field", () => {
    const parsed = proposalInput(words).parse({ ...filled, reasons: " a\r\nb\u0000 ", location: "EU\nUS\u202e" });
    expect(parsed).toMatchObject({ reasons: "a\nb", location: "EU US", role: null, since: null });
  });

  test("ask an approver to say so, and a withdrawal for its reason", () => {
    const id = "00000000-0000-4000-8000-000000000000";
    expect(approvalInput(words).safeParse({ changeId: id, seen: "0".repeat(64) }).error?.issues[0]?.message).toContain(
      "Confirm that you have read",
    );
    expect(approvalInput(words).safeParse({ changeId: id, seen: "x", read: "yes" }).success).toBe(false);
    const withdrawal = (state: string, reason: string) =>
      withdrawalInput(words).safeParse({ changeId: id, state, reason }).success;
    expect(withdrawal("noticed", "Because")).toBe(true);
    expect(withdrawal("noticed", "  ")).toBe(false);
    expect(withdrawal("effective", "Because")).toBe(false);
  });
});
