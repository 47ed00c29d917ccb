import { expect, test } from "vitest";
import { parseAhead } from "./ahead";

test.each([
  ["+25d", 25 * 86_400],
  ["+6h", 6 * 3_600],
  ["+30m", 1_800],
  ["+1d", 86_400],
])("%s is %d seconds", (argument, seconds) => expect(parseAhead(argument)).toBe(seconds));

test.each([undefined, "", "25d", "-25d", "+0d", "+d", "+1.5d", "+1w", "+1D", "+100000d", "+1d; DROP TABLE x", "+١d"])(
  "%s is not understood",
  (argument) => expect(parseAhead(argument)).toBeNull(),
);
