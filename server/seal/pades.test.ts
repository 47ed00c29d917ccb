import { ContentInfo, SignedData } from "pkijs";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSealIdentity, sealerFrom } from "@/server/keys/seal-identity";
import { sealPdf } from "@/server/seal/pades";
import { createPdf } from "@/server/seal/pdf-document";
import { authorityListener, createOpensslAuthority, withServer } from "@/server/seal/testing/openssl-authority";
import { runTool } from "@/server/seal/testing/pdf-tools";
import { createTimestampAuthority, TimestampUnavailable } from "@/server/seal/timestamp-authority";

const sealedAt = new Date("2026-11-22T09:30:15Z");
const identity = await createSealIdentity({
  organisation: "AlphaGen Holdings Limited",
  createdAt: new Date("2026-11-01T00:00:00Z"),
});
const sealer = await sealerFrom(identity);
const base = { sealer, reason: "Record of a signature (copy)", name: "AlphaGen Holdings – Żółć", sealedAt };

async function record(text = "A record."): Promise<Uint8Array> {
  const pdf = createPdf({ title: "Record", author: "AlphaGen", language: "en-GB", createdAt: sealedAt });
  pdf.title("Record");
  pdf.paragraph(text);
  return pdf.finish();
}

const pdfsig = (pdf: Uint8Array) => runTool("pdfsig", ["-nocert", "$a.pdf"], { "a.pdf": pdf }).output;

/** The signature container without its padding, and the bytes that it is over, as the PDF itself says. */
function sealOf(pdf: Uint8Array): { cms: Buffer; content: Buffer } {
  const bytes = Buffer.from(pdf);
  const range = /\/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(bytes.toString("latin1"))?.slice(1).map(Number);
  const [start = 0, length = 0, next = 0, rest = 0] = range ?? [];
  const padded = Buffer.from(bytes.toString("latin1", start + length + 1, next - 1), "hex");
  const cms = padded.subarray(0, 4 + padded.readUInt16BE(2));
  return { cms, content: Buffer.concat([bytes.subarray(start, start + length), bytes.subarray(next, next + rest)]) };
}

