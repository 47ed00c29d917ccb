import { describe, expect, it } from "vitest";
import { mailParts } from "./mail-text";

const origin = "http://localhost:3000";
const links = (text: string) => mailParts(text, origin).flatMap((part) => part.href ?? []);

describe("mailParts", () => {
  it("makes an address of our own a link, without the full stop after it, and loses no letter", () => {
    const text = `Hei Åse,\n\nhttp://localhost:3000/sign-in/confirm?token=a_b-C.\n\n— AlphaGen`;
    expect(links(text)).toEqual(["http://localhost:3000/sign-in/confirm?token=a_b-C"]);
    expect(
      mailParts(text, origin)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  it.each([
    "https://localhost:3000/",
    "http://localhost:3001/",
    "http://localhost:3000.evil.example/",
    "http://localhost:3000@evil.example/",
    "http://user@localhost:3000/",
    "http://localhost/",
    "javascript:alert(1)",
    "http://[",
  ])("leaves %s as text", (address) => {
    expect(mailParts(`See ${address} now`, origin)).toEqual([{ text: `See ${address} now` }]);
  });

  it("takes several, and a message without any or without a letter", () => {
    expect(links("http://localhost:3000/a and http://localhost:3000/b")).toHaveLength(2);
    expect(mailParts("nothing", origin)).toEqual([{ text: "nothing" }]);
    expect(mailParts("", origin)).toEqual([]);
  });
});
