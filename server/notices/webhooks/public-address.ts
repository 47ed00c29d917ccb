/** Which network addresses are the public internet's: the only ones that a webhook may be sent to. */
import ipaddr from "ipaddr.js";

/** The only part of IPv6 that is given out for global use (RFC 4291 §2.4, IANA's registry of IPv6 address space). */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");
/** IPv4 as seen from a network that has IPv6 alone (RFC 6052 §2.1): the last four bytes are the address. */
const translated = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * @param text an address as a resolver gives it
 * @returns false for loopback, private, link-local, shared, multicast, documentation, benchmarking, tunnel and reserved
 *   addresses (RFC 6890 and its registries), for forms of IPv6 that embed one, and for what is no address
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.range() === "unicast";
  if (address.match(translated)) return ipaddr.fromByteArray(address.toByteArray().slice(12)).range() === "unicast";
  return address.match(globalUnicast) && address.range() === "unicast";
}
