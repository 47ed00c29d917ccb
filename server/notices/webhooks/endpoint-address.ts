/** What an endpoint's address may be, before any name is resolved. The same rule counts when it is saved and at each sending. */
import { isIP } from "node:net";

export type AddressProblem = "unreadable" | "notHttps" | "credentials" | "ipAddress" | "internalName" | "port";

export const longestAddress = 1000;

/** Names that mean this machine or its own network wherever they are asked for (RFC 6761, 6762, 7686, 8375; ICANN's .internal). */
const internalNames = ["localhost", "localdomain", "local", "internal", "intranet", "home.arpa", "onion"];

const label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
const dottedName = new RegExp(`^(${label}\\.)+${label}$`);

/** An address that may be saved, or why not. */
export function readEndpointAddress(text: string): URL | AddressProblem {
  // URL parsers pass over these in silence, so what a person reads would not be what is called.
  if (text.length > longestAddress || /[\s\\\p{Cc}\p{Cf}]/u.test(text) || !URL.canParse(text)) return "unreadable";
  const url = new URL(text);
  if (url.protocol !== "https:") return "notHttps";
  if (url.username !== "" || url.password !== "" || text.split("/")[2]?.includes("@")) return "credentials";
  url.hash = "";
  // Decimal, octal and hexadecimal forms of IPv4 are plain ones by now (WHATWG URL §3.5).
  if (isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) return "ipAddress";
  const name = url.hostname;
  if (internalNames.some((each) => name.replace(/\.+$/, "").endsWith(`.${each}`) || name.replace(/\.+$/, "") === each))
    return "internalName";
  if (!name.includes(".")) return "internalName";
  if (name.length > 253 || !dottedName.test(name)) return "unreadable";
  if (url.port !== "" && Number(url.port) < 1024) return "port";
  return url;
}
