import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin";

const host = "trust.example:3000";
test.each([
  [{ origin: "http://trust.example:3000" }, true],
  [{ origin: "https://trust.example:3000" }, true],
  [{ origin: "http://trust.example" }, false],
  [{ origin: "http://evil.example" }, false],
  [{ origin: "http://trust.example:3000.evil.example" }, false],
  [{ origin: "null" }, false],
  [{ origin: "null", "sec-fetch-site": "cross-site" }, false],
  [{ origin: "null", "sec-fetch-site": "same-site" }, false],
  [{ origin: "null", "sec-fetch-site": "same-origin" }, true],
  [{ origin: "nonsense" }, false],
  [{}, false],
])("%j", (headers, expected) => {
  expect(isSameOrigin({ headers: { host, ...headers } })).toBe(expected);
});
