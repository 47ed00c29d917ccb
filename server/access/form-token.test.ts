import { expect, test } from "vitest";
import { hours, later, seconds } from "@/server/platform/clock";
import { formToken, judgeToken, renewedToken, suspicionOf } from "./form-token";

const secret = "s".repeat(40);
const at = new Date("2026-11-22T10:00:00Z");
const judged = (token: string, after: number) => judgeToken(secret, token, later(at, after));

test("a token is good from two seconds to a day after it was made", () => {
  const token = formToken(secret, at);
  expect(judged(token, 0)).toBe("early");
  expect(judged(token, 2 * seconds)).toBe("good");
  expect(judged(token, 24 * hours)).toBe("good");
  expect(judged(token, 24 * hours + 1)).toBe("expired");
});

test("one for somebody who was seen is good at once", () => {
  expect(judged(renewedToken(secret, at), 0)).toBe("good");
});

test("nobody else makes one, nor makes one younger", () => {
  const token = formToken(secret, at);
  const younger = formToken("other", later(at, hours));
  const mixed = `${younger.split(".")[0]}.${token.split(".")[1]}`;
  for (const forged of ["", ".", "x", token.slice(0, -1), `${token}x`, younger, mixed])
    expect(judged(forged, hours), forged).toBe("forged");
});

test("a form is suspected for its trap before its token, and not at all where both are as we made them", () => {
  const token = formToken(secret, at);
  const sent = (confirmation: string, given = token) =>
    suspicionOf(secret, { token: given, confirmation }, later(at, hours));
  expect(sent("")).toBeNull();
  expect(sent("yes")).toBe("trap");
  expect(sent("", "forged")).toBe("forged");
  expect(suspicionOf(secret, { token, confirmation: "" }, at)).toBe("early");
});
