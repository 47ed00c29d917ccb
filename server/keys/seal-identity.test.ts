import { verify, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSealIdentity, sealerFrom } from "@/server/keys/seal-identity";

const createdAt = new Date("2026-11-22T09:00:00Z");
const identity = createSealIdentity({ organisation: 'Łódź & Søn, "Ltd" 有限公司', createdAt });

const certificatesOf = async () => {
  const [seal, root, ...rest] = (await identity).certificates.map((bytes) => new X509Certificate(bytes));
  if (!seal || !root || rest.length > 0) throw new Error("Two certificates are expected.");
  return { seal, root };
};

describe("the seal identity", () => {
  it("has a document-signing leaf under a root that can sign nothing further down", async () => {
    const { seal, root } = await certificatesOf();
    expect(root.ca).toBe(true);
    expect(seal.ca).toBe(false);
    expect(seal.checkIssued(root)).toBe(true);
    expect(seal.verify(root.publicKey)).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(seal.keyUsage).toEqual(["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"]);
    expect(seal.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  it("names the organisation in any alphabet and holds for ten years from when it was made", async () => {
    const { seal } = await certificatesOf();
    expect(seal.subject).toContain('O=Łódź & Søn\\, \\"Ltd\\" 有限公司');
    expect(new Date(seal.validFrom)).toEqual(createdAt);
    expect(new Date(seal.validTo)).toEqual(new Date("2036-11-22T09:00:00Z"));
  });

  it("shortens a name that is longer than a certificate may hold", async () => {
    const long = await createSealIdentity({ organisation: "Ærø".repeat(60), createdAt, years: 1 });
    const [seal] = long.certificates.map((bytes) => new X509Certificate(bytes));
    const names = seal?.subject.split("\n").map((line) => [...line.slice(line.indexOf("=") + 1)].length);
    expect(names).toEqual([64, 64]);
  });

  it("signs so that the certificate's key verifies it, and nothing else", async () => {
    const sealer = await sealerFrom(await identity);
    const { seal, root } = await certificatesOf();
    const data = Buffer.from("a record");
    const signature = await sealer.sign(data);
    expect(verify("sha256", data, seal.publicKey, signature)).toBe(true);
    expect(verify("sha256", Buffer.from("another record"), seal.publicKey, signature)).toBe(false);
    expect(verify("sha256", data, root.publicKey, signature)).toBe(false);
  });

  it("refuses a key that its certificate is not for, a broken one and a missing certificate", async () => {
    const { privateKey, certificates } = await identity;
    const other = await createSealIdentity({ organisation: "Another", createdAt });
    await expect(sealerFrom({ privateKey: other.privateKey, certificates })).rejects.toThrow("not the one");
    await expect(sealerFrom({ privateKey: privateKey.slice(0, 40), certificates })).rejects.toThrow();
    await expect(sealerFrom({ privateKey, certificates: [] })).rejects.toThrow("no certificate");
  });
});
