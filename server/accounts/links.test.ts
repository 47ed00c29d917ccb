import { describe, expect, test } from "vitest";
import { safeNext } from "@/server/accounts/links";

describe("where sign-in may lead", () => {
  test.each([
    "/portal",
    "/portal/nda",
    "/portal/pack?document=a-b_c.1~2",
    "/desk/requests/0b7e3e3e-6d3c-4f0a-9c53-2a1f6d9f6a55",
    "/desk/audit?kind=sign-in&before=20",
    "/portal/pack?title=a%20b",
  ])("%s is followed", (next) => expect(safeNext(next)).toBe(next));

  test.each([
    "",
    "/",
    "portal",
    "https://evil.example/portal",
    "//evil.example",
    "//evil.example/portal",
    "///portal",
    "/\\evil.example",
    "\\/\\/evil.example",
    "/portal\\..\\..\\evil",
    "/portal//../../evil.example",
    "/portal/../trust",
    "/portal/..%2f..%2fevil",
    "/portal/%2e%2e/%2e%2e",
    "/portal/%5cevil.example",
    "/portalevil",
    "/portal.evil.example",
    "/portal@evil.example",
    "/desk:80@evil.example",
    "/portal#@evil.example",
    "/portal?next=https://evil.example",
    "/portal\r\nSet-Cookie: trust-session=x",
    "/portal\n",
    "/portal\t/x",
    " /portal",
    "javascript:alert(1)",
    "data:text/html,x",
    "/sign-in/confirm?token=x",
    "/PORTAL",
    "/portal/\u202etxt",
    `/portal/${"a".repeat(300)}`,
  ])("%j is not", (next) => expect(safeNext(next)).toBeNull());

  test("nothing is nowhere", () => {
    expect(safeNext(null)).toBeNull();
    expect(safeNext(undefined)).toBeNull();
  });

  test("what is followed stays on the portal's own host", () => {
    for (const next of ["/portal//evil.example", "/portal/@evil.example", "/portal?//evil.example"]) {
      const followed = safeNext(next);
      if (followed !== null) expect(new URL(followed, "https://trust.example.com").host).toBe("trust.example.com");
    }
  });
});
