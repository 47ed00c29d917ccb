/**
 * The settings of DKIM signing (RFC 6376): all three or none. The key file is read and checked here, at start, because
 * the mailer sends a message without a signature where it can't sign it. No line repeats the value of DKIM_KEY: somebody
 * may have put the key itself there.
 */
import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

export interface Dkim {
  readonly domain: string;
  readonly selector: string;
  /** RSA of at least 2048 bits. */
  readonly privateKey: KeyObject;
}

export interface DkimEnvironment {
  readonly SMTP_URL?: string | undefined;
  readonly DKIM_DOMAIN?: string | undefined;
  readonly DKIM_SELECTOR?: string | undefined;
  readonly DKIM_KEY?: string | undefined;
}

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
export const domainPattern = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})+$`, "i");
/** RFC 6376 §3.1: labels as in a domain name, with points between them. */
export const selectorPattern = new RegExp(`^(?=.{1,190}$)${label}(?:\\.${label})*$`, "i");

/** RFC 8301 §3.2: signers should use at least this. */
const fewestBits = 2048;
const mend = "make one with: openssl genrsa -out dkim.pem 2048";

/** @param problems gets a line for what is wrong @returns undefined where nothing is to be signed, or something is wrong */
export function readDkim(environment: DkimEnvironment, problems: string[]): Dkim | undefined {
  const { SMTP_URL, DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY: file } = environment;
  const all = Object.entries({ DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY: file });
  const missing = all.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length === all.length) return undefined;
  if (domain === undefined || selector === undefined || file === undefined) {
    const present = all.map(([name]) => name).filter((name) => !missing.includes(name));
    problems.push(
      `${missing.join(", ")}: ${missing.length === 1 ? "is" : "are"} required beside ${present.join(" and ")}; set all three, or none.`,
    );
    return undefined;
  }
  if (SMTP_URL === undefined)
    problems.push(
      "SMTP_URL: is required beside DKIM_DOMAIN: mail that is kept is not signed; set it, or unset DKIM_*.",
    );
  const key = readKey(file);
  if (typeof key === "string") problems.push(`DKIM_KEY: ${key}.`);
  return typeof key === "string" ? undefined : { domain, selector, privateKey: key };
}

/** @returns the key, or what is wrong with it */
function readKey(file: string): KeyObject | string {
  const text = readPrivately(file);
  return typeof text === "string" ? text : parseKey(text.pem);
}

function readPrivately(file: string): { readonly pem: string } | string {
  try {
    if ((statSync(file).mode & 0o077) !== 0)
      return "the file is open to other users; run chmod 600 on it, and change the key if others could read it";
    return { pem: readFileSync(file, "utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    if (code === "ENOENT" || code === "ENAMETOOLONG")
      return `there is no such file; set the path of a PEM private key, or ${mend}`;
    return `the file can't be read (${code}); set the path of a PEM private key that the server may read`;
  }
}

/** RSA alone: the mailer signs with rsa-sha256 and nothing else, so an Ed25519 key (RFC 8463) would sign nothing. */
function parseKey(pem: string): KeyObject | string {
  try {
    const key = createPrivateKey({ key: pem, format: "pem" });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== "rsa") return `the file must hold an RSA key, not another kind; ${mend}`;
    if (bits < fewestBits) return `the RSA key has ${bits} bits and needs at least ${fewestBits}; ${mend}`;
    return key;
  } catch {
    return `the file holds no PEM private key without a passphrase; ${mend}`;
  }
}
