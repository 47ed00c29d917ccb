/** An objection from a draft to each of its ends, with what is told to whom; and what another account sees of it: nothing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  contactViewerOf,
  makeContact,
  makeDraft,
  makeObjection,
  makeOrderForm,
  makeStaff,
  viewerOf,
} from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import { openDetails } from "@/server/audit/events";
import { loadPack } from "@/server/content/load-pack";
import type { Pack } from "@/server/content/pack";
import { openMail } from "@/server/mail/outbox";
import { acceptProposal, declineProposal, withdrawObjection, writeMessage } from "@/server/objections/commands";
import {
  addDraftFiles,
  dropDraft,
  forgetOldDrafts,
  listDrafts,
  readDraft,
  removeDraftFile,
} from "@/server/objections/drafts/drafts";
import { fileObjection } from "@/server/objections/drafts/filing";
import { addFiles, fetchFileForStaff, fetchOwnFile } from "@/server/objections/files";
import { answerAccount, closeUnresolved, decideHold, proposeMitigation } from "@/server/objections/handling/commands";
import {
  countObjections,
  listClosedObjections,
  listControls,
  listOpenObjections,
  readObjectionForStaff,
} from "@/server/objections/handling/queries";
import { findOpenObjection, listObjectable, listOwnObjections, readOwnObjection } from "@/server/objections/queries";
import { remindOfObjections } from "@/server/objections/reminders";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { keepFile, onePiece } from "@/server/storage/stored-files";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";

let clock: ClockBench;
let pack: Pack;
let removeFolder: () => void;
let ours: ContactViewer;
let colleague: ContactViewer;
let theirs: ContactViewer;
let dpo: Viewer;
beforeAll(async () => {
  const addresses = await useOwnDatabase();
  removeFolder = useOwnDataFolder();
  clock = await ClockBench.start(addresses);
  pack = { ...(await loadPack("content", "alphagen")), name: clock.publisher };
  const [first = "", second = ""] = clock.accounts;
  ours = await contactViewerOf((await makeContact(["privacy"], { accountId: first })).personId);
  colleague = await contactViewerOf((await makeContact(["privacy", "admin"], { accountId: first })).personId);
  theirs = await contactViewerOf((await makeContact(["privacy"], { accountId: second })).personId);
  dpo = await viewerOf(clock.approver);
});
afterAll(async () => {
  await clock.stop();
  removeFolder();
});

const officer = () => ({ database: database(), pack, viewer: dpo });
const read = (id: string) => readOwnObjection(ours, pack.name, id);
const file = async (text = "bytes") => ({
  file: await keepFile(onePiece(Buffer.from(text)), "objection-draft/test", "application/octet-stream", 1000),
  name: "تقييم żółć.pdf",
});

/** Addresses and subjects of everything in the outbox since then, oldest first. */
async function mailSince(at: Date): Promise<{ to: string; subject: string; text: string; attachment: boolean }[]> {
  const rows = await database().mail.findMany({ where: { createdAt: { gte: at } }, orderBy: { createdAt: "asc" } });
  return Promise.all(
    rows.map(async (row) => {
      const envelope = await openMail(database(), row);
      if (envelope === null) throw new Error("erased");
      return { ...envelope, attachment: row.attachmentId !== null };
    }),
  );
}
const eventsOf = async (subjectId: string) => {
  const rows = await database().auditEvent.findMany({ where: { subjectId }, orderBy: { sequence: "asc" } });
  return Promise.all(rows.map(async (row) => ({ kind: row.kind, details: await openDetails(database(), row) })));
};
const moment = () => clock.now();

/** Acknowledged, and a proposal of staff stands. */
async function proposed(viewer = ours): Promise<{ id: string; proposalId: string }> {
  const id = await makeObjection(pack, viewer, await clock.noticed());
  await proposeMitigation(officer(), { objectionId: id, proposed: "exclude", what: "We leave it out." });
  return { id, proposalId: await standing(id) };
}
async function standing(objectionId: string): Promise<string> {
  const where = { objectionId, kind: "proposal" } as const;
  return (await database().objectionEntry.findFirstOrThrow({ where, orderBy: { position: "desc" } })).id;
}

