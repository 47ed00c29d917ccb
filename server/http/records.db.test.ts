import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contactViewerOf, cookieOf, type MadeContact, makeContact, makeStaff, signFor } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { sealSignature } from "@/server/agreements/sealing";
import { importAgreements } from "@/server/agreements/versions";
import { currentPack } from "@/server/content/current-pack";
import { type FileServer, startFileServer } from "@/server/http/testing/file-server";
import { damages } from "@/server/http/testing/pack-reader";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { runTool } from "@/server/seal/testing/pdf-tools";

let server: FileServer;
let remove: () => void;
let signatory: MadeContact;
let signatureId: string;
beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
  server = await startFileServer();
  await importAgreements(database(), await currentPack());
});
beforeEach(async () => {
  signatory = await makeContact(["signatory"]);
  signatureId = await signFor(await currentPack(), await contactViewerOf(signatory.personId));
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.close();
  remove();
});

const seal = async () => sealSignature(database(), await currentPack(), undefined, signatureId, now());
const own = async (personId: string, id = signatureId) =>
  server.ask({ path: `/portal/nda/records/${id}`, cookie: await cookieOf(personId) });
const atDesk = async (personId: string, id = signatureId) =>
  server.ask({ path: `/desk/agreements/${id}/record`, cookie: await cookieOf(personId) });
const readings = () =>
  database().auditEvent.count({ where: { kind: "agreement.record-read", accountId: signatory.accountId } });

describe("a signed record", () => {
  test("goes to every contact of its account, whole and sealed, and each reading is recorded", async () => {
    await seal();
    const colleague = await makeContact(["privacy"], { accountId: signatory.accountId });
    for (const { personId } of [signatory, colleague]) {
      const { status, headers, body } = await own(personId);
      expect([status, headers["content-type"], headers["content-length"]]).toEqual([
        ...[200, "application/pdf", String(body.length)],
      ]);
      const report = runTool("pdfsig", ["-nocert", "$a.pdf"], { "a.pdf": body }).output;
      expect(report).toContain("Total document signed");
    }
    expect(await readings()).toBe(2);
  });

  test("goes to staff who may read records, and to no other", async () => {
    await seal();
    for (const role of ["auditor", "dpo", "security", "on_call_manager"] as const)
      expect([role, (await atDesk((await makeStaff([role])).personId)).status]).toEqual([role, 404]);
    expect((await atDesk((await makeStaff(["trust_manager"])).personId)).status).toBe(200);
    expect((await atDesk(signatory.personId)).status).toBe(404);
    expect((await own((await makeStaff(["auditor"])).personId)).status).toBe(404);
    expect(await readings()).toBe(1);
  });

  test("is not there for another account, before it is sealed, or under another id", async () => {
    expect((await own(signatory.personId)).status).toBe(404);
    await seal();
    expect((await own((await makeContact(["signatory"])).personId)).status).toBe(404);
    expect((await own(signatory.personId, newId())).status).toBe(404);
    expect((await server.ask({ path: `/portal/nda/records/${signatureId}` })).status).toBe(404);
    expect(await readings()).toBe(0);
  });

  test.each(Object.entries(damages))("that is %s is not sent, and says so", async (_, damage) => {
    await seal();
    const { file } = await database().signatureRecord.findUniqueOrThrow({
      where: { signatureId },
      include: { file: true },
    });
    await damage(`${settings().storageDir}/${file.storageKey.slice(0, 2)}/${file.storageKey}`);
    for (const answer of [await own(signatory.personId), await own(signatory.personId)])
      expect([answer.status, answer.body.toString()]).toEqual([409, expect.stringContaining("damaged")]);
    expect(await database().auditEvent.count({ where: { kind: "file.damaged", subjectId: file.id } })).toBe(1);
  });
});
