import { expect, test } from "vitest";
import { oneLine } from "@/server/platform/text-input";

const Name = oneLine("your full name", 20);

test.each([
  ["  Ada Lovelace ", "Ada Lovelace"],
  ["Ada\r\nBcc: x", "Ada Bcc: x"],
  ["Ada\u2028L", "Ada L"],
  ["Żółć", "Żółć"],
  ["محمد", "محمد"],
])("%j is kept as %j", (typed, kept) => expect(Name.parse(typed)).toBe(kept));

test.each([undefined, "", "   ", "\n", "\u0000"])("%j is refused with a sentence", (typed) => {
  expect(Name.safeParse(typed).error?.issues[0]?.message).toBe("Enter your full name.");
});

test("what is too long is refused", () => {
  expect(Name.safeParse("a".repeat(21)).error?.issues[0]?.message).toBe("Use at most 20 characters.");
});
