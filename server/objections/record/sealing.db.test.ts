import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactViewerOf, makeContact, makeObjection, makeOrderForm, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { openMail } from "@/server/mail/outbox";
import { closeUnresolved, proposeMitigation } from "@/server/objections/handling/commands";
import { database } from "@/server/platform/database";
import { runTool, textOf } from "@/server/seal/testing/pdf-tools";
import { readWhole } from "@/server/storage/stored-files";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { fetchOutcomeForStaff, fetchOwnOutcome } from "./records";
import { sealOutcome } from "./sealing";

let clock: ClockBench;
let removeFolder: () => void;
let ours: ContactViewer;
let theirs: ContactViewer;
beforeAll(async () => {
  const addresses = await useOwnDatabase();
  removeFolder = useOwnDataFolder();
  clock = await ClockBench.start(addresses);
  const [first = "", second = ""] = clock.accounts;
  await database().account.update({ where: { id: first }, data: { legalName: "شركة البيانات ش.م.م" } });
  const name = "Zażółć Gęślą-Jaźń";
  ours = await contactViewerOf((await makeContact(["privacy"], { accountId: first, name })).personId);
  theirs = await contactViewerOf((await makeContact(["privacy"], { accountId: second })).personId);
});
afterAll(async () => {
  await clock.stop();
  removeFolder();
});

/** Closed as unresolved after a proposal whose day passed, with its record made. */
async function closed(source: "alphagen" | "alai"): Promise<{ pack: Pack; id: string; reference: string }> {
  const pack = { ...(await loadPack("content", source)), name: clock.publisher };
  const viewer = await viewerOf(clock.approver);
  const orderForm = await makeOrderForm(ours.contact.accountId, { reference: `OF-${source}-${randomWord()}` });
  const given = { orderForms: [orderForm], explanation: "Nie mamy\n\nżadnych gwarancji. لا ضمانات." };
  const id = await makeObjection(pack, ours, await clock.noticed(), given);
  const officer = { database: database(), pack, viewer };
  await proposeMitigation(officer, { objectionId: id, proposed: "other", what: "Logs, in 2027." });
  await clock.pass(15 * 86_400);
  await closeUnresolved(officer, { objectionId: id, text: "No other provider offers it." });
  await sealOutcome(database(), pack, undefined, id, await clock.now());
  await database().orderForm.update({ where: { id: orderForm }, data: { endedAt: new Date() } });
  const { reference } = await database().objection.findUniqueOrThrow({ where: { id } });
  return { pack, id, reference };
}

async function pdfOf(id: string): Promise<Buffer> {
  const found = await fetchOwnOutcome(ours, clock.publisher, id);
  if (found === null) throw new Error("there is no record");
  return readWhole(found.file);
}

describe("the record of an unresolved objection", () => {
  test("gives what AlphaGen's contract gives, in a file that an outside tool finds whole", async () => {
    const { id, reference } = await closed("alphagen");
    const pdf = await pdfOf(id);
    const report = runTool("pdfsig", ["-nocert", "$a.pdf"], { "a.pdf": pdf }).output;
    expect(report).toContain("Signature is Valid.");
    expect(report).toContain("Total document signed");
    const text = textOf(pdf).replace(/\s+/g, " ");
    expect(text).toContain("may be terminated for convenience under the Master Agreement");
    for (const said of [reference, "OF-alphagen", "England and Wales", "Zażółć Gęślą-Jaźń", "Logs, in 2027."])
      expect(text).toContain(said);
    expect(text).toContain("No other provider offers it.");
    expect(text).toContain("żadnych gwarancji");
    expect(text.normalize("NFKC")).toMatch(/[\u0600-\u06ff]{3}/);
  });

  test("grants nothing where the publisher's contract grants nothing", async () => {
    const text = textOf(await pdfOf((await closed("alai")).id)).replace(/\s+/g, " ");
    expect(text).toContain("Not resolved; see your DPA.");
    expect(text).not.toContain("terminated");
  });

  test("is made once, mailed once to both sides, and read by the account and staff alone", async () => {
    const { pack, id, reference } = await closed("alphagen");
    await Promise.all([1, 2].map(() => sealOutcome(database(), pack, undefined, id, new Date())));
    const record = await database().objectionRecord.findUniqueOrThrow({ where: { objectionId: id } });
    const mail = await database().mail.findMany({ where: { attachmentId: record.fileId } });
    const envelopes = await Promise.all(mail.map((row) => openMail(database(), row)));
    const dpo = await viewerOf(clock.approver);
    expect(envelopes.map((envelope) => envelope?.to).sort()).toEqual([ours.email, dpo.email].sort());
    for (const envelope of envelopes) expect(envelope?.text).toContain(reference);
    expect(await fetchOwnOutcome(theirs, pack.name, id)).toBeNull();
    expect(await fetchOutcomeForStaff(dpo, "another-publisher", id)).toBeNull();
    expect((await fetchOutcomeForStaff(dpo, pack.name, id))?.name).toBe(`Unresolved objection ${reference}.pdf`);
    await expect(clock.run(`UPDATE "ObjectionRecord" SET level = 'x' WHERE "objectionId" = $1`, id)).rejects.toThrow(
      "permission denied",
    );
  });
});