const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString("base64")}\n-----END CERTIFICATE-----\n`;

function opensslVerify({ cms, content }: { cms: Uint8Array; content: Uint8Array }) {
  const files = { cms, content, "root.pem": pem(identity.certificates[1] ?? new Uint8Array()) };
  const input = ["-in", "$cms", "-inform", "DER", "-content", "$content", "-out", "$out"];
  const trust = ["-CAfile", "$root.pem", "-binary", "-attime", String(sealedAt.getTime() / 1000)];
  return runTool("openssl", ["cms", "-verify", "-cades", ...input, ...trust], files);
}

const attributesOf = ({ cms }: { cms: Uint8Array }) =>
  runTool("openssl", ["cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "$cms"], { cms }).output;

function timestampOf({ cms }: { cms: Uint8Array }): { token: Uint8Array; signature: Uint8Array } {
  const signedData = new SignedData({ schema: ContentInfo.fromBER(cms.slice().buffer).content });
  const [signer] = signedData.signerInfos;
  const attribute = signer?.unsignedAttrs?.attributes.find(({ type }) => type === "1.2.840.113549.1.9.16.2.14");
  const signature = signer?.signature.valueBlock.valueHexView ?? new Uint8Array();
  return { token: new Uint8Array(attribute?.values[0].toBER() ?? []), signature };
}

describe("a sealed PDF", () => {
  it("is valid and covered as a whole in poppler's eyes, and sound in qpdf's", async () => {
    const sealed = await sealPdf(await record(), base);
    const report = pdfsig(sealed);
    expect(report).toContain("Signature is Valid.");
    expect(report).toContain("Total document signed");
    expect(report).toContain("ETSI.CAdES.detached");
    expect(report).toContain("AlphaGen Holdings Limited document seal");
    const check = runTool("qpdf", ["--check", "$a.pdf"], { "a.pdf": sealed });
    expect([check.status, check.errors]).toEqual([0, ""]);
  });

  it("begins with the very bytes that were sealed", async () => {
    const pdf = await record();
    const sealed = await sealPdf(pdf, base);
    expect(Buffer.compare(Buffer.from(sealed.subarray(0, pdf.length)), Buffer.from(pdf))).toBe(0);
  });

  it("verifies with openssl as CAdES, over its own bytes alone", async () => {
    const seal = sealOf(await sealPdf(await record(), base));
    expect(opensslVerify(seal).errors).toContain("CAdES Verification successful");
    const altered = Buffer.from(seal.content);
    altered[100] = (altered[100] ?? 0) ^ 1;
    expect(opensslVerify({ cms: seal.cms, content: altered }).errors).toContain("CAdES Verification failure");
  });

  it("carries the attributes of a baseline seal and no signing time", async () => {
    const attributes = attributesOf(sealOf(await sealPdf(await record(), base)));
    const signed = attributes.slice(attributes.indexOf("signedAttrs"), attributes.indexOf("signatureAlgorithm:"));
    expect(signed.match(/object: \S+/g)).toEqual([
      "object: contentType",
      "object: messageDigest",
      "object: id-smime-aa-signingCertificateV2",
    ]);
    expect(attributes).toContain("unsignedAttrs:\n          <ABSENT>");
  });

  it("shows one flipped byte", async () => {
    const sealed = await sealPdf(await record(), base);
    const flipped = Uint8Array.from(sealed);
    const position = Buffer.from(flipped).indexOf("/CreationDate");
    const digit = Buffer.from(flipped).indexOf("2026", position === -1 ? 0 : position);
    flipped[digit] = 0x33;
    expect(pdfsig(flipped)).toContain("Digest Mismatch");
  });

  it("shows that something was added after it", async () => {
    const sealed = await sealPdf(await record(), base);
    const text = Buffer.from(sealed).toString("latin1");
    const before = text.slice(text.lastIndexOf("startxref") + 9).match(/\d+/)?.[0];
    const root = [...text.matchAll(/\/Root (\d+ \d+ R)/g)].at(-1)?.[1];
    const size = [...text.matchAll(/\/Size (\d+)/g)].at(-1)?.[1];
    const addition = `\nxref\n0 0\ntrailer\n<</Size ${size}/Root ${root}/Prev ${before}>>\nstartxref\n${sealed.length + 1}\n%%EOF\n`;
    const report = pdfsig(Buffer.concat([sealed, Buffer.from(addition)]));
    expect(report).toContain("Signature is Valid.");
    expect(report).not.toContain("Total document signed");
  });

  it("names reason, owner and time in any alphabet", async () => {
    const options = { ...base, reason: "署名 (記録) \\ Żółć", location: "Αθήνα" };
    const sealed = await sealPdf(await record(), options);
    const json = runTool("qpdf", ["--json=2", "--json-key=qpdf", "$a.pdf"], { "a.pdf": sealed }).output;
    expect(json).toContain(JSON.stringify(`u:${options.reason}`));
    expect(json).toContain(`u:${options.location}`);
    expect(json).toContain(`u:${options.name}`);
    expect(json).toContain("u:D:20261122093015Z");
  });

  it("is not sealed twice, nor is a damaged or encrypted one", async () => {
    const pdf = await record();
    await expect(sealPdf(await sealPdf(pdf, base), base)).rejects.toThrow("has a signature already");
    await expect(sealPdf(pdf.slice(0, pdf.length / 2), base)).rejects.toThrow();
    await expect(sealPdf(Buffer.from("not a PDF"), base)).rejects.toThrow();
  });

  it("does not mistake text that looks like its own place for it", async () => {
    const decoy = "/ByteRange [0 9999999999 9999999999 9999999999] /Contents <000000>";
    const titled = { title: decoy, author: decoy, language: "en-GB", createdAt: sealedAt };
    const sealed = await sealPdf(await createPdf(titled).finish(), base);
    expect(pdfsig(sealed)).toContain("Total document signed");
    await expect(sealPdf(await record(), { ...base, reason: decoy })).rejects.toThrow("not the only one");
  });
});

describe("a sealed PDF with a time-stamp", () => {
  it("holds a token over its signature, and stays valid", async () => {
    const authority = createOpensslAuthority();
    onTestFinished(() => authority.remove());
    const listener = authorityListener(authority, (question) => question);
    await withServer(listener, async (url) => {
      const timestampAuthority = createTimestampAuthority({ url });
      const sealed = await sealPdf(await record(), { ...base, timestampAuthority });
      expect(pdfsig(sealed)).toContain("Signature is Valid.");
      expect(pdfsig(sealed)).toContain("Total document signed");
      const seal = sealOf(sealed);
      expect(opensslVerify(seal).errors).toContain("CAdES Verification successful");
      const { token, signature } = timestampOf(seal);
      const verify = ["ts", "-verify", "-data", "$data", "-in", "$token", "-token_in", "-CAfile", "$root.pem"];
      const files = { data: signature, token, "root.pem": authority.root };
      expect(runTool("openssl", verify, files).output).toContain("Verification: OK");
    });
  });

  it("is not given out without its time-stamp when the authority is away", async () => {
    const timestampAuthority = createTimestampAuthority({ url: "http://127.0.0.1:1/", timeoutMs: 500 });
    await expect(sealPdf(await record(), { ...base, timestampAuthority })).rejects.toThrow(TimestampUnavailable);
  });
});
