import { expect, test } from "vitest";
import { Pace } from "@/server/notices/sending/pace";

function pace(...steps: readonly ("answered" | "putOff" | "failed")[]): Pace {
  const made = new Pace(5);
  for (const step of steps) made[step]();
  return made;
}
const many = <Step>(count: number, step: Step): Step[] => Array.from({ length: count }, () => step);

test("begins with one message at a time and grows to the most, not beyond", () => {
  expect(pace().allowed).toBe(1);
  expect(pace("answered").allowed).toBe(2);
  expect(pace(...many(30, "answered" as const)).allowed).toBe(5);
});

test("halves and pauses where the server puts messages off, never below one, and never stops for that", () => {
  const full = many(30, "answered" as const);
  expect(pace(...full, "putOff").allowed).toBe(2);
  expect(pace(...full, "putOff").pause).toBe(25);
  const slow = pace(...full, ...many(50, "putOff" as const));
  expect([slow.allowed, slow.pause, slow.stopped]).toEqual([1, 500, false]);
  expect(pace(...full, "putOff", "answered").pause).toBe(0);
});

test("stops after five failures in a row, which any answer interrupts", () => {
  expect(pace(...many(4, "failed" as const)).stopped).toBe(false);
  expect(pace(...many(5, "failed" as const)).stopped).toBe(true);
  expect(pace(...many(4, "failed" as const), "putOff", ...many(4, "failed" as const)).stopped).toBe(false);
});
