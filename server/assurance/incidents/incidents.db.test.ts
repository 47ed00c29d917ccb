/** Incidents from their opening to their end, by the desk's own commands, on a database whose clock the test sets ahead. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contactViewerOf, makeAccount, makeContact, makeStaff, viewerOf } from "@/prisma/factories";
import { fingerprintOf, makeConcerned, makeIncident, makeIncidentDesk, sendUpdateTo } from "@/prisma/incident-forms";
import { useOwnDatabase } from "@/scripts/integration-database";
import { openDetails } from "@/server/audit/events";
import { loadPack } from "@/server/content/load-pack";
import { eraseDataKey } from "@/server/keys/data-keys";
import { openMail } from "@/server/mail/outbox";
import { listNotices as listAtDesk } from "@/server/notices/desk/queries";
import { makeProof } from "@/server/notices/received/proof";
import { findNotice, listNotices } from "@/server/notices/received/queries";
import { openContent, openRecipient } from "@/server/notices/sealed-notice";
import { hours, later } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { textOf } from "@/server/seal/testing/pdf-tools";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { wordsIn } from "@/server/words/words";
import { addAccount, removeAccount, tellNow } from "./accounts";
import { classifyIncident, closeIncident, describeIncident, recordRegulatorTold, timeIncident } from "./commands";
import { escalateIncidents } from "./escalation";
import type { Desk } from "./find-incident";
import { countRunningClocks, listClosedIncidents, listOpenIncidents } from "./lists";
import { readIncident, readPreview } from "./queries";
import { readRetrospectiveDraft } from "./retrospective";
import { timesInput } from "./schema";
import { draftUpdate, sendUpdate } from "./updates";

let bench: ClockBench;
let desk: Desk;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  desk = await makeIncidentDesk({ ...(await loadPack("content", "alphagen")), name: bench.publisher });
});
afterAll(() => bench.stop());
// Incidents of an earlier test would be escalated too.
beforeEach(async () => {
  await bench.owner.query('ALTER TABLE "Incident" DISABLE TRIGGER USER');
  await bench.owner.query(`UPDATE "Incident" SET publisher = 'earlier'`);
  await bench.owner.query('ALTER TABLE "Incident" ENABLE TRIGGER USER');
});

const words = wordsIn("en");
const said = (key: Parameters<typeof words>[0]) => words(key);
const pass = (more: number) => bench.pass(more * 3600);
const open = async (given: Parameters<typeof makeIncident>[1] = {}) =>
  makeIncident(desk, { discoveredAt: await bench.now(), ...given });
const read = async (id: string) => {
  const incident = await readIncident(desk.viewer, bench.publisher, id, await bench.now());
  if (incident === null) throw new Error("there is no such incident");
  return incident;
};
const escalate = async () => escalateIncidents(database(), desk.pack, await bench.now());
const deliveries = (accountId: string) =>
  database().delivery.findMany({ where: { accountId }, orderBy: { createdAt: "asc" } });
async function settle(accountId: string, state = "accepted"): Promise<void> {
  for (const each of await deliveries(accountId)) if (each.state === "queued") await bench.settle(each.id, state);
}
async function mails(kind: string) {
  const rows = await database().mail.findMany({ where: { kind }, orderBy: { createdAt: "asc" } });
  return Promise.all(rows.map((row) => openMail(database(), row)));
}
const kinds = async (subjectId: string) =>
  (await database().auditEvent.findMany({ where: { subjectId }, orderBy: { sequence: "asc" } })).map(
    ({ kind }) => kind,
  );

describe("an incident", () => {
  test("is opened with what the pack states, and nothing of it is in clear", async () => {
    const id = await open({ title: "Exports astray", description: "Two tenants were mixed up.", class: "P1" });
    const row = await database().incident.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ customersHours: 48, regulatorHours: 72, class: "P1" });
    expect(row.reference).toMatch(/^INC-20\d\d-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(Buffer.from(row.sealed).toString("latin1")).not.toContain("Exports");
    expect(await read(id)).toMatchObject({ title: "Exports astray", description: "Two tenants were mixed up." });
    expect(await kinds(id)).toEqual(["incident.opened"]);
  });

  test("takes ALAI's 24 hours from ALAI's pack", async () => {
    const pack = { ...(await loadPack("content", "alai")), name: bench.publisher };
    const id = await makeIncident({ ...desk, pack }, { discoveredAt: await bench.now() });
    expect(await database().incident.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ...{ customersHours: 24, regulatorHours: 72 },
    });
  });

  test("is changed while it is open, each time with an event that tells what from", async () => {
    const id = await open();
    await describeIncident(desk, { incidentId: id, title: "Another", description: "More." });
    await classifyIncident(desk, { incidentId: id, class: "P0", asController: true });
    // The same again is no change.
    await classifyIncident(desk, { incidentId: id, class: "P0", asController: true });
    const { discoveredAt } = await read(id);
    const times = { discoveredAt, detectedAt: discoveredAt, containedAt: await bench.now(), recoveredAt: null };
    await timeIncident(desk, { incidentId: id, ...times });
    expect(await read(id)).toMatchObject({ title: "Another", class: "P0", asController: true, ...times });
    expect(await kinds(id)).toEqual(["incident.opened", "incident.described", "incident.classified", "incident.timed"]);
    const event = await database().auditEvent.findFirstOrThrow({
      where: { subjectId: id, kind: "incident.classified" },
    });
    expect(await openDetails(database(), event)).toMatchObject({ incidentClassBefore: "P2", incidentClass: "P0" });
  });

  test.each([
    ["discoveredAt", 1, "incidents.refused.ahead"],
    ["containedAt", -100, "incidents.refused.containedFirst"],
    ["recoveredAt", -100, "incidents.refused.recoveredFirst"],
  ] as const)("does not take a wrong %s, and says so beside it", async (field, offset, sentence) => {
    const id = await open();
    const { discoveredAt } = await read(id);
    const times = { discoveredAt, detectedAt: discoveredAt, containedAt: null, recoveredAt: null };
    const wrong = { ...times, [field]: later(discoveredAt, offset * hours), incidentId: id };
    await expect(timeIncident(desk, wrong)).rejects.toMatchObject({ field, message: said(sentence) });
  });

  test("is not there for another publisher, nor for contacts, and the auditor reads without the draft", async () => {
    const id = await open();
    await draftUpdate(desk, { incidentId: id, text: "Not sent yet." });
    const auditor = await viewerOf((await makeStaff(["auditor"])).personId);
    const at = await bench.now();
    expect(await readIncident(desk.viewer, "another", id, at)).toBeNull();
    expect((await readIncident(auditor, bench.publisher, id, at))?.draft).toBeNull();
    expect(await readPreview(auditor, desk.pack, id)).toBeNull();
    const contact = await contactViewerOf((await makeContact(["admin"])).personId);
    expect(await readIncident(contact, bench.publisher, id, at)).toBeNull();
    expect(await listOpenIncidents(contact, bench.publisher, at)).toEqual([]);
    const stranger = { ...desk, pack: { ...desk.pack, name: "another" } };
    await expect(closeIncident(stranger, id)).rejects.toThrow(said("incidents.refused.gone"));
  });

  test("says nothing any more when its key is erased", async () => {
    const id = await open();
    const { dataKeyId } = await database().incident.findUniqueOrThrow({ where: { id } });
    await eraseDataKey(database(), dataKeyId, await bench.now());
    expect(await read(id)).toMatchObject({ title: null, description: null });
    await expect(draftUpdate(desk, { incidentId: id, text: "x" })).rejects.toThrow("erased");
  });
});

describe("the accounts concerned", () => {
  test("are told once each, in their own words to their own contacts, and nobody else is", async () => {
    const id = await open({ title: "Exports astray" });
    const [first, second] = [await makeConcerned(desk, id), await makeConcerned(desk, id)];
    const { id: other } = await makeAccount();
    const stranger = await makeContact(["privacy"], { accountId: other });
    await sendUpdateTo(desk, id, "We found it at 10:00.\n\nبيان 事件");
    for (const accountId of [first, second]) {
      const [only, ...more] = await deliveries(accountId);
      expect(more).toEqual([]);
      if (only === undefined || only.sealed === null) throw new Error("nothing was queued");
      const notice = await database().accountNotice.findFirstOrThrow({ where: { accountId } });
      const content = notice.sealed && (await openContent(database(), { ...notice, sealed: notice.sealed }));
      const { reference } = await read(id);
      expect(content?.subject).toBe(`Exports astray (${reference}, update 1)`);
      expect(content?.text).toContain("We found it at 10:00.\n\nبيان 事件");
      const to = await openRecipient(database(), { id: only.id, accountId, sealed: only.sealed });
      expect(to?.email).not.toBe(stranger.email);
    }
    expect(await deliveries(other)).toEqual([]);
    expect((await listNotices(await contactViewerOf(stranger.personId), bench.publisher)).notices).toEqual([]);
    expect((await read(id)).concerned.map(({ toldAt }) => toldAt)).toEqual([null, null]);
    await settle(first);
    await settle(second);
    expect((await read(id)).duties).toMatchObject([{ duty: "customers", state: "met" }]);
  });

  test("read the notice in the portal, and the proof says what it is of; others do not find it", async () => {
    const id = await open({ title: "Exports astray" });
    const accountId = await makeConcerned(desk, id);
    const reader = await contactViewerOf((await makeContact(["reviewer"], { accountId })).personId);
    await sendUpdateTo(desk, id, "We found it.");
    await settle(accountId);
    const [notice] = (await listNotices(reader, bench.publisher)).notices;
    expect(notice).toMatchObject({ kind: "incident", change: null });
    const noticeId = notice?.id ?? "";
    expect((await findNotice(reader, bench.publisher, noticeId))?.content?.text).toContain("We found it.");
    const stranger = await contactViewerOf((await makeContact(["privacy"])).personId);
    expect(await findNotice(stranger, bench.publisher, noticeId)).toBeNull();
    const wanted = { viewer: reader, accountId, noticeId };
    const proof = await makeProof(database(), desk.pack, undefined, wanted, await bench.now());
    const text = textOf(proof ?? new Uint8Array());
    for (const fact of ["An incident", "We found it.", "Exports astray"]) expect(text).toContain(fact);
    const theirs = { ...wanted, viewer: stranger, accountId: stranger.contact.accountId };
    expect(await makeProof(database(), desk.pack, undefined, theirs, await bench.now())).toBeNull();
    const [newest] = await listAtDesk(desk.viewer, bench.publisher);
    expect(newest).toMatchObject({ id: noticeId, kind: "incident", progress: { accounts: 1, given: 1 } });
  });

  test("do not read in their trail that they were put on the list", async () => {
    const id = await open();
    const accountId = await makeConcerned(desk, id);
    const { id: other } = await makeAccount();
    await addAccount(desk, { incidentId: id, accountId: other });
    await removeAccount(desk, { incidentId: id, accountId: other });
    const trail = await database().auditEvent.findMany({ where: { accountId: { in: [accountId, other] } } });
    expect(trail.filter(({ kind }) => kind.startsWith("incident."))).toEqual([]);
    expect(await kinds(id)).toContain("incident.account-removed");
  });

  test("that are added later are told by the next update, or at once, and none of them twice", async () => {
    const id = await open();
    const first = await makeConcerned(desk, id);
    await expect(tellNow(desk, { incidentId: id, accountId: first })).rejects.toThrow(
      said("incidents.refused.noUpdate"),
    );
    await sendUpdateTo(desk, id, "First.");
    const [next, atOnce] = [await makeConcerned(desk, id), await makeConcerned(desk, id)];
    const now = { incidentId: id, accountId: atOnce };
    const told = await Promise.allSettled([tellNow(desk, now), tellNow(desk, now)]);
    expect(told.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(tellNow(desk, now)).rejects.toThrow(said("incidents.refused.toldAlready"));
    expect(await deliveries(next)).toHaveLength(0);
    await sendUpdateTo(desk, id, "Second.");
    expect(await deliveries(first)).toHaveLength(2);
    expect(await deliveries(next)).toHaveLength(1);
    expect(await deliveries(atOnce)).toHaveLength(2);
    await expect(removeAccount(desk, now)).rejects.toThrow(said("incidents.refused.told"));
    const { id: stranger } = await makeAccount();
    await expect(tellNow(desk, { incidentId: id, accountId: stranger })).rejects.toThrow(
      said("incidents.refused.notConcerned"),
    );
  });
});

describe("an update", () => {
  test("is sent as it was looked at, once, whoever of two is quicker", async () => {
    const id = await open();
    const accountId = await makeConcerned(desk, id);
    await draftUpdate(desk, { incidentId: id, text: "We look into it." });
    const fingerprint = await fingerprintOf(desk, id);
    const sent = await Promise.allSettled([1, 2, 3].map(() => sendUpdate(desk, { incidentId: id, fingerprint })));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await deliveries(accountId)).toHaveLength(1);
    expect(await read(id)).toMatchObject({ draft: null, updates: [{ number: 1, text: "We look into it." }] });
  });

  test("that changed meanwhile, in its text, title or readers, is not sent", async () => {
    const id = await open();
    await draftUpdate(desk, { incidentId: id, text: "One." });
    await expect(sendUpdate(desk, { incidentId: id, fingerprint: "0".repeat(64) })).rejects.toThrow(
      said("incidents.refused.noAccounts"),
    );
    await makeConcerned(desk, id);
    for (const change of [
      () => draftUpdate(desk, { incidentId: id, text: "Two." }),
      () => describeIncident(desk, { incidentId: id, title: "Another", description: "x" }),
      () => makeConcerned(desk, id),
      () => classifyIncident(desk, { incidentId: id, class: "P0", asController: false }),
    ]) {
      const fingerprint = await fingerprintOf(desk, id);
      await change();
      await expect(sendUpdate(desk, { incidentId: id, fingerprint })).rejects.toThrow(
        said("incidents.refused.otherDraft"),
      );
    }
    expect((await read(id)).updates).toEqual([]);
  });
});

describe("the clock", () => {
  test("mails staff at each step, once, though two servers look at the same moment", async () => {
    const [security, onCall, auditor] = await Promise.all(
      (["security", "on_call_manager", "auditor"] as const).map((role) => makeStaff([role])),
    );
    const id = await open({ class: "P1", title: "Secret title" });
    await makeConcerned(desk, id);
    const before = (await mails("incident-clock")).length;
    const steps: number[] = [];
    for (const wait of [23.9, 0.2, 12, 7.2, 4.8, 100]) {
      await pass(wait);
      const at = await bench.now();
      const ran = await Promise.all([1, 2, 3].map(() => escalateIncidents(database(), desk.pack, at)));
      steps.push(ran.reduce((sum, each) => sum + each, 0));
    }
    expect(steps).toEqual([0, 1, 1, 1, 1, 0]);
    const sent = (await mails("incident-clock")).slice(before);
    const to = (email?: string) => sent.filter((mail) => mail?.to === email);
    const toSecurity = to(security?.email);
    expect(toSecurity).toHaveLength(4);
    expect(toSecurity.map((mail) => /50 %|75 %|90 %|is over$/.exec(mail?.subject ?? "")?.[0])).toEqual([
      ...["50 %", "75 %", "90 %", "is over"],
    ]);
    const { reference } = await read(id);
    for (const mail of sent) {
      expect(mail?.text).toContain(reference);
      expect(`${mail?.subject} ${mail?.text}`).not.toContain("Secret title");
    }
    // Whoever handles incidents gets it, at night whoever is on call; auditors only read.
    expect(to(onCall?.email)).toHaveLength(4);
    expect(to(auditor?.email)).toEqual([]);
    const staff = await database().person.count({
      where: { staffRoles: { hasSome: ["trust_manager", "dpo", "security", "on_call_manager"] } },
    });
    expect(sent).toHaveLength(4 * staff);
    expect((await kinds(id)).filter((kind) => kind === "incident.escalated")).toHaveLength(4);
  });

  test("says in one mail what was passed before the incident was opened", async () => {
    await pass(1);
    await open({ discoveredAt: later(await bench.now(), -40 * hours), asController: true });
    const before = (await mails("incident-clock")).length;
    expect(await escalate()).toBe(2);
    const subjects = (await mails("incident-clock")).slice(before).map((mail) => mail?.subject ?? "");
    expect(new Set(subjects.map((subject) => /\d+ %/.exec(subject)?.[0]))).toEqual(new Set(["75 %", "50 %"]));
    expect(await escalate()).toBe(0);
  });

  test("is silent once the duty is met, and when the incident is closed", async () => {
    const id = await open({ asController: true });
    const accountId = await makeConcerned(desk, id);
    await sendUpdateTo(desk, id);
    await settle(accountId);
    await recordRegulatorTold(desk, { incidentId: id, text: "By their form." });
    const closed = await open();
    await closeIncident(desk, closed);
    await pass(200);
    expect(await escalate()).toBe(0);
    expect((await read(id)).duties.map(({ state }) => state)).toEqual(["met", "met"]);
  });

  test("goes on where the message came back", async () => {
    const id = await open();
    const accountId = await makeConcerned(desk, id);
    await sendUpdateTo(desk, id);
    await settle(accountId);
    const [message] = await deliveries(accountId);
    await pass(30);
    expect(await escalate()).toBe(0);
    await bench.settle(message?.id ?? "", "bounced");
    expect(await escalate()).toBe(1);
  });

  test("orders the list, and counts for those who can do something", async () => {
    const at = await bench.now();
    const [calm, urgent, missed] = [
      await open({ title: "calm" }),
      await open({ title: "urgent", discoveredAt: later(at, -47 * hours) }),
      await open({ title: "missed", discoveredAt: later(at, -50 * hours) }),
    ];
    const met = await open({ title: "met", discoveredAt: later(at, -47.5 * hours) });
    const accountId = await makeConcerned(desk, met);
    await sendUpdateTo(desk, met);
    await settle(accountId);
    const looked = await bench.now();
    const listed = (await listOpenIncidents(desk.viewer, bench.publisher, looked)).map(({ id }) => id);
    expect(listed).toEqual([missed, urgent, calm, met]);
    expect(await countRunningClocks(desk.viewer, bench.publisher, looked)).toEqual({ running: 2, missed: 1 });
    const auditor = await viewerOf((await makeStaff(["auditor"])).personId);
    expect(await countRunningClocks(auditor, bench.publisher, looked)).toEqual({ running: 0, missed: 0 });
  });
});

describe("the end", () => {
  test("waits for whoever must be told, and is the end of everything but the draft", async () => {
    const id = await open({ asController: true, title: "Exports astray", description: "At Northwind." });
    const accountId = await makeConcerned(desk, id);
    await expect(closeIncident(desk, id)).rejects.toThrow(said("incidents.refused.closeRegulator"));
    await recordRegulatorTold(desk, { incidentId: id, text: "Case 4711." });
    await expect(recordRegulatorTold(desk, { incidentId: id, text: "Again." })).rejects.toThrow(
      said("incidents.refused.regulatorTold"),
    );
    await expect(classifyIncident(desk, { incidentId: id, class: "P2", asController: false })).rejects.toThrow(
      said("incidents.refused.regulatorTold"),
    );
    await expect(closeIncident(desk, id)).rejects.toThrow(said("incidents.refused.closeUntold"));
    await sendUpdateTo(desk, id, "We look into it.");
    await expect(closeIncident(desk, id)).rejects.toThrow(said("incidents.refused.closeUntold"));
    await settle(accountId);
    expect(await readRetrospectiveDraft(desk.viewer, desk.pack, id)).toBeNull();
    await closeIncident(desk, id);
    const late = said("incidents.refused.closed");
    await expect(closeIncident(desk, id)).rejects.toThrow(late);
    await expect(addAccount(desk, { incidentId: id, accountId: (await makeAccount()).id })).rejects.toThrow(late);
    await expect(draftUpdate(desk, { incidentId: id, text: "More." })).rejects.toThrow(late);
    expect(await read(id)).toMatchObject({ regulatorText: "Case 4711.", duties: [{ state: "met" }, { state: "met" }] });
    expect((await listClosedIncidents(desk.viewer, bench.publisher, await bench.now())).map((row) => row.id)).toContain(
      id,
    );
    const draft = await readRetrospectiveDraft(desk.viewer, desk.pack, id);
    const { reference } = await read(id);
    expect(draft?.name).toBe(`${reference.replace("INC", "AGSA")}.mdx`);
    expect(draft?.text).toContain("We look into it.");
    expect(draft?.text).not.toContain(
      (await database().account.findUniqueOrThrow({ where: { id: accountId } })).legalName,
    );
    expect((await kinds(id)).at(-1)).toBe("incident.draft-read");
    const auditor = await viewerOf((await makeStaff(["auditor"])).personId);
    expect(await readRetrospectiveDraft(auditor, desk.pack, id)).toBeNull();
  });

  test("may come where nobody is concerned", async () => {
    const id = await open();
    await closeIncident(desk, id);
    expect((await read(id)).duties).toEqual([]);
  });
});

describe("what is typed", () => {
  const base = { incidentId: "5b3c0f4e-7f1b-4a55-9d31-0c8f6a7d1e22", detectedAt: "2026-11-20T10:00" };
  test.each([
    ["", "incidents.refused.momentMissing"],
    ["yesterday", "incidents.refused.moment"],
    ["2026-02-30T10:00", "incidents.refused.moment"],
    ["2026-11-20", "incidents.refused.moment"],
  ] as const)("%j is no time", (discoveredAt, sentence) => {
    const parsed = timesInput(words).safeParse({ ...base, discoveredAt });
    expect(parsed.error?.issues[0]?.message).toBe(said(sentence));
  });

  test("is read in UTC", () => {
    expect(timesInput(words).parse({ ...base, discoveredAt: "2026-11-20T10:00" })).toMatchObject({
      ...{ discoveredAt: new Date("2026-11-20T10:00:00Z"), containedAt: null },
    });
  });
});
