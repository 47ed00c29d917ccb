import { describe, expect, test } from "vitest";
import { longestAddress, readEndpointAddress } from "@/server/notices/webhooks/endpoint-address";

const read = (text: string) => {
  const result = readEndpointAddress(text);
  return typeof result === "string" ? result : result.href;
};

describe("an endpoint's address", () => {
  test.each([
    ["https://hooks.example.com/a?b=c", "https://hooks.example.com/a?b=c"],
    ["https://hooks.example.com", "https://hooks.example.com/"],
    ["https://hooks.example.com:8443/a", "https://hooks.example.com:8443/a"],
    ["https://hooks.example.com:443/a", "https://hooks.example.com/a"],
    ["HTTPS://HOOKS.Example.COM/A", "https://hooks.example.com/A"],
    ["https://bücher.example/a", "https://xn--bcher-kva.example/a"],
    ["https://hooks.example.com/a#part", "https://hooks.example.com/a"],
    ["https://hooks.example.com/@team", "https://hooks.example.com/@team"],
    ["https://127.0.0.1.example.com/", "https://127.0.0.1.example.com/"],
  ])("%s is taken", (text, address) => expect(read(text)).toBe(address));

  test.each([
    ["hooks.example.com", "unreadable"],
    ["", "unreadable"],
    ["https://", "unreadable"],
    ["https://hooks.example.com/a b", "unreadable"],
    ["https://hooks.example.com/\u202ea", "unreadable"],
    ["https:\\\\hooks.example.com", "unreadable"],
    ["https://hooks.exa\tmple.com", "unreadable"],
    ["https://-hooks.example.com", "unreadable"],
    ["https://hooks_a.example.com", "unreadable"],
    ["https://*.example.com", "unreadable"],
    ["https://hooks..example.com", "unreadable"],
    ["https://hooks.example.com.", "unreadable"],
    [`https://hooks.example.com/${"a".repeat(longestAddress)}`, "unreadable"],
    [`https://${"a.".repeat(130)}example.com`, "unreadable"],
    ["http://hooks.example.com", "notHttps"],
    ["ftp://hooks.example.com", "notHttps"],
    ["file:///etc/passwd", "notHttps"],
    ["javascript:alert(1)", "notHttps"],
    ["https://user@hooks.example.com", "credentials"],
    ["https://user:secret@hooks.example.com", "credentials"],
    ["https://@hooks.example.com", "credentials"],
    ["https://hooks.example.com@localhost", "credentials"],
    ["https://8.8.8.8/", "ipAddress"],
    ["https://127.0.0.1/", "ipAddress"],
    ["https://127.0.0.1./", "ipAddress"],
    ["https://127.1/", "ipAddress"],
    ["https://2130706433/", "ipAddress"],
    ["https://0x7f000001/", "ipAddress"],
    ["https://0x7f.0.0.1/", "ipAddress"],
    ["https://0177.0.0.1/", "ipAddress"],
    ["https://017700000001/", "ipAddress"],
    ["https://127%2e0.0.1/", "ipAddress"],
    ["https://１２７.0.0.1/", "ipAddress"],
    ["https://①②⑦.⓪.⓪.①/", "ipAddress"],
    ["https://127。0。0。1/", "ipAddress"],
    ["https://[::1]/", "ipAddress"],
    ["https://[::ffff:127.0.0.1]/", "ipAddress"],
    ["https://[2606:4700:4700::1111]/", "ipAddress"],
    ["https://localhost/", "internalName"],
    ["https://LOCALHOST:8443/", "internalName"],
    ["https://localhost./", "internalName"],
    ["https://a.localhost/", "internalName"],
    ["https://printer.local/", "internalName"],
    ["https://metadata.google.internal/", "internalName"],
    ["https://router.home.arpa/", "internalName"],
    ["https://database/", "internalName"],
    ["https://hooks.example.com:22/", "port"],
    ["https://hooks.example.com:80/", "port"],
    ["https://hooks.example.com:0/", "port"],
  ])("%s is refused", (text, problem) => expect(read(text)).toBe(problem));
});