describe("a draft", () => {
  test("is kept and gone on with, by its writer alone", async () => {
    const changeId = await clock.noticed();
    const id = await makeDraft(pack, ours, changeId, { ground: "", explanation: "Half a" });
    expect(await makeDraft(pack, ours, changeId, { explanation: "Half a sentence" })).toBe(id);
    expect(await readDraft(ours, pack.name, { changeId })).toMatchObject({ id, explanation: "Half a sentence" });
    for (const other of [colleague, theirs]) {
      expect(await readDraft(other, pack.name, { id })).toBeNull();
      expect((await listDrafts(other, pack.name)).map((draft) => draft.id)).not.toContain(id);
      await expect(addDraftFiles(database(), other, id, [])).rejects.toThrow(Refusal);
      await dropDraft(database(), other, id);
    }
    expect(await readDraft(ours, "another-publisher", { id })).toBeNull();
    // No hold, no mail, nothing for staff.
    expect(await database().hold.count({ where: { changeId } })).toBe(0);
    const row = await database().objectionDraft.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.sealed).includes("Half a sentence")).toBe(false);
    await dropDraft(database(), ours, id);
    expect(await readDraft(ours, pack.name, { id })).toBeNull();
  });

  test("holds files, takes one away again, and no more than an objection may hold", async () => {
    const id = await makeDraft(pack, ours, await clock.noticed());
    await addDraftFiles(database(), ours, id, [await file(), await file()]);
    const before = await readDraft(ours, pack.name, { id });
    expect(before?.files.map(({ name }) => name)).toEqual(["تقييم żółć.pdf", "تقييم żółć.pdf"]);
    const [first] = before?.files ?? [];
    await removeDraftFile(database(), ours, { draftId: id, fileId: first?.id ?? "" });
    expect((await readDraft(ours, pack.name, { id }))?.files).toHaveLength(1);
    const many = await Promise.all(Array.from({ length: 10 }, () => file()));
    await expect(addDraftFiles(database(), ours, id, many)).rejects.toThrow("up to 10 files");
    expect((await readDraft(ours, pack.name, { id }))?.files).toHaveLength(1);
    const stored = await database().storedFile.count();
    await dropDraft(database(), ours, id);
    expect(await database().storedFile.count()).toBe(stored - 1);
  });

  test("is written only where the account was told, and forgotten when nobody comes back to it", async () => {
    const untold = await clock.propose();
    await clock.approve(untold);
    await expect(makeDraft(pack, ours, untold)).rejects.toThrow("counts as given");
    const id = await makeDraft(pack, ours, await clock.noticed());
    await forgetOldDrafts(database(), later(now(), -days));
    expect(await readDraft(ours, pack.name, { id })).not.toBeNull();
    await forgetOldDrafts(database(), later(now(), days));
    expect(await readDraft(ours, pack.name, { id })).toBeNull();
  });
});

