import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeContact, makePack, makeStaff, nda, type Signing, signFor } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { sealSignature } from "@/server/agreements/sealing";
import type { Pack } from "@/server/content/pack";
import { eraseDataKey } from "@/server/keys/data-keys";
import { openMail } from "@/server/mail/outbox";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { authorityListener, createOpensslAuthority, withServer } from "@/server/seal/testing/openssl-authority";
import { runTool, textOf } from "@/server/seal/testing/pdf-tools";
import { createTimestampAuthority, TimestampUnavailable } from "@/server/seal/timestamp-authority";
import { readWhole } from "@/server/storage/stored-files";

beforeAll(() => useOwnDatabase());

let remove: () => void;
beforeAll(() => {
  remove = useOwnDataFolder();
});
afterAll(() => remove());

async function signed(given: Signing = {}): Promise<{ pack: Pack; signatureId: string; accountId: string }> {
  const pack = await makePack(nda());
  const viewer = await contactViewerOf((await makeContact(["signatory"])).personId);
  return { pack, signatureId: await signFor(pack, viewer, given), accountId: viewer.contact.accountId };
}

const seal = (pack: Pack, signatureId: string, at = now()) =>
  sealSignature(database(), pack, undefined, signatureId, at);

const recordOf = (signatureId: string) =>
  database().signatureRecord.findUnique({ where: { signatureId }, include: { file: true } });

async function pdfOf(signatureId: string): Promise<Buffer> {
  const record = await recordOf(signatureId);
  if (record === null) throw new Error("there is no record");
  return readWhole(record.file);
}

const pdfsig = (pdf: Uint8Array) => runTool("pdfsig", ["-nocert", "$a.pdf"], { "a.pdf": pdf }).output;

/** Names of everything in this file's own storage. */
const storedNames = () =>
  readdirSync(settings().storageDir, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 20);

describe("the sealed record", () => {
  test("is a whole signed document in the eyes of an outside tool, and a flipped byte is found out", async () => {
    const { pack, signatureId } = await signed();
    await seal(pack, signatureId);
    const pdf = await pdfOf(signatureId);
    const report = pdfsig(pdf);
    expect(report).toContain("Signature is Valid.");
    expect(report).toContain("Total document signed");
    const altered = Buffer.from(pdf);
    const middle = Math.floor(pdf.length / 3);
    altered[middle] = (altered[middle] ?? 0) ^ 1;
    expect(pdfsig(altered)).toContain("Digest Mismatch");
  });

  test("is made once, kept once and mailed once to each, though the job runs twice at once and again", async () => {
    const manager = await makeStaff(["trust_manager"]);
    const { pack, signatureId, accountId } = await signed();
    const before = storedNames().length;
    await Promise.all([seal(pack, signatureId), seal(pack, signatureId)]);
    await seal(pack, signatureId);
    const record = await recordOf(signatureId);
    expect(storedNames()).toHaveLength(before + 1);
    expect(await database().auditEvent.count({ where: { accountId, kind: "agreement.sealed" } })).toBe(1);
    expect(await database().storedFile.count({ where: { context: { startsWith: `signature/${signatureId}/` } } })).toBe(
      1,
    );
    const mails = await database().mail.findMany({ where: { attachmentId: record?.fileId ?? null } });
    const recipients = await Promise.all(mails.map(async (mail) => (await openMail(database(), mail))?.to));
    expect(new Set(recipients).size).toBe(recipients.length);
    expect(recipients).toContain(manager.email);
    expect(recipients.filter((to) => to?.endsWith("@customer.example"))).toHaveLength(1);
  });

  test.each([
    { name: "محمد بن سلمان", title: "المدير", registeredName: "شركة الأمان" },
    { name: "Zażółć Gęślą-Jaźń", title: "Prezes zarządu", registeredName: "Żółw Sp. z o.o." },
    { name: "王小明", title: "总经理", registeredName: "北京安全有限公司" },
    { name: "<b>Bob</b> & {{signatory.title}}", title: "*CEO* [x](y)", registeredName: "# Robert'); DROP TABLE" },
    { name: "Øyvind Ærlig-Åsen", title: "Daglig leder", registeredName: "1. Fjord AS" },
  ])("names its signatory as typed: $name", async (given) => {
    const { pack, signatureId } = await signed(given);
    await seal(pack, signatureId);
    const text = comparable(textOf(await pdfOf(signatureId)));
    for (const typed of Object.values(given)) {
      const found = text.split(comparable(typed)).length - 1;
      // Once in the agreement's own text and once in the signature block, at the least.
      expect([typed, found >= 2]).toEqual([typed, true]);
    }
  });

  test("states the text's hash, the place in the chain and the database's times", async () => {
    const { pack, signatureId } = await signed();
    await seal(pack, signatureId);
    const signature = await database().signature.findUniqueOrThrow({
      where: { id: signatureId },
      include: { auditEvent: true },
    });
    const text = textOf(await pdfOf(signatureId)).replace(/\s+/g, "");
    expect(text).toContain(Buffer.from(signature.textSha256).toString("hex"));
    expect(text).toContain(Buffer.from(signature.auditEvent.leafHash ?? []).toString("hex"));
    expect(text).toContain(`Placeintheauditchain${signature.auditEvent.position}`);
    expect(text).toContain(`Signedat${signature.signedAt.toISOString().slice(0, 19).replace("T", "")}UTC`);
  });

  test("keeps the database's time of sealing though the caller's clock is years off", async () => {
    const { pack, signatureId } = await signed();
    await seal(pack, signatureId, new Date("2031-01-01T00:00:00Z"));
    const record = await recordOf(signatureId);
    const [row] = await database().$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
    expect(Math.abs((row?.at.getTime() ?? 0) - (record?.sealedAt.getTime() ?? 0))).toBeLessThan(20_000);
  });

  test("is not made for an account whose data was erased", async () => {
    const { pack, signatureId, accountId } = await signed();
    const { dataKeyId } = await database().account.findUniqueOrThrow({ where: { id: accountId } });
    await eraseDataKey(database(), dataKeyId, now());
    const before = storedNames();
    await seal(pack, signatureId);
    expect(storedNames()).toEqual(before);
    expect(await recordOf(signatureId)).toBeNull();
  });
});

describe("with a time-stamp authority", () => {
  test("that is down nothing is kept, and the job can be repeated until it answers", async () => {
    const { pack, signatureId } = await signed();
    const before = storedNames();
    const down = createTimestampAuthority({ url: "http://127.0.0.1:9/tsa", timeoutMs: 2000 });
    await expect(sealSignature(database(), pack, down, signatureId, now())).rejects.toBeInstanceOf(
      TimestampUnavailable,
    );
    expect(await recordOf(signatureId)).toBeNull();
    expect(storedNames()).toEqual(before);
    const authority = createOpensslAuthority();
    try {
      await withServer(
        authorityListener(authority, (question) => question),
        async (url) => {
          await sealSignature(database(), pack, createTimestampAuthority({ url }), signatureId, now());
        },
      );
    } finally {
      authority.remove();
    }
    expect((await recordOf(signatureId))?.level).toBe("PAdES B-T");
    expect(pdfsig(await pdfOf(signatureId))).toContain("Total document signed");
  });
});

/** Poppler breaks lines and orders right-to-left words its own way: compare letters without spaces. */
function comparable(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}
