import { expect, test } from "vitest";
import { networkOf } from "@/server/accounts/rate-limit";

test.each([
  ["203.0.113.7", "203.0.113.0/24"],
  ["203.0.113.254", "203.0.113.0/24"],
  ["203.0.114.7", "203.0.114.0/24"],
  ["::ffff:203.0.113.7", "203.0.113.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/56"],
  ["2001:db8:1:ff:ffff::1", "2001:db8:1::/56"],
  ["2001:db8:1:100::1", "2001:db8:1:100::/56"],
  ["::1", "::/56"],
  ["unknown", "unknown"],
  ["203.0.113.7, 10.0.0.1", "unknown"],
  ["", "unknown"],
])("%s counts as %s", (address, network) => expect(networkOf(address)).toBe(network));
