import { beforeAll, expect, test } from "vitest";
import { randomWord } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { countAttempt, longestWindow } from "@/server/accounts/rate-limit";
import { later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

beforeAll(() => useOwnDatabase());

const at = new Date("2026-11-22T10:00:00Z");

test("takes as many attempts as it allows, and then says from when on", async () => {
  const limit = { name: `test-${randomWord()}`, most: 2, window: longestWindow };
  const attempt = (subject: string, moment = at) => countAttempt(database(), limit, subject, moment);
  expect([await attempt("one"), await attempt("one")]).toEqual([null, null]);
  expect(await attempt("one")).toEqual(later(at, longestWindow));
  expect(await attempt("another")).toBeNull();
  expect(await attempt("one", later(at, longestWindow))).toBeNull();
});

test("refuses a window longer than the privacy page says", async () => {
  const limit = { name: "test", most: 1, window: longestWindow + 1 };
  await expect(countAttempt(database(), limit, "one", at)).rejects.toThrow(RangeError);
});
