import { describe, expect, test } from "vitest";
import { compose } from "@/server/mail/message";

describe("a message", () => {
  test("is plain text, signed with the publisher's name", () => {
    expect(compose("sign-in", "Alpha & Sons", "Hello", ["One.", "Two."])).toEqual({
      kind: "sign-in",
      subject: "Hello",
      text: "One.\n\nTwo.\n\n— Alpha & Sons trust centre\n",
    });
  });

  test.each([
    ["Hello\r\nBcc: eve@evil.example", "Hello Bcc: eve@evil.example"],
    ["Hello\nX: y", "Hello X: y"],
    ["Hello\u2028\u2029X", "Hello X"],
    ["Hello\u0000\u001b[31m", "Hello [31m"],
    ["\u202eolleH", "olleH"],
    ["  Zażółć 你好 ", "Zażółć 你好"],
  ])("keeps its subject on one line: %j", (subject, kept) => {
    expect(compose("sign-in", "P", subject, []).subject).toBe(kept);
  });
});
