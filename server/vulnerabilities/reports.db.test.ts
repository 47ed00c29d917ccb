import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeStaff, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { Refusal } from "@/server/access/refusal";
import { mailsTo } from "@/server/access/testing/run-jobs";
import type { Viewer } from "@/server/access/viewer";
import { openDetails } from "@/server/audit/events";
import { days, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { keepFile, onePiece, readWhole, storage } from "@/server/storage/stored-files";
import { addMessage, addToReport, receiveReport, type Submission } from "./commands";
import type { Recipient } from "./correspondence";
import { type Desk, moveReport, noteReport, tellReporter, thankReporter, unthankReporter } from "./handling";
import type { ReportState } from "./lifecycle";
import { countReceived, fetchAttachment, followReport, listReports, listThanks, readReport } from "./queries";
import { forgetClosedReports } from "./retention";
import type { ReportInput } from "./schema";

const at = new Date("2026-11-22T10:00:00Z");
let remove: () => void;
let security: Viewer;
beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
  security = await viewerOf((await makeStaff(["security"])).personId);
});
afterAll(() => remove());

/** A publisher of its own for each test. */
function newPublisher(): Recipient & Desk {
  return { pack: `pack-${randomWord()}`, publisherName: "Publisher", securityContact: `s@${randomWord()}.example` };
}

const said: ReportInput = {
  summary: "Grüße <script>alert(1)</script> 漢字",
  details: "It breaks.",
  place: "",
  steps: "",
  name: "",
  email: "",
  thanks: false,
  creditName: "",
};

function submission(given: Partial<ReportInput> = {}, over: Partial<Submission> = {}): Submission {
  return {
    ...{ reportId: newId(), input: { ...said, ...given }, token: randomWord(), attachments: [], locale: "en" },
    ...over,
  };
}

const send = (to: Recipient, what: Submission) => receiveReport(database(), to, what, at);

async function reported(to: Recipient, given: Partial<ReportInput> = {}, over: Partial<Submission> = {}) {
  const what = submission(given, over);
  return { id: what.reportId, reference: (await send(to, what)).reference };
}

const move = (desk: Desk, reportId: string, state: ReportState, moment = at) =>
  moveReport(database(), desk, security, { reportId, state }, moment);

async function accepted(to: Recipient & Desk, given: Partial<ReportInput> = {}) {
  const report = await reported(to, given);
  await move(to, report.id, "triaging");
  await move(to, report.id, "accepted");
  return report;
}

const attach = async (reportId: string, content: Uint8Array = randomBytes(1000), name = "proof.txt") => ({
  file: await keepFile(onePiece(content), `vulnerability-report/${reportId}`, "application/octet-stream", 10_000),
  name,
});

