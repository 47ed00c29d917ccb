import { expect, test } from "vitest";
import { acceptedVersions, isFresh } from "./policy";

const version = (id: string, acceptsEarlier: boolean) => ({ id, acceptsEarlier });

test("a version that does not accept earlier ones asks everybody again", () => {
  expect(acceptedVersions([version("3", false), version("2", true), version("1", true)])).toEqual(["3"]);
});
test("acceptance runs back only as far as each newer version grants it", () => {
  expect(acceptedVersions([version("4", true), version("3", true), version("2", false), version("1", true)])).toEqual([
    "4",
    "3",
    "2",
  ]);
});
test("nothing published, nothing accepted", () => {
  expect(acceptedVersions([])).toEqual([]);
});
test("authentication is fresh for fifteen minutes", () => {
  const then = new Date("2026-03-29T00:55:00Z");
  expect(isFresh(then, new Date("2026-03-29T01:09:59Z"))).toBe(true);
  expect(isFresh(then, new Date("2026-03-29T01:10:00Z"))).toBe(false);
});
