import { describe, expect, test } from "vitest";
import { errorFields } from "@/server/platform/log";

describe("what a log may say of an error", () => {
  test("is its name, code and place, not its words", () => {
    const error = Object.assign(new TypeError("no box for ada@northwind.example"), { code: "EENVELOPE" });
    const fields = errorFields(error);
    expect(fields).toMatchObject({ error: "TypeError", code: "EENVELOPE" });
    expect(fields.place).toMatch(/^at .*log\.test\.ts:\d+:\d+\)?$/);
    expect(JSON.stringify(fields)).not.toContain("ada@");
  });

  test("is not a line of its message that looks like a place", () => {
    const fields = errorFields(new Error("refused:\n    at ada@northwind.example:1:1\nat ada@northwind.example"));
    expect(fields.place).toMatch(/log\.test\.ts/);
    expect(JSON.stringify(fields)).not.toContain("ada@");
  });

  test("leaves out a code that is not a word, and anything that is no error", () => {
    expect(errorFields(Object.assign(new Error("x"), { code: { to: "ada@northwind.example" } })).code).toBeUndefined();
    expect(errorFields("ada@northwind.example")).toEqual({ error: "string" });
  });
});