describe("a report", () => {
  test("is kept as it was typed, encrypted, and found by its reference alone", async () => {
    const to = newPublisher();
    const { id, reference } = await reported(to, { name: "Åse", email: "ase@reporter.example" });
    expect(reference).toMatch(/^VR(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    expect(await followReport(to.pack, reference)).toMatchObject({ summary: said.summary, state: "received" });
    expect(await followReport(newPublisher().pack, reference)).toBeNull();
    const row = await database().vulnerabilityReport.findUniqueOrThrow({ where: { id } });
    const clear = JSON.stringify(row, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    for (const secret of ["Grüße", "Åse", "ase@", reference]) expect(clear).not.toContain(secret);
    expect(Buffer.from(row.sealed).toString("latin1")).not.toContain("breaks");
  });

  test("acknowledges in the reporter's language without a word of what was typed, and tells staff nothing in clear", async () => {
    const to = newPublisher();
    const email = `${randomWord()}@reporter.example`;
    const { id, reference } = await reported(to, { email, name: "Buy now https://spam.example" }, { locale: "nb" });
    const [acknowledgement, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(acknowledgement?.subject).toBe("Vi har fått meldingen din til Publisher");
    expect(acknowledgement?.text).toContain(reference);
    expect(acknowledgement?.text).toContain("/nb/report-a-vulnerability/status");
    expect(acknowledgement?.text).not.toMatch(/spam|Grüße|breaks/);
    const [told] = await mailsTo(to.securityContact ?? "");
    expect(told?.text).toContain(`/desk/vulnerabilities/${id}`);
    for (const secret of ["Grüße", reference, email]) expect(JSON.stringify(told)).not.toContain(secret);
  });

  test("without a security contact reaches the staff who handle reports", async () => {
    const to = { ...newPublisher(), securityContact: null };
    const before = (await mailsTo(security.email)).length;
    await reported(to);
    expect(await mailsTo(security.email)).toHaveLength(before + 1);
  });

  test("sent twice, even at once, is one with one reference, one mail and one event", async () => {
    const to = newPublisher();
    const email = `${randomWord()}@reporter.example`;
    const what = submission({ email });
    const receipts = await Promise.all([what, { ...what, reportId: newId() }].map((each) => send(to, each)));
    expect(new Set(receipts.map(({ reference }) => reference)).size).toBe(1);
    expect(receipts.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect((await send(to, { ...what, reportId: newId() })).repeated).toBe(true);
    expect(await database().vulnerabilityReport.count({ where: { publisher: to.pack } })).toBe(1);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("is another one where a word or the form differs", async () => {
    const to = newPublisher();
    const what = submission();
    const others = [
      what,
      { ...what, reportId: newId(), token: "another" },
      { ...what, reportId: newId(), input: { ...what.input, steps: "one" } },
    ];
    const references = await Promise.all(others.map(async (each) => (await send(to, each)).reference));
    expect(new Set(references).size).toBe(others.length);
  });

  test("sent again with other files gains them, each once and no more than five in all", async () => {
    const to = newPublisher();
    const what = submission();
    const resend = async (...contents: Uint8Array[]) => {
      const reportId = newId();
      const attachments = await Promise.all(contents.map((content) => attach(reportId, content)));
      return (await send(to, { ...what, reportId, attachments })).unused.length;
    };
    const [one, two] = [randomBytes(10), randomBytes(20)];
    expect(await resend(one)).toBe(0);
    expect(await resend(one, randomBytes(0))).toBe(2);
    expect(await resend(one, two)).toBe(1);
    const told = (await mailsTo(to.securityContact ?? "")).map(({ subject }) => subject);
    expect(told).toEqual(["A vulnerability was reported", "A reporter added to a vulnerability report"]);
    expect(await resend(...Array.from({ length: 5 }, () => randomBytes(30)))).toBe(2);
    const [report] = await listReports(security, to.pack, "received");
    const kept = (await readReport(security, to.pack, report?.id ?? ""))?.attachments ?? [];
    expect(kept.map(({ bytes }) => bytes)).toEqual([10, 20, 30, 30, 30]);
    const got = await fetchAttachment(security, to.pack, kept[1]?.id ?? "");
    expect(got && (await readWhole(got.file)).equals(two)).toBe(true);
  });

  test("mails one address no more than five times a day, and is taken all the same", async () => {
    const to = newPublisher();
    const email = `${randomWord()}@victim.example`;
    for (let count = 0; count < 7; count += 1) await reported(to, { email });
    expect(await mailsTo(email)).toHaveLength(5);
    expect(await database().vulnerabilityReport.count({ where: { publisher: to.pack } })).toBe(7);
  });

  test("is added to by whoever has the reference, once for the same words", async () => {
    const to = newPublisher();
    const { reference } = await reported(to);
    const add = (text: string) => addToReport(database(), to, { reference, text });
    expect(await Promise.all([add("العربية"), add("العربية")])).toEqual([true, true]);
    await add("more");
    const messages = (await followReport(to.pack, reference))?.messages ?? [];
    expect(messages.map(({ from, text }) => [from, text])).toEqual([
      ["reporter", "العربية"],
      ["reporter", "more"],
    ]);
    expect(await addToReport(database(), newPublisher(), { reference, text: "x" })).toBe(false);
  });
});

test("of very many messages the newest are shown, in their order", async () => {
  const to = newPublisher();
  const { id, reference } = await reported(to);
  const row = await database().vulnerabilityReport.findUniqueOrThrow({ where: { id } });
  for (let count = 1; count <= 502; count += 1) await addMessage(database(), row, null, String(count));
  const texts = (await followReport(to.pack, reference))?.messages.map(({ text }) => text) ?? [];
  expect([texts.length, texts[0], texts.at(-1)]).toEqual([500, "3", "502"]);
});

describe("the desk", () => {
  test("shows reports to those who handle them alone, and no other publisher's", async () => {
    const to = newPublisher();
    const { id } = await reported(to);
    for (const role of ["trust_manager", "dpo", "auditor", "on_call_manager"] as const) {
      const other = await viewerOf((await makeStaff([role])).personId);
      expect(await readReport(other, to.pack, id), role).toBeNull();
      expect(await listReports(other, to.pack, "received"), role).toEqual([]);
      expect(await countReceived(other, to.pack), role).toBe(0);
    }
    expect(await readReport(security, newPublisher().pack, id)).toBeNull();
    expect(await listReports(security, to.pack, "received")).toMatchObject([{ id }]);
    expect(await listReports(security, to.pack, "declined")).toEqual([]);
    expect(await countReceived(security, to.pack)).toBe(1);
  });

  test("pages through many", async () => {
    const to = newPublisher();
    for (let count = 0; count < 53; count += 1) await reported(to);
    const first = await listReports(security, to.pack, "received");
    const second = await listReports(security, to.pack, "received", first.at(-1)?.id);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(53);
    expect([first.length, second.length]).toEqual([50, 3]);
  });

  test("moves a report only as its life allows, by one of two at once, with an event and a mail each", async () => {
    const to = newPublisher();
    const email = `${randomWord()}@reporter.example`;
    const { id } = await reported(to, { email });
    for (const state of ["received", "accepted", "resolved"] as const)
      await expect(move(to, id, state)).rejects.toThrow(Refusal);
    const both = await Promise.allSettled([move(to, id, "triaging"), move(to, id, "triaging")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await move(to, id, "accepted");
    await move(to, id, "resolved", later(at, days));
    expect(await readReport(security, to.pack, id)).toMatchObject({ state: "resolved", closedAt: later(at, days) });
    await move(to, id, "triaging");
    expect(await readReport(security, to.pack, id)).toMatchObject({ state: "triaging", closedAt: null });
    await expect(move(newPublisher(), id, "accepted")).rejects.toThrow(Refusal);
    const events = await database().auditEvent.findMany({ where: { subjectId: id, kind: "vulnerability.changed" } });
    expect(events).toHaveLength(4);
    expect(events.every(({ actorId }) => actorId === security.personId)).toBe(true);
    expect(await mailsTo(email)).toHaveLength(5);
  });

  test("writes to the reporter by mail and at the status page, and keeps a note that nobody outside sees", async () => {
    const to = newPublisher();
    const email = `${randomWord()}@reporter.example`;
    const { id, reference } = await reported(to, { email });
    await tellReporter(database(), to, security, { reportId: id, text: "Which version?" });
    await noteReport(database(), to, security, { reportId: id, note: "Looks like last year’s." });
    expect((await mailsTo(email)).at(-1)?.text).toContain("Which version?");
    const followed = await followReport(to.pack, reference);
    expect(followed?.messages).toMatchObject([{ from: "staff", text: "Which version?" }]);
    expect(JSON.stringify(followed)).not.toContain("last year");
    expect((await readReport(security, to.pack, id))?.details?.note).toBe("Looks like last year’s.");
    const silent = await reported(to);
    await tellReporter(database(), to, security, { reportId: silent.id, text: "Hello?" });
    expect((await followReport(to.pack, silent.reference))?.messages).toHaveLength(1);
  });

  test("gives an attachment out byte for byte, with an event, to nobody else", async () => {
    const to = newPublisher();
    const reportId = newId();
    const content = randomBytes(5000);
    await send(to, submission({}, { reportId, attachments: [await attach(reportId, content, "скриншот.png")] }));
    const [listed] = (await readReport(security, to.pack, reportId))?.attachments ?? [];
    expect(listed).toMatchObject({ name: "скриншот.png", bytes: 5000 });
    const got = await fetchAttachment(security, to.pack, listed?.id ?? "");
    expect(got && (await readWhole(got.file)).equals(content)).toBe(true);
    const where = { subjectId: reportId, kind: "vulnerability.attachment-read" };
    expect(await database().auditEvent.count({ where })).toBe(1);
    const dpo = await viewerOf((await makeStaff(["dpo"])).personId);
    expect(await fetchAttachment(dpo, to.pack, listed?.id ?? "")).toBeNull();
    expect(await fetchAttachment(security, newPublisher().pack, listed?.id ?? "")).toBeNull();
    expect(await database().auditEvent.count({ where })).toBe(1);
  });
});

describe("public thanks", () => {
  const agreed = { thanks: true, creditName: "Ümit <b>" };
  const thank = (desk: Desk, id: string, moment: Date) => thankReporter(database(), desk, security, id, moment);
  const unthank = (desk: Desk, id: string) => unthankReporter(database(), desk, security, id);
  const nameInClear = async (id: string) =>
    (await database().vulnerabilityReport.findUniqueOrThrow({ where: { id } })).creditedAs;

  test("are given only to who agreed, once the report is accepted, under the agreed name, and can be taken back", async () => {
    const to = newPublisher();
    const shy = await accepted(to);
    await expect(thank(to, shy.id, at)).rejects.toThrow(Refusal);
    const early = await reported(to, agreed);
    await expect(thank(to, early.id, at)).rejects.toThrow(Refusal);
    const { id } = await accepted(to, agreed);
    expect(await nameInClear(id)).toBeNull();
    expect((await readReport(security, to.pack, id))?.creditedAs).toBe("Ümit <b>");
    await expect(thank(newPublisher(), id, at)).rejects.toThrow(Refusal);
    await thank(to, id, at);
    expect(await nameInClear(id)).toBe("Ümit <b>");
    await expect(thank(to, id, at)).rejects.toThrow(Refusal);
    await expect(unthank(newPublisher(), id)).rejects.toThrow(Refusal);
    expect(await listThanks(to.pack)).toEqual([{ id, name: "Ümit <b>", at }]);
    expect(await listThanks(newPublisher().pack)).toEqual([]);
    await unthank(to, id);
    expect(await listThanks(to.pack)).toEqual([]);
    expect(await nameInClear(id)).toBeNull();
    await expect(unthank(to, id)).rejects.toThrow(Refusal);
    await thank(to, id, at);
    expect(await listThanks(to.pack)).toHaveLength(1);
  });

  test("are published once by one of two at once", async () => {
    const to = newPublisher();
    const { id } = await accepted(to, agreed);
    const both = await Promise.allSettled([thank(to, id, at), thank(to, id, at)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await database().auditEvent.count({ where: { subjectId: id, kind: "vulnerability.thanked" } })).toBe(1);
  });

  test("stand newest first", async () => {
    const to = newPublisher();
    const first = await accepted(to, agreed);
    const second = await accepted(to, agreed);
    await thank(to, second.id, at);
    await thank(to, first.id, later(at, days));
    expect((await listThanks(to.pack)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });
});

describe("retention", () => {
  const forget = (to: Recipient) =>
    forgetClosedReports(database(), to.pack, { closedBefore: later(at, -365 * days), at });
  const closed = async (to: Recipient & Desk, closedAt: Date, over: Partial<Submission> = {}) => {
    const report = await reported(
      to,
      { email: `${randomWord()}@reporter.example`, thanks: true, creditName: "Ada" },
      over,
    );
    await move(to, report.id, "declined", closedAt);
    return report;
  };

  test("takes everything that an old closed report says, its files too, and leaves state and dates", async () => {
    const to = newPublisher();
    const reportId = newId();
    const attachment = await attach(reportId);
    const old = await closed(to, later(at, -366 * days), { reportId, attachments: [attachment] });
    const young = await closed(to, later(at, -364 * days));
    const open = await reported(to);
    await tellReporter(database(), to, security, { reportId: old.id, text: "Thank you" });
    const [found] = (await readReport(security, to.pack, old.id))?.attachments ?? [];
    const kept = await fetchAttachment(security, to.pack, found?.id ?? "");
    if (kept === null) throw new Error("the attachment is missing");
    await forget(newPublisher());
    expect((await readWhole(kept.file)).byteLength).toBe(1000);
    await forget(to);
    await forget(to);
    expect(await followReport(to.pack, old.reference)).toMatchObject({
      ...{ state: "declined", summary: null, closedAt: later(at, -366 * days) },
      messages: [{ text: null }],
    });
    // With the row the wrapped key of the file is gone, so that a copy of the bytes cannot be opened any more.
    expect(await database().storedFile.count({ where: { id: attachment.file.id } })).toBe(0);
    await expect(storage().stat(kept.file.storageKey)).rejects.toThrow();
    expect(await readReport(security, to.pack, old.id)).toMatchObject({
      details: null,
      attachments: [],
      creditedAs: null,
    });
    const events = await database().auditEvent.findMany({ where: { subjectId: old.id } });
    expect(events.filter(({ kind }) => kind === "vulnerability.erased")).toHaveLength(1);
    for (const event of events.filter(({ kind }) => kind === "vulnerability.reported"))
      expect(await openDetails(database(), event)).toBeNull();
    for (const other of [young, open])
      expect((await followReport(to.pack, other.reference))?.summary).toBe(said.summary);
    await expect(tellReporter(database(), to, security, { reportId: old.id, text: "x" })).rejects.toThrow(Refusal);
    expect(await addToReport(database(), to, { reference: old.reference, text: "x" })).toBe(false);
  });

  test("leaves a thanks that was agreed to, which can still be taken back", async () => {
    const to = newPublisher();
    const { id } = await accepted(to, { thanks: true, creditName: "Ada" });
    await move(to, id, "resolved", later(at, -400 * days));
    await thankReporter(database(), to, security, id, at);
    await forget(to);
    expect((await listThanks(to.pack)).map(({ name }) => name)).toEqual(["Ada"]);
    await unthankReporter(database(), to, security, id);
    expect(await listThanks(to.pack)).toEqual([]);
    expect(await database().vulnerabilityReport.count({ where: { id, creditedAs: null } })).toBe(1);
    await expect(thankReporter(database(), to, security, id, at)).rejects.toThrow(Refusal);
  });
});
