import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/**
 * The address of whoever asks. Forwarded headers count only as far as trusted proxies wrote them: read from the right,
 * the first address that is not a trusted proxy's is the client's.
 */
export function clientAddress(
  request: Pick<IncomingMessage, "headers" | "socket">,
  trustedProxies: readonly string[],
): string {
  const peer = normalise(request.socket.remoteAddress ?? "");
  if (!isTrusted(peer, trustedProxies)) return peer;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => normalise(part.trim()))
    .filter((part) => part !== "unknown");
  return forwarded.findLast((address) => !isTrusted(address, trustedProxies)) ?? peer;
}

export function isTrusted(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [base, bits] = network.includes("/") ? ipaddr.parseCIDR(network) : [ipaddr.parse(network), undefined];
    return base.kind() === parsed.kind() && parsed.match(base, bits ?? (base.kind() === "ipv4" ? 32 : 128));
  });
}

function normalise(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : "unknown";
}
