/** security.txt (RFC 9116): signed, and made anew each week, so that its bytes stay the same meanwhile. */
import { currentPack } from "@/server/content/current-pack";
import { csafBase, providerFiles } from "@/server/feeds/csaf-provider";
import type { OpenPgpKey } from "@/server/keys/openpgp";
import { openPgpKey } from "@/server/keys/openpgp-file";
import { days, later } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";
import { type SecurityContact, securityContact } from "@/server/vulnerabilities/security-contact";
import type { Locale } from "@/server/words/locale";

const renewedEvery = 7 * days;
/** RFC 9116 §2.5.5 recommends less than a year. Twelve weeks are left when a new one takes its place. */
const validFor = 90 * days;

export const reportPath = "/report-a-vulnerability";
export const keyPath = "/.well-known/openpgp-key.asc";
export const securityTextPath = "/.well-known/security.txt";

export interface SecurityTextFacts {
  readonly contact: SecurityContact;
  readonly publicUrl: URL;
  readonly languages: readonly Locale[];
  readonly key: Pick<OpenPgpKey, "fingerprint" | "encrypts">;
  readonly expires: Date;
}

/** The text before it is signed. Web addresses must be https (RFC 9116 §2.5), so a deployment without TLS names none. */
export function securityText({ contact, publicUrl, languages, key, expires }: SecurityTextFacts): string {
  const web = (name: string, path: string) =>
    publicUrl.protocol === "https:" ? [`${name}: ${new URL(path, publicUrl).href}`] : [];
  const lines = [
    ...(contact.demonstration ? ["# Demonstration: nobody reads this address."] : []),
    ...(publicUrl.protocol === "https:"
      ? []
      : [
          `# The report form, the key's address, Acknowledgments, Canonical, Policy and CSAF are web addresses, which must be https.`,
          "# They stand here once PUBLIC_URL is.",
        ]),
    `Contact: mailto:${contact.address}`,
    ...web("Contact", reportPath),
    `Expires: ${expires.toISOString().replace(/\.\d+Z$/, "Z")}`,
    ...(key.encrypts
      ? [...web("Encryption", keyPath), `Encryption: openpgp4fpr:${key.fingerprint.toLowerCase()}`]
      : []),
    ...web("Acknowledgments", "/acknowledgements"),
    `Preferred-Languages: ${languages.join(", ")}`,
    ...web("Canonical", securityTextPath),
    ...web("Policy", reportPath),
    // Registered with the fields of RFC 9116; CSAF 2.0 §7.1.8.
    ...web("CSAF", csafBase + providerFiles.metadata),
  ];
  return `${lines.join("\n")}\n`;
}

/** When the text in force was signed and until when it counts: the same for a whole week. A key signs nothing from before it was made. */
export function validity(at: Date, keyMade: Date): { readonly signed: Date; readonly expires: Date } {
  const begun = new Date(Math.floor(at.getTime() / renewedEvery) * renewedEvery);
  return { signed: begun < keyMade ? keyMade : begun, expires: later(begun, validFor) };
}

/** The deployment's key, as its publisher's security contact uses it; made when first asked for. Null without a contact. */
export async function securityKey(): Promise<OpenPgpKey | null> {
  const contact = await securityContact();
  if (contact === null) return null;
  const { name, publisher } = await currentPack();
  return openPgpKey(name, `${publisher.names.short} trust centre <${contact.address}>`);
}

/** @returns null for a publisher without a security contact: RFC 9116 §2.5.3 wants one */
export async function signedSecurityText(at: Date): Promise<string | null> {
  const [contact, key] = await Promise.all([securityContact(), securityKey()]);
  if (contact === null || key === null) return null;
  const { languages } = (await currentPack()).publisher;
  const { signed, expires } = validity(at, key.createdAt);
  return key.signCleartext(securityText({ contact, publicUrl: settings().publicUrl, languages, key, expires }), signed);
}
