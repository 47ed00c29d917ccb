import { Hash } from "@/components/ui/hash";
import type { CurrentWords } from "@/server/access/current-words";
import type { OpenPgpKey } from "@/server/keys/openpgp";
import type { SecurityContact } from "@/server/vulnerabilities/security-contact";
import { keyPath, securityTextPath } from "@/server/vulnerabilities/security-text";

/** The way past the form: the address, the key and its fingerprint, where the publisher has an address. */
export function EncryptedMail({
  contact,
  securityKey,
  current: { words, locale },
}: {
  contact: SecurityContact | null;
  securityKey: OpenPgpKey | null;
  current: CurrentWords;
}) {
  if (contact === null || securityKey === null) return <p>{words("vulnerability.encrypted.none")}</p>;
  const mail = () => (
    <>
      <a href={`mailto:${contact.address}`}>{contact.address}</a>
      {contact.demonstration ? ` (${words("vulnerability.encrypted.demonstration")})` : null}
    </>
  );
  const how = securityKey.encrypts ? "how" : "plain";
  return (
    <>
      <p>{words.rich(`vulnerability.encrypted.${how}`, { mail, key: (text) => <a href={keyPath}>{text}</a> })}</p>
      <p className="[&_.hash]:break-normal">
        <Hash
          value={inGroups(securityKey.fingerprint)}
          kind={words("vulnerability.encrypted.fingerprint")}
          locale={locale}
        />
      </p>
      <p>{words.rich("vulnerability.encrypted.machine", { file: (text) => <a href={securityTextPath}>{text}</a> })}</p>
    </>
  );
}

/** As gpg shows it. */
const inGroups = (fingerprint: string) => fingerprint.match(/.{4}/g)?.join(" ") ?? fingerprint;
