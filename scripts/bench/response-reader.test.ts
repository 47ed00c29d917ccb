import { describe, expect, it } from "vitest";
import { ResponseReader } from "./response-reader";

const answer = (body: string, status = "200 OK", length: number | null = body.length) =>
  Buffer.from(`HTTP/1.1 ${status}\r\n${length === null ? "" : `Content-Length: ${length}\r\n`}X: y\r\n\r\n${body}`);

describe("a reader of answers", () => {
  it("counts an answer however its bytes are cut", () => {
    const whole = answer("four");
    for (let cut = 1; cut < whole.length; cut++) {
      const reader = new ResponseReader();
      expect(reader.take(whole.subarray(0, cut)), `cut at ${cut}`).toBe(false);
      expect(reader.take(whole.subarray(cut)), `cut at ${cut}`).toBe(true);
    }
  });

  it("starts anew after each answer", () => {
    const reader = new ResponseReader();
    expect([answer("a"), answer("bcd"), answer("")].map((bytes) => reader.take(bytes))).toEqual([true, true, true]);
  });

  it("stays unsatisfied with a truncated body", () => {
    expect(new ResponseReader().take(answer("abc", "200 OK", 5))).toBe(false);
  });

  it("refuses errors, unknown lengths, surplus bytes and endless heads", () => {
    expect(() => new ResponseReader().take(answer("no", "404 Not Found"))).toThrow("404 Not Found");
    expect(() => new ResponseReader().take(answer("x", "200 OK", null))).toThrow("no length");
    expect(() => new ResponseReader().take(answer("abc", "200 OK", 2))).toThrow("longer");
    expect(() => new ResponseReader().take(Buffer.alloc(70_000, "a"))).toThrow("does not end");
  });
});
