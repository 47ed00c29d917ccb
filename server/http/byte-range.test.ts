import { expect, test } from "vitest";
import { parseRange } from "./byte-range";

test.each([
  [undefined, null],
  ["bytes=0-0", { start: 0, end: 1 }],
  ["bytes=10-", { start: 10, end: 100 }],
  ["bytes=-5", { start: 95, end: 100 }],
  ["bytes=-500", { start: 0, end: 100 }],
  ["bytes=90-500", { start: 90, end: 100 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=5-2", null],
  ["bytes=0-1,5-6", null],
  ["bytes=-", null],
  ["items=0-5", null],
])("%s", (header, expected) => {
  expect(parseRange(header, 100)).toEqual(expected);
});
