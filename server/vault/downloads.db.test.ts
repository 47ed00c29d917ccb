import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  contactViewerOf,
  makeContact,
  makeDocument,
  makePack,
  makeStaff,
  nda,
  publishFile,
  signFor,
  viewerOf,
} from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { revokeMember } from "@/server/accounts/memberships";
import { readPerson, renamePerson } from "@/server/accounts/people";
import { listAccountEvents } from "@/server/audit/queries";
import type { Pack } from "@/server/content/pack";
import { days, hours, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { NoSuchDownload, openDownload, startDownload } from "@/server/vault/downloads";
import { samplePages } from "@/server/vault/marking/sample-pdf";
import { nameAccount, withdrawVersion } from "@/server/vault/publishing";
import { readPack } from "@/server/vault/queries";
import { traceInput } from "@/server/vault/schema";
import { readTraced, traceDownload } from "@/server/vault/trace";
import { wordsIn } from "@/server/words/words";

beforeAll(() => useOwnDatabase());

let remove: () => void;
beforeAll(() => {
  remove = useOwnDataFolder();
});
afterAll(() => remove());

interface Ready {
  readonly publisher: Pack;
  readonly viewer: ContactViewer;
}

async function ready(): Promise<Ready> {
  const publisher = await makePack(nda());
  const viewer = await contactViewerOf((await makeContact(["signatory"])).personId);
  await signFor(publisher, viewer);
  return { publisher, viewer };
}

async function withDocument(title = "Penetration test") {
  const made = await ready();
  const documentId = await makeDocument(made.publisher.name, { title });
  await publishFile(documentId, { content: samplePages(1) });
  return { ...made, documentId };
}

const start = ({ publisher, viewer }: Ready, documentId: string | null, at = now()) =>
  startDownload(database(), publisher.name, viewer, documentId, at);

describe("asking for a copy", () => {
  test("makes its row and its chained event, with the database's time, before there is an address to fetch it from", async () => {
    const { documentId, ...made } = await withDocument();
    const id = await start(made, documentId, new Date("2026-05-05T00:00:00Z"));
    expect(id).toMatch(/^D(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    const { createdAt } = await database().download.findUniqueOrThrow({ where: { id } });
    expect(Math.abs(createdAt.getTime() - now().getTime())).toBeLessThan(20_000);
    const { events } = await listAccountEvents(made.viewer.contact.accountId, { titles: true });
    const event = events.find((each) => each.kind === "download");
    expect(event?.position).not.toBeNull();
    expect(event?.details).toEqual({
      ...{ downloadId: id, email: made.viewer.email, documents: ["Penetration test, version 1"] },
    });
  });

  test("twenty times at once gives twenty ids and twenty events", async () => {
    const { documentId, ...made } = await withDocument();
    const ids = await Promise.all(Array.from({ length: 20 }, () => start(made, documentId)));
    expect(new Set(ids).size).toBe(20);
    const where = { accountId: made.viewer.contact.accountId, kind: "download", position: { not: null } };
    expect(await database().auditEvent.count({ where })).toBe(20);
  });

  test("more than 120 times an hour is refused, guesses included, and counts for this person alone", async () => {
    const { documentId, ...made } = await withDocument();
    for (let turn = 0; turn < 120; turn++) await expect(start(made, newId())).rejects.toBeInstanceOf(NoSuchDownload);
    await expect(start(made, documentId)).rejects.toThrow("Too many copies were asked for");
    const { personId } = await makeContact(["signatory"], { accountId: made.viewer.contact.accountId });
    const colleague = { ...made, viewer: await contactViewerOf(personId) };
    await expect(start(colleague, documentId)).rejects.not.toThrow("Too many");
    expect(await start(made, documentId, later(now(), hours + 1000))).toMatch(/^D-/);
  });

  test("for the whole pack takes what may be sent, in the publisher's order, and no file that cannot be marked", async () => {
    const made = await ready();
    const { name } = made.publisher;
    const position = (id: string, at: number) => database().document.update({ where: { id }, data: { position: at } });
    const add = async (title: string, at: number, given: Parameters<typeof makeDocument>[1], mediaType: string) => {
      const id = await makeDocument(name, { title, ...given });
      await position(id, at);
      await publishFile(id, { content: samplePages(1), mediaType });
      return id;
    };
    await add("Last", 30, {}, "application/pdf");
    await add("First", 10, {}, "application/pdf");
    await add("Refused sheet", 15, {}, "text/csv");
    await add("Sheet", 20, { unmarkable: "send_unmarked" }, "text/csv");
    await add("For others", 5, { class: "named_accounts" }, "application/pdf");
    const named = await add("For us", 40, { class: "named_accounts" }, "application/pdf");
    const naming = { documentId: named, accountId: made.viewer.contact.accountId, named: true };
    await nameAccount(database(), name, naming, made.viewer.personId);
    const open = await openDownload(name, made.viewer, await start(made, null), now());
    expect(open?.items.map((item) => item.title)).toEqual(["First", "Sheet", "Last", "For us"]);
  });
});

describe("tracing a copy", () => {
  test("names its recipient to staff who looked it up, and the account sees that they did", async () => {
    const { documentId, ...made } = await withDocument();
    const id = await start(made, documentId);
    const security = await viewerOf((await makeStaff(["security"])).personId);
    expect(await readTraced(security, id)).toBeNull();
    expect(await traceDownload(database(), security, id)).toBe(true);
    expect(await readTraced(security, id)).toMatchObject({ email: made.viewer.email, name: made.viewer.name });
    const { events } = await listAccountEvents(made.viewer.contact.accountId, { titles: true });
    expect(events[0]).toMatchObject({
      kind: "download.traced",
      actorId: security.personId,
      details: { downloadId: id },
    });
  });

  test("names the recipient as the copy does, whatever the person is called later", async () => {
    const { documentId, ...made } = await withDocument();
    const id = await start(made, documentId);
    const person = await readPerson(database(), made.viewer.personId);
    await renamePerson(database(), person, "Somebody Else");
    const security = await viewerOf((await makeStaff(["security"])).personId);
    await traceDownload(database(), security, id);
    expect(await readTraced(security, id)).toMatchObject({ name: made.viewer.name });
    expect((await openDownload(made.publisher.name, made.viewer, id, now()))?.recipient.name).toBe(made.viewer.name);
  });

  test("that another of the staff looked up opens it for nobody else, nor does the role alone", async () => {
    const { documentId, ...made } = await withDocument();
    const [first, second] = [await start(made, documentId), await start(made, documentId)];
    const [one, two, dpo] = await Promise.all(
      (["security", "trust_manager", "dpo"] as const).map(async (role) => viewerOf((await makeStaff([role])).personId)),
    );
    if (one === undefined || two === undefined || dpo === undefined) throw new Error("no staff");
    await traceDownload(database(), one, first);
    await traceDownload(database(), dpo, first);
    expect(await readTraced(two, first)).toBeNull();
    expect(await readTraced(one, second)).toBeNull();
    expect(await readTraced(dpo, first)).toBeNull();
    expect(await readTraced(made.viewer, first)).toBeNull();
  });

  test("that nobody made leaves no event", async () => {
    const security = await viewerOf((await makeStaff(["security"])).personId);
    expect(await traceDownload(database(), security, "D-0000-0000-0000-0000")).toBe(false);
    expect(await database().auditEvent.count({ where: { actorId: security.personId } })).toBe(0);
  });

  test("takes the id as people type it from paper", () => {
    const typed = ["D-7K3F-9QXM-2HTA-WW01", " d7k3f9qxm2htawwo1 ", "D 7K3F 9QXM 2HTA WWOI", "d–7k3f–9qxm–2hta–wwol"];
    for (const downloadId of typed)
      expect(traceInput(wordsIn("en")).parse({ downloadId })).toEqual({ downloadId: "D-7K3F-9QXM-2HTA-WW01" });
    for (const downloadId of ["", "7K3F-9QXM-2HTA-WW01", "D-7K3F", "D-7K3F-9QXM-2HTA-WW01-X"])
      expect(traceInput(wordsIn("en")).safeParse({ downloadId }).success).toBe(false);
  });
});

describe("beside the rule", () => {
  test("whoever lacks only the agreement is told the kinds of document, and nothing of named ones", async () => {
    const publisher = await makePack(nda());
    const viewer = await contactViewerOf((await makeContact(["signatory"])).personId);
    for (const [kind, documentClass] of [
      ["policy", "nda"],
      ["audit_report", "named_accounts"],
    ] as const) {
      const id = await makeDocument(publisher.name, { kind, class: documentClass, title: `Title of a ${kind}` });
      await publishFile(id, { content: samplePages(1) });
    }
    const view = await readPack(publisher.name, viewer, now());
    expect([view.documents, view.lockedKinds]).toEqual([[], ["policy"]]);
    expect(JSON.stringify({ ...view, current: null })).not.toContain("Title of");
  });

  test("another publisher's document is not there", async () => {
    const { publisher, viewer } = await ready();
    const other = await ready();
    const documentId = await makeDocument(other.publisher.name);
    await publishFile(documentId, { content: samplePages(1) });
    await expect(startDownload(database(), publisher.name, viewer, documentId, now())).rejects.toBeInstanceOf(
      NoSuchDownload,
    );
    expect((await readPack(publisher.name, viewer, now())).documents).toEqual([]);
  });

  test("ended access closes a download that was started, and so does an account that was closed", async () => {
    const { publisher, viewer } = await ready();
    const documentId = await makeDocument(publisher.name);
    await publishFile(documentId, { content: samplePages(1) });
    const id = await startDownload(database(), publisher.name, viewer, documentId, now());
    expect(await openDownload(publisher.name, viewer, id, now())).not.toBeNull();
    await database().account.update({ where: { id: viewer.contact.accountId }, data: { closedAt: now() } });
    expect(await openDownload(publisher.name, viewer, id, now())).toBeNull();
    await database().account.update({ where: { id: viewer.contact.accountId }, data: { closedAt: null } });
    await revokeMember(database(), viewer.contact.membershipId, null, now());
    await expect(contactViewerOf(viewer.personId)).rejects.toThrow("no live place");
  });

  test("an address of a download is good for an hour", async () => {
    const { publisher, viewer } = await ready();
    const documentId = await makeDocument(publisher.name);
    await publishFile(documentId, { content: samplePages(1) });
    const id = await startDownload(database(), publisher.name, viewer, documentId, now());
    expect(await openDownload(publisher.name, viewer, id, later(now(), hours - 5000))).not.toBeNull();
    expect(await openDownload(publisher.name, viewer, id, later(now(), hours + 5000))).toBeNull();
  });

  test.each([
    ["not valid yet", { validFrom: later(now(), days) }],
    ["not valid any more", { validFrom: later(now(), -3 * days), validUntil: later(now(), -days) }],
  ])("a version that is %s is not sent", async (_, dates) => {
    const { publisher, viewer } = await ready();
    const documentId = await makeDocument(publisher.name);
    await publishFile(documentId, { content: samplePages(1), ...dates });
    const starting = startDownload(database(), publisher.name, viewer, documentId, now());
    await expect(starting).rejects.toThrow("nothing here that can be sent");
    expect(await database().download.count({ where: { accountId: viewer.contact.accountId } })).toBe(0);
  });

  test("a withdrawn version gives way to the one before it", async () => {
    const { publisher, viewer } = await ready();
    const documentId = await makeDocument(publisher.name);
    await publishFile(documentId, { content: samplePages(1) });
    const second = await publishFile(documentId, { content: samplePages(2) });
    const version = async () => (await readPack(publisher.name, viewer, now())).documents.map((each) => each.version);
    expect(await version()).toEqual([2]);
    await withdrawVersion(database(), publisher.name, { versionId: second, reason: "wrong" }, viewer.personId, now());
    expect(await version()).toEqual([1]);
  });
});
