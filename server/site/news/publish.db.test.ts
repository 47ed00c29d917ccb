/** Telling subscribers of new content over a real mail server: of what, once, on several servers at once, and of what not. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeAccount, makeDocument, publishFile, randomWord, viewerOf } from "@/prisma/factories";
import { useOwnDatabase } from "@/scripts/integration-database";
import { openDetails } from "@/server/audit/events";
import { loadPack } from "@/server/content/load-pack";
import type { Pack, Page } from "@/server/content/pack";
import { headersOf, type MailServer, startMailServer } from "@/server/mail/testing/mail-server";
import { type PooledTransport, pooledTransport } from "@/server/mail/transport";
import { listNotices, publicTexts, readNotice } from "@/server/notices/desk/queries";
import { sendingRules } from "@/server/notices/sending/rules";
import { makeSubscribers, subscriberAddress } from "@/server/notices/sending/testing/sample-notice";
import { sendOnce, toldBy } from "@/server/notices/sending/testing/told";
import { days, later, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import type { SubscriptionTopic } from "@/server/platform/generated/prisma/enums";
import { ClockBench } from "@/server/subprocessors/testing/clock-bench";
import { withdrawVersion } from "@/server/vault/publishing";
import { publishContent, seeContentFirst } from "./publish";

let bench: ClockBench;
let pack: Pack;
let mail: MailServer;
let pool: PooledTransport;
beforeAll(async () => {
  bench = await ClockBench.start(await useOwnDatabase(), 0);
  pack = await loadPack("content", "alphagen");
  return () => bench.stop();
});

const written: string[] = [];
beforeEach(async () => {
  written.length = 0;
  pack = { ...pack, name: `news-${randomWord()}` };
  vi.spyOn(process.stderr, "write").mockImplementation((line) => written.push(String(line)) > 0);
  mail = await startMailServer();
  pool = pooledTransport(mail.url, undefined, sendingRules.connections, { connect: 2000, answer: 2000 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  pool.close();
  await mail.close();
});

const see = (given = pack) => seeContentFirst(database(), given, now());
const publish = (given = pack, at = now()) => publishContent(database(), given, at);
const post = () => ({ mail, pool, publisher: pack.name });
const send = () => sendOnce(post());
const told = (given = pack, at = now()) => toldBy(() => publish(given, at), post(), written);

async function subscriber(...topics: readonly SubscriptionTopic[]) {
  const [id = ""] = await makeSubscribers(pack.name, 1);
  await database().subscription.update({ where: { id }, data: { topics: [...topics], locale: "en" } });
  return { id, email: subscriberAddress(id) };
}
const readers = async () => ({ documents: await subscriber("documents"), reports: await subscriber("reports") });

function withPage(name: "trust" | "toms", meta: Partial<Page["meta"]>): Pack {
  const page = pack.pages[name];
  if (page === undefined) throw new Error("the pack has no such page");
  return { ...pack, pages: { ...pack.pages, [name]: { ...page, meta: { ...page.meta, ...meta } } } };
}
function withReport(date: string, demonstration = false): Pack {
  const nothing = { note: null, mfaCoverage: null, patching: null, subProcessorChanges: null, advisories: null };
  const facts = { ...nothing, questions: null, accessRequests: null, quarter: "2026-Q2", patchingLines: [] };
  const report = { ...facts, signedOff: { by: "A", role: "B", date }, file: "2026-q2.yaml", demonstration };
  return { ...pack, reports: [report] };
}
const content = new TextEncoder().encode("%PDF");
const textOf = (email: string) => mail.letters.find(({ to }) => to.includes(email))?.raw.replaceAll("=\r\n", "") ?? "";
const subjectTo = (email: string) =>
  headersOf(
    mail.letters.find(({ to }) => to.includes(email)),
    "Subject",
  )[0];
const rows = () => database().contentPublication.findMany({ where: { publisher: pack.name } });

describe("the first sight", () => {
  test("writes down what there is, once, and mails nobody", async () => {
    await readers();
    const document = await makeDocument(pack.name, { class: "nda" });
    await publishFile(document, { content });
    const first = withReport("2026-07-09");
    expect(await told(first)).toEqual([]);
    expect(await rows()).toEqual([]);
    await Promise.all([see(first), see(first), see(first)]);
    expect((await rows()).map(({ key }) => key).sort()).toEqual([document, "2026-q2", "toms", "trust"].sort());
    expect(await told(first)).toEqual([]);
    expect(await database().notice.count({ where: { publisher: pack.name } })).toBe(0);
  });

  test("is had once: what comes between it and the next look is news", async () => {
    const { documents } = await readers();
    await see();
    const next = withPage("trust", { version: "1.1.0" });
    await see(next);
    expect(await told(next)).toEqual([documents.email]);
  });
});

describe("a page", () => {
  test("of a new version is mailed once to those who chose documents, on the day it takes effect", async () => {
    const { documents } = await readers();
    await makeAccount();
    await see();
    const tomorrow = later(now(), days);
    const next = withPage("trust", { version: "1.1.0", effectiveDate: tomorrow.toISOString().slice(0, 10) });
    expect(await told(next)).toEqual([]);
    expect(await told(next, tomorrow)).toEqual([documents.email]);
    expect(textOf(documents.email)).toContain("has published version 1.1.0 of its page");
    expect(textOf(documents.email)).toMatch(/\/trust\s/);
    expect(await told(next, tomorrow)).toEqual([]);
    const notice = await database().notice.findFirstOrThrow({ where: { publisher: pack.name } });
    expect(await database().accountNotice.count({ where: { noticeId: notice.id } })).toBe(0);
    const [event] = await database().auditEvent.findMany({ where: { subjectId: notice.contentPublicationId ?? "" } });
    expect(event?.kind).toBe("content.published");
    expect(event && (await openDetails(database(), event))).toMatchObject({ content: ["trust 1.1.0"] });
  });

  test("that goes back to an earlier version, and on to one that was there, is mailed no more", async () => {
    const { documents } = await readers();
    await see(withPage("toms", { version: "1.9.0" }));
    expect(await told(withPage("toms", { version: "1.10.0" }))).toEqual([documents.email]);
    for (const version of ["1.9.0", "1.8.0", "1.10.0"]) expect(await told(withPage("toms", { version }))).toEqual([]);
  });

  test("is not mailed to who unsubscribed between", async () => {
    const [gone, here] = [await subscriber("documents"), await subscriber("documents")];
    await see();
    await publish(withPage("trust", { version: "1.1.0" }));
    await database().subscription.delete({ where: { id: gone.id } });
    await send();
    expect(mail.letters.flatMap(({ to }) => to)).toEqual([here.email]);
  });
});

describe("a report", () => {
  test("is mailed to those who chose reports, and again when it is signed off anew", async () => {
    const { reports } = await readers();
    await see();
    expect(await told(withReport("2026-07-09"))).toEqual([reports.email]);
    expect(subjectTo(reports.email)).toContain("Trust report 2026 Q2");
    expect(textOf(reports.email)).toContain("/reports/2026-q2");
    expect(await told(withReport("2026-08-10"))).toEqual([reports.email]);
    expect(textOf(reports.email)).toContain("anew");
    expect(await told(withReport("2026-07-09"))).toEqual([]);
  });

  test("of a demonstration says so, and one whose signature is to come waits", async () => {
    const { reports } = await readers();
    await see();
    expect(
      await told(
        withReport(
          later(now(), 2 * days)
            .toISOString()
            .slice(0, 10),
        ),
      ),
    ).toEqual([]);
    expect(await told(withReport("2026-07-09", true))).toEqual([reports.email]);
    expect(subjectTo(reports.email)).toContain("(demonstration)");
    expect(textOf(reports.email)).toContain("invented");
  });
});

describe("documents of the security pack", () => {
  test("come in one message, new ones and new versions, without their titles", async () => {
    const { documents } = await readers();
    const title = `Secret ${randomWord()}`;
    const known = await makeDocument(pack.name, { class: "nda", title });
    await publishFile(known, { content });
    await see();
    await publishFile(known, { content });
    await publishFile(await makeDocument(pack.name, { class: "public", title: `Open ${title}` }), { content });
    expect(await told()).toEqual([documents.email]);
    expect(textOf(documents.email)).toContain("2 new documents or new versions");
    expect(textOf(documents.email)).toContain("/portal/pack");
    expect(mail.letters[0]?.raw).not.toContain(title);
    expect(await told()).toEqual([]);
    const ofOne = await makeDocument(pack.name, { class: "public" });
    await publishFile(ofOne, { content });
    expect(await told()).toEqual([documents.email]);
  });

  test("for named accounts, withdrawn ones and versions that are not in force are told to nobody", async () => {
    await readers();
    await see();
    await publishFile(await makeDocument(pack.name, { class: "named_accounts" }), { content });
    const [ended, coming] = [later(now(), -days), later(now(), days)];
    await publishFile(await makeDocument(pack.name), { content, validUntil: ended });
    await publishFile(await makeDocument(pack.name), { content, validFrom: coming });
    const withdrawn = await makeDocument(pack.name);
    await publishFile(withdrawn, { content });
    await database().document.update({ where: { id: withdrawn }, data: { withdrawnAt: now() } });
    expect(await told()).toEqual([]);
  });

  test("of which the newest version is withdrawn are not told again of the one before", async () => {
    const { documents } = await readers();
    const document = await makeDocument(pack.name);
    await see();
    await publishFile(document, { content });
    const versionId = await publishFile(document, { content });
    expect(await told()).toEqual([documents.email]);
    await withdrawVersion(database(), pack.name, { versionId, reason: "Wrong." }, bench.author, now());
    expect(await told()).toEqual([]);
  });
});

test("stays written as it was: nobody changes or deletes a publication", async () => {
  await see();
  const [row] = await rows();
  for (const statement of [
    `UPDATE "ContentPublication" SET version = '9' WHERE id = $1`,
    `DELETE FROM "ContentPublication" WHERE id = $1`,
  ]) {
    await expect(bench.run(statement, row?.id)).rejects.toThrow("permission denied");
    await expect(bench.owner.query(statement, [row?.id])).rejects.toThrow("stays as it is");
  }
});

test("staff see the notice by its subject", async () => {
  await readers();
  await see();
  await told(withPage("trust", { version: "1.1.0", title: "Ærlig side" }));
  const staff = await viewerOf(bench.author);
  const [row] = await listNotices(staff, pack.name);
  expect(row).toMatchObject({ kind: "content", change: null, subject: expect.stringContaining("Ærlig side") });
  expect((await readNotice(staff, pack.name, row?.id ?? ""))?.subject).toContain("Ærlig side");
  expect(await publicTexts(staff, row?.id ?? "")).toHaveLength(2);
});