describe("filing", () => {
  test("acknowledges at once with a reference, on the page and to the account's privacy contacts and staff", async () => {
    const at = await moment();
    const changeId = await clock.noticed();
    const orderForm = await makeOrderForm(ours.contact.accountId, { reference: "OF-2026-1" });
    const id = await makeDraft(pack, ours, changeId, { orderForms: [orderForm] });
    await addDraftFiles(database(), ours, id, [await file()]);
    expect(await fileObjection(database(), pack, ours, { draftId: id, locale: "nb" })).toBe(id);
    const view = await read(id);
    expect(view).toMatchObject({ state: "acknowledged", onHold: true, filedBy: ours.name, decision: null });
    expect(view?.reference).toMatch(/^OB-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(view?.content).toMatchObject({ explanation: "It keeps no logs.", orderForms: ["OF-2026-1"], locale: "nb" });
    expect(view?.files.map(({ name, by }) => [name, by])).toEqual([["تقييم żółć.pdf", "account"]]);
    expect(view?.entries.map(({ kind }) => kind)).toEqual(["acknowledgement"]);
    const mail = (await mailSince(at)).filter(({ subject }) => subject.includes(view?.reference ?? "-"));
    expect(mail.map(({ to }) => to).sort()).toEqual([ours.email, colleague.email, dpo.email].sort());
    const toUs = mail.find(({ to }) => to === ours.email);
    expect(toUs?.subject).toContain("bekreftet mottatt");
    expect(toUs?.text).toContain(`/nb/portal/objections/${id}`);
    expect(mail.find(({ to }) => to === dpo.email)?.text).toContain(`/desk/objections/${id}`);
    for (const { text } of mail) expect(text).not.toContain("It keeps no logs.");
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(["objection.filed", "objection.acknowledged"]);
    // The same form again files nothing anew.
    expect(await fileObjection(database(), pack, ours, { draftId: id, locale: "en" })).toBe(id);
    expect(await database().objection.count({ where: { changeId } })).toBe(1);
    await database().orderForm.update({ where: { id: orderForm }, data: { endedAt: now() } });
  });

  test("wants everything that is to be said, and keeps the draft until then", async () => {
    const changeId = await clock.noticed();
    const filed = (draftId: string) => fileObjection(database(), pack, ours, { draftId, locale: "en" });
    for (const [given, sentence] of [
      [{ ground: "" }, "Choose a ground"],
      [{ explanation: "" }, "Explain what concerns"],
      [{ mitigation: "" }, "Choose what would help"],
      [{ mitigation: "pin_region", wish: "" }, "Describe what you ask for"],
    ] as const)
      await expect(filed(await makeDraft(pack, ours, changeId, given))).rejects.toThrow(sentence);
    const orderForm = await makeOrderForm(ours.contact.accountId);
    const draftId = await makeDraft(pack, ours, changeId);
    await expect(filed(draftId)).rejects.toThrow("order forms that are affected");
    await makeDraft(pack, ours, changeId, { orderForms: [orderForm] });
    await database().orderForm.update({ where: { id: orderForm }, data: { endedAt: now() } });
    await expect(filed(draftId)).rejects.toThrow("has ended meanwhile");
    expect(await readDraft(ours, pack.name, { id: draftId })).not.toBeNull();
  });

  test("is told why it comes too late, twice, or for nothing", async () => {
    const changeId = await clock.noticed();
    await makeObjection(pack, ours, changeId);
    await expect(makeObjection(pack, colleague, changeId)).rejects.toThrow("has an open objection");
    const withdrawn = await clock.noticed();
    const draftId = await makeDraft(pack, ours, withdrawn);
    await clock.withdraw(withdrawn);
    const late = fileObjection(database(), pack, ours, { draftId, locale: "en" });
    await expect(late).rejects.toThrow("nothing to object to any more");
    await expect(fileObjection(database(), pack, theirs, { draftId, locale: "en" })).rejects.toThrow("no longer there");
  });
});

describe("between the two sides", () => {
  test("messages, a proposal that is declined, another that is accepted: resolved, with a control", async () => {
    const id = await makeObjection(pack, ours, await clock.noticed());
    const at = await moment();
    await writeMessage(database(), pack, colleague, { objectionId: id, text: "When do you answer?" });
    await answerAccount(officer(), { objectionId: id, text: "Today." });
    await proposeMitigation(officer(), { objectionId: id, proposed: "other", what: "Logs in 2027." });
    const first = await standing(id);
    const answer = { objectionId: id, proposalId: first };
    await declineProposal(database(), pack, ours, { ...answer, why: "Too late." });
    expect(await read(id)).toMatchObject({ state: "acknowledged", onHold: true });
    await proposeMitigation(officer(), { objectionId: id, proposed: "exclude", what: "We leave it out." });
    // The page that still shows the first proposal does not accept the second.
    await expect(acceptProposal(database(), pack, ours, answer)).rejects.toThrow("Another proposal stands");
    await acceptProposal(database(), pack, colleague, { objectionId: id, proposalId: await standing(id) });
    const view = await read(id);
    expect(view).toMatchObject({ state: "resolved", onHold: false, decision: "exclude", dueAt: null });
    expect(view?.control).toMatchObject({ mitigation: "exclude", text: "We leave it out." });
    expect(view?.entries.map(({ kind, by }) => [kind, by])).toEqual([
      ["acknowledgement", "product"],
      ["message", "account"],
      ["message", "publisher"],
      ["proposal", "publisher"],
      ["decline", "account"],
      ["proposal", "publisher"],
      ["acceptance", "account"],
    ]);
    expect(view?.entries.find(({ by }) => by === "publisher")?.name).toBeNull();
    const controls = await listControls(dpo, pack.name, ours.contact.accountId);
    expect(controls.map(({ objectionId }) => objectionId)).toContain(id);
    const mail = (await mailSince(at)).filter(({ subject }) => subject.includes(view?.reference ?? "-"));
    expect(mail.filter(({ to }) => to === dpo.email)).toHaveLength(3);
    expect(mail.filter(({ to }) => to === ours.email)).toHaveLength(4);
    expect(mail.filter(({ to }) => to === theirs.email)).toEqual([]);
    const kinds = (await eventsOf(id)).map(({ kind }) => kind);
    expect(kinds).toEqual([
      ...["objection.filed", "objection.acknowledged", "objection.message", "objection.message"],
      ...["objection.proposed", "objection.declined", "objection.proposed", "objection.accepted"],
    ]);
    await expect(writeMessage(database(), pack, ours, { objectionId: id, text: "x" })).rejects.toThrow("has moved on");
  });

  test("the account withdraws, and the hold goes with it", async () => {
    const { id } = await proposed();
    await withdrawObjection(database(), pack, ours, { objectionId: id, text: "" });
    expect(await read(id)).toMatchObject({ state: "withdrawn", onHold: false, decision: "apply" });
  });

  test("staff close it as unresolved, and decide on the hold with a reason", async () => {
    const id = await makeObjection(pack, ours, await clock.noticed());
    const input = { objectionId: id, decision: "apply", reason: "They may terminate." } as const;
    await expect(decideHold(officer(), input)).rejects.toThrow("still open");
    await closeUnresolved(officer(), { objectionId: id, text: "There is no other provider." });
    expect(await read(id)).toMatchObject({ state: "unresolved", onHold: true, decision: null, control: null });
    expect((await countObjections(dpo, pack.name)).toDecide).toBeGreaterThan(0);
    await decideHold(officer(), input);
    expect(await read(id)).toMatchObject({ onHold: false, decision: "apply" });
    await expect(decideHold(officer(), input)).rejects.toThrow("decided already");
    expect((await countObjections(dpo, pack.name)).toDecide).toBe(0);
  });

  test("files come from both sides while it is open, are read by both, and each reading is on record", async () => {
    const id = await makeObjection(pack, ours, await clock.noticed());
    await addFiles(database(), pack, ours, id, [await file("from us")]);
    await addFiles(database(), pack, dpo, id, [await file("from staff")]);
    const view = await read(id);
    expect(view?.files.map(({ by }) => by)).toEqual(["account", "publisher"]);
    const [own = { id: "" }, staffs = { id: "" }] = view?.files ?? [];
    expect((await fetchOwnFile(colleague, pack.name, staffs.id))?.name).toBe("تقييم żółć.pdf");
    expect(await fetchFileForStaff(dpo, pack.name, own.id)).not.toBeNull();
    expect(await fetchFileForStaff(dpo, "another-publisher", own.id)).toBeNull();
    const kinds = (await eventsOf(id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "objection.file-read")).toHaveLength(2);
    await withdrawObjection(database(), pack, ours, { objectionId: id, text: "" });
    await expect(addFiles(database(), pack, ours, id, [await file()])).rejects.toThrow(Refusal);
  });
});

describe("another account", () => {
  test("sees nothing of it, and can do nothing to it", async () => {
    const { id, proposalId } = await proposed();
    await addFiles(database(), pack, ours, id, [await file()]);
    const [row] = (await read(id))?.files ?? [];
    expect(await readOwnObjection(theirs, pack.name, id)).toBeNull();
    expect(await listOwnObjections(theirs, pack.name)).toEqual([]);
    expect(await fetchOwnFile(theirs, pack.name, row?.id ?? "")).toBeNull();
    const { changeId } = (await read(id)) ?? { changeId: "" };
    expect(await findOpenObjection(theirs, pack.name, changeId)).toBeNull();
    // What it may do itself is the same as without the other's objection.
    expect((await listObjectable(theirs, pack.name, now())).map(({ change }) => change?.id)).toContain(changeId);
    expect((await listObjectable(ours, pack.name, now())).map(({ change }) => change?.id)).not.toContain(changeId);
    const tries = [
      writeMessage(database(), pack, theirs, { objectionId: id, text: "x" }),
      acceptProposal(database(), pack, theirs, { objectionId: id, proposalId }),
      declineProposal(database(), pack, theirs, { objectionId: id, proposalId, why: "x" }),
      withdrawObjection(database(), pack, theirs, { objectionId: id, text: "" }),
      addFiles(database(), pack, theirs, id, []),
    ];
    for (const outcome of await Promise.allSettled(tries)) {
      expect(outcome.status).toBe("rejected");
      if (outcome.status === "rejected") expect(String(outcome.reason)).toContain("no longer there");
    }
    expect(await read(id)).toMatchObject({ state: "mitigation_proposed" });
    const audit = await database().auditEvent.count({ where: { accountId: theirs.contact.accountId, subjectId: id } });
    expect(audit).toBe(0);
  });

  test("and staff without the right see none either", async () => {
    const { id } = await proposed();
    const manager = await viewerOf((await makeStaff(["trust_manager", "security", "auditor"])).personId);
    expect(await readObjectionForStaff(manager, pack.name, id)).toBeNull();
    expect(await listOpenObjections(manager, pack.name)).toEqual([]);
    expect(await listClosedObjections(manager, pack.name)).toEqual([]);
    expect(await listControls(manager, pack.name, ours.contact.accountId)).toEqual([]);
    expect(await countObjections(manager, pack.name)).toEqual({ toAnswer: 0, toDecide: 0 });
    expect(await readObjectionForStaff(dpo, "another-publisher", id)).toBeNull();
    const open = await listOpenObjections(dpo, pack.name);
    expect(open.map((each) => each.id)).toContain(id);
    expect(open.map(({ dueAt }) => dueAt?.getTime() ?? 0)).toEqual(
      open.map(({ dueAt }) => dueAt?.getTime() ?? 0).toSorted((one, other) => one - other),
    );
  });
});

describe("reminders", () => {
  test("go to whoever's turn it is, once before the day and once after it, however often they are looked for", async () => {
    const staffs = await makeObjection(pack, ours, await clock.noticed());
    const { id: accounts } = await proposed(theirs);
    const [one, other] = await Promise.all([read(staffs), readOwnObjection(theirs, pack.name, accounts)]);
    const remindersOf = async (at: Date, reference: string | undefined) =>
      (await mailSince(at)).filter(({ subject }) => subject.startsWith(reference ?? "-"));
    const until = async (day: Date | null | undefined, seconds: number) =>
      clock.pass(Math.round(((day?.getTime() ?? 0) - (await moment()).getTime()) / 1000) + seconds);
    let from = await moment();
    await remindOfObjections(database(), pack, from);
    expect(await remindersOf(from, one?.reference)).toEqual([]);
    await until(one?.dueAt, -86_400);
    for (const _again of [1, 2])
      await Promise.all([1, 2].map(async () => remindOfObjections(database(), pack, await moment())));
    const soon = await remindersOf(from, one?.reference);
    expect(soon.map(({ to, subject }) => [to, subject.includes("due by")])).toEqual([[dpo.email, true]]);
    expect(await remindersOf(from, other?.reference)).toEqual([]);
    await until(other?.dueAt, 60);
    from = await moment();
    await remindOfObjections(database(), pack, from);
    await remindOfObjections(database(), pack, from);
    const late = await remindersOf(from, one?.reference);
    expect(late.map(({ to, subject }) => [to, subject.includes("overdue")])).toEqual([[dpo.email, true]]);
    const toAccount = await remindersOf(from, other?.reference);
    expect(toAccount.map(({ to, subject }) => [to, subject.includes("awaited")])).toEqual([[theirs.email, true]]);
    expect(await database().objectionReminder.count({ where: { objectionId: accounts } })).toBe(1);
    await declineProposal(database(), pack, theirs, {
      objectionId: accounts,
      proposalId: await standing(accounts),
      why: "No.",
    });
    expect((await readOwnObjection(theirs, pack.name, accounts))?.state).toBe("acknowledged");
  });
});
