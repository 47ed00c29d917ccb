import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const request = (peer: string, forwarded?: string) => ({
  socket: { remoteAddress: peer } as Socket,
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
});

test("a stranger's forwarded header is ignored", () => {
  expect(clientAddress(request("203.0.113.9", "198.51.100.1"), [])).toBe("203.0.113.9");
  expect(clientAddress(request("203.0.113.9", "198.51.100.1"), ["10.0.0.0/8"])).toBe("203.0.113.9");
});
test("behind a trusted proxy the nearest address that is not a proxy counts", () => {
  expect(clientAddress(request("::ffff:10.1.2.3", "6.6.6.6, 198.51.100.1, 10.9.9.9"), ["10.0.0.0/8"])).toBe(
    "198.51.100.1",
  );
});
test("nonsense in the header leaves the proxy's own address", () => {
  expect(clientAddress(request("10.1.2.3", "<script>, ,"), ["10.1.2.3"])).toBe("10.1.2.3");
});
