/**
 * The publisher's own sealing key and its certificate, made once for a deployment. It makes the organisation's
 * seal (eIDAS Art. 3(25)), never the electronic signature of a person. The root's private key signs the one
 * certificate below it and is then forgotten, so nothing else can ever be issued under that root.
 */
import { createPrivateKey, randomBytes, sign, X509Certificate } from "node:crypto";
import { Set as AsnSet, BitString, Integer, OctetString, Sequence, Utf8String } from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  RelativeDistinguishedNames,
} from "pkijs";
import type { Sealer } from "@/server/keys/key-service";

export interface SealIdentity {
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array;
  /** DER: the sealing certificate, then its root. */
  readonly certificates: Uint8Array[];
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const DIGEST = "SHA-256";

/** RFC 9336 §3.1, then RFC 5280 §4.2.1.12: Poppler's pdfsig calls the issuer unknown without the second. */
const EXTENDED_KEY_USAGE = { documentSigning: "1.3.6.1.5.5.7.3.36", emailProtection: "1.3.6.1.5.5.7.3.4" };

/** Attribute types of X.520 and extensions of RFC 5280 §4.2.1. */
const OID = {
  commonName: "2.5.4.3",
  organisation: "2.5.4.10",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
};

/** The first octet of the KeyUsage bit string and how many of its bits are unused, RFC 5280 §4.2.1.3. */
const KEY_USAGE = {
  sealing: { bits: 0b1100_0000, unused: 6 },
  issuing: { bits: 0b0000_0110, unused: 1 },
};

/** Upper bound of organisation and common names, RFC 5280 Appendix A.1. */
const NAME_LENGTH = 64;

/** @param years how long both certificates are valid, 10 when absent. */
export async function createSealIdentity({
  organisation,
  createdAt,
  years = 10,
}: {
  organisation: string;
  createdAt: Date;
  years?: number;
}): Promise<SealIdentity> {
  const rootKeys = await newKeys(false);
  const sealKeys = await newKeys(true);

  const root = newCertificate(createdAt, years);
  root.subject = root.issuer = nameOf(organisation, "seal root");
  await setPublicKey(root, rootKeys.publicKey);
  addExtension(root, OID.basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema(), true);
  addKeyUsage(root, KEY_USAGE.issuing);
  await root.sign(rootKeys.privateKey, DIGEST);

  const seal = newCertificate(createdAt, years);
  seal.subject = nameOf(organisation, "document seal");
  seal.issuer = root.subject;
  await setPublicKey(seal, sealKeys.publicKey);
  addKeyUsage(seal, KEY_USAGE.sealing);
  const purposes = new ExtKeyUsage({ keyPurposes: Object.values(EXTENDED_KEY_USAGE) });
  addExtension(seal, OID.extendedKeyUsage, purposes.toSchema(), false);
  await seal.sign(rootKeys.privateKey, DIGEST);

  return {
    privateKey: new Uint8Array(await crypto.subtle.exportKey("pkcs8", sealKeys.privateKey)),
    certificates: [seal, root].map((certificate) => new Uint8Array(certificate.toSchema(true).toBER())),
  };
}

/** @throws Error when the private key is no P-256 key in PKCS #8, or not the one its certificate is for. */
export async function sealerFrom(identity: SealIdentity): Promise<Sealer> {
  const [certificate] = identity.certificates;
  if (!certificate) throw new Error("The seal identity holds no certificate.");
  const key = createPrivateKey({ key: Buffer.from(identity.privateKey), format: "der", type: "pkcs8" });
  if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") throw new Error("The sealing key is no P-256 key.");
  if (!new X509Certificate(certificate).checkPrivateKey(key)) {
    throw new Error("The sealing key is not the one its certificate is for.");
  }
  return {
    certificates: identity.certificates,
    sign: async (data) => new Uint8Array(sign("sha256", data, { key, dsaEncoding: "der" })),
  };
}

async function newKeys(extractable: boolean): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, extractable, ["sign", "verify"]);
}

function newCertificate(createdAt: Date, years: number): Certificate {
  const certificate = new Certificate();
  certificate.version = 2;
  // Positive and of 127 random bits: RFC 5280 §4.1.2.2 wants no negative serial number.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: new Uint8Array(serial).buffer });
  certificate.notBefore.value = createdAt;
  const notAfter = new Date(createdAt);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  certificate.notAfter.value = notAfter;
  return certificate;
}

// Built from ASN.1: the library would put all attributes into one multi-valued name.
function nameOf(organisation: string, role: string): RelativeDistinguishedNames {
  const cut = (length: number) => [...organisation].slice(0, length).join("");
  const attributes = [
    new AttributeTypeAndValue({ type: OID.organisation, value: new Utf8String({ value: cut(NAME_LENGTH) }) }),
    new AttributeTypeAndValue({
      type: OID.commonName,
      value: new Utf8String({ value: `${cut(NAME_LENGTH - role.length - 1)} ${role}` }),
    }),
  ];
  const name = new Sequence({ value: attributes.map((attribute) => new AsnSet({ value: [attribute.toSchema()] })) });
  return RelativeDistinguishedNames.fromBER(name.toBER());
}

/** With its identifier, the SHA-1 of the key (RFC 5280 §4.2.1.2): a name for it, not a safeguard. */
async function setPublicKey(certificate: Certificate, key: CryptoKey): Promise<void> {
  await certificate.subjectPublicKeyInfo.importKey(key);
  const bits = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const identifier = await crypto.subtle.digest("SHA-1", new Uint8Array(bits));
  addExtension(certificate, OID.subjectKeyIdentifier, new OctetString({ valueHex: identifier }), false);
}

function addKeyUsage(certificate: Certificate, { bits, unused }: { bits: number; unused: number }): void {
  const usage = new BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits: unused });
  addExtension(certificate, OID.keyUsage, usage, true);
}

function addExtension(
  certificate: Certificate,
  extnID: string,
  value: { toBER(): ArrayBuffer },
  critical: boolean,
): void {
  certificate.extensions ??= [];
  certificate.extensions.push(new Extension({ extnID, critical, extnValue: value.toBER() }));
}
