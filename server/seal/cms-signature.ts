/**
 * The signature container of a PAdES baseline seal: detached CMS (RFC 5652) with exactly the signed attributes that
 * EN 319 142-1 §6.3 asks for. It carries no signing-time, which that clause forbids: the claimed time stands in the
 * PDF, the proven one in the time-stamp.
 */
import { createHash } from "node:crypto";
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import type { Sealer } from "@/server/keys/key-service";

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  /** id-aa-signingCertificateV2, RFC 5035 §3. */
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  /** id-aa-signatureTimeStampToken, RFC 3161 Appendix A. */
  signatureTimeStamp: "1.2.840.113549.1.9.16.2.14",
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
};

const SET_OF = 0x31;

export interface CmsOptions {
  readonly sealer: Sealer;
  /** Gives the DER time-stamp token over the signature value it is handed. */
  readonly timestamp?: (signature: Uint8Array) => Promise<Uint8Array>;
}

/** DER ContentInfo over `content`, which it does not hold. */
export async function signDetached(content: Uint8Array, { sealer, timestamp }: CmsOptions): Promise<Uint8Array> {
  const [sealing, ...chain] = sealer.certificates.map((certificate) => Certificate.fromBER(certificate.slice()));
  const [sealingBytes] = sealer.certificates;
  if (!sealing || !sealingBytes) throw new Error("The sealer has no certificate.");

  const attributes = signedAttributes(content, sealingBytes);
  const encoded = new SignedAndUnsignedAttributes({ type: 0, attributes });
  const signature = await sealer.sign(derOfSet(attributes));
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: sealing.issuer, serialNumber: sealing.serialNumber }),
    digestAlgorithm: sha256(),
    signedAttrs: encoded,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.ecdsaWithSha256 }),
    signature: new OctetString({ valueHex: signature.slice().buffer }),
  });
  if (timestamp) {
    const token = parse(await timestamp(signature));
    const attribute = new Attribute({ type: OID.signatureTimeStamp, values: [token] });
    signer.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] });
  }
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [sha256()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [sealing, ...chain],
    signerInfos: [signer],
  });
  const container = new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(container.toSchema().toBER());
}

function signedAttributes(content: Uint8Array, certificate: Uint8Array): Attribute[] {
  const digestOf = (bytes: Uint8Array) =>
    new OctetString({ valueHex: new Uint8Array(createHash("sha256").update(bytes).digest()).buffer });
  // ESSCertIDv2 without a hash algorithm means SHA-256, RFC 5035 §4.
  const certificateId = new Sequence({ value: [digestOf(certificate)] });
  const signingCertificate = new Sequence({ value: [new Sequence({ value: [certificateId] })] });
  const attributes = [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [digestOf(content)] }),
    new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate] }),
  ];
  // DER sorts the members of a set by their encoding, X.690 §11.6.
  return attributes.sort((one, other) => Buffer.compare(derOf(one), derOf(other)));
}

const derOf = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());

/** What is signed is the attributes as a SET, not with the tag they carry in the container, RFC 5652 §5.4. */
function derOfSet(attributes: readonly Attribute[]): Uint8Array {
  const sequence = new Sequence({ value: attributes.map((attribute) => attribute.toSchema()) });
  const bytes = new Uint8Array(sequence.toBER());
  bytes[0] = SET_OF;
  return bytes;
}

const sha256 = () => new AlgorithmIdentifier({ algorithmId: OID.sha256, algorithmParams: new Null() });

function parse(der: Uint8Array) {
  const { offset, result } = fromBER(der.slice().buffer);
  if (offset === -1) throw new Error("The time-stamp token is not valid DER.");
  return result;
}
