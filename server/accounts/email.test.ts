import { describe, expect, test } from "vitest";
import { domainOf, EmailAddress, hasLabel, isFreemail } from "@/server/accounts/email";
import { maskEmail } from "@/server/platform/mask-email";

describe("an address", () => {
  test.each([
    ["  Ada.Lovelace@Northwind.Example ", "ada.lovelace@northwind.example"],
    ["o'neill@northwind.example", "o'neill@northwind.example"],
    ["ada+trust@northwind.example", "ada+trust@northwind.example"],
    ["用户@例子.中国", "用户@xn--fsqu00a.xn--fiqs8s"],
    ["søren@blåbær.example", "søren@xn--blbr-roah.example"],
    ["søren@blåbær.example", "søren@xn--blbr-roah.example"],
    ["ada@ｎorthwind。example", "ada@northwind.example"],
  ])("%s is kept as %s", (typed, kept) => expect(EmailAddress.parse(typed)).toBe(kept));

  test.each([
    "",
    "ada",
    "@northwind.example",
    "ada@",
    "ada@localhost",
    "ada@northwind",
    "ada@northwind..example",
    "ada@northwind.example.",
    "ada@-northwind.example",
    "ada@192.0.2.1",
    "ada@[192.0.2.1]",
    "ada@north_wind.example",
    "a b@northwind.example",
    "ada@northwind.example\r\nBcc: eve@evil.example",
    "ada\n@northwind.example",
    "ada\u0000@northwind.example",
    "ada\u200b@northwind.example",
    "\u202eada@northwind.example",
    "eve@evil.example,ada@northwind.example",
    `${"a".repeat(65)}@northwind.example`,
    `ada@${"northwind.".repeat(25)}example`,
    `ada@${"ü".repeat(60)}.${"ü".repeat(60)}.${"ü".repeat(60)}.example`,
  ])("is refused: %j", (typed) => expect(EmailAddress.safeParse(typed).success).toBe(false));

  test.each(["x,ada", "group:ada", "eve;ada", "x<ada>", "(eve)ada", '"eve"ada', "eve\\ada", "[eve]ada"])(
    "a mail program would take for another one's is refused: %s@northwind.example",
    (local) => expect(EmailAddress.safeParse(`${local}@northwind.example`).success).toBe(false),
  );

  test("of a domain that holds a second one is refused", () => {
    for (const domain of [
      "northwind.example,evil.example",
      "evil.example(.northwind.example",
      "northwind.example;evil",
    ])
      expect(EmailAddress.safeParse(`ada@${domain}`).success).toBe(false);
  });

  test("is refused with a sentence", () => {
    const [issue] = EmailAddress.safeParse("ada").error?.issues ?? [];
    expect(issue?.message).toBe("Enter an e-mail address in the correct format, like name@company.com.");
  });
});

describe("a domain", () => {
  test("is what stands behind the at sign", () => expect(domainOf("ada@northwind.example")).toBe("northwind.example"));

  test.each(["gmail.com", "outlook.com", "gmx.de", "yahoo.co.uk", "proton.me", "qq.com"])("%s is freemail", (domain) =>
    expect(isFreemail(domain)).toBe(true),
  );
  test.each(["northwind.example", "gmail.com.northwind.example", "alphagen.io"])("%s is not", (domain) =>
    expect(isFreemail(domain)).toBe(false),
  );
});

test("a label is seen in the local part alone", () => {
  expect(hasLabel("ada+again@northwind.example")).toBe(true);
  expect(hasLabel("ada@northwind.example")).toBe(false);
});

test("a masked address cannot be written to", () => {
  expect(maskEmail("ada.lovelace@northwind.example")).toBe("a•••@northwind.example");
});
