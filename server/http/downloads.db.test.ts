import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { contactViewerOf, cookieOf, makeContact, makeStaff, viewerOf } from "@/prisma/factories";
import { asOwner, useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { revokeMember } from "@/server/accounts/memberships";
import { endSessionsOf } from "@/server/accounts/sessions";
import { acknowledgeAgreement } from "@/server/agreements/commands";
import { currentPack } from "@/server/content/current-pack";
import { type FileServer, startFileServer } from "@/server/http/testing/file-server";
import {
  damages,
  fetched,
  makeReader,
  openStoredFiles,
  type PackReader,
  post,
  shareWith,
  started,
  storedPath,
} from "@/server/http/testing/pack-reader";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
import { runTool } from "@/server/seal/testing/pdf-tools";
import { countDamaged } from "@/server/vault/desk-queries";
import { samplePages } from "@/server/vault/marking/sample-pdf";
import { changeDocument, nameAccount, withdrawVersion } from "@/server/vault/publishing";

/** For what follows by itself: a busy machine takes longer than the library's one second. */
const patiently = { timeout: 20_000 };

let server: FileServer;
let remove: () => void;
let reader: PackReader;
beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
  server = await startFileServer();
});
beforeEach(async () => {
  reader = await makeReader();
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.close();
  remove();
});

const sheet = (bytes = 100_000) => ({ content: randomBytes(bytes), fileName: "list.csv", mediaType: "text/csv" });
const unmarked = { unmarkable: "send_unmarked" } as const;
const stateOf = async (id: string) =>
  (await database().downloadProgress.findUniqueOrThrow({ where: { downloadId: id } })).state;
const publisher = async () => (await currentPack()).name;

/** The text of each page, slanted words included. */
function pagesOf(pdf: Uint8Array): string[] {
  const { output } = runTool("mutool", ["draw", "-q", "-F", "text", "$a.pdf"], { "a.pdf": pdf });
  return output.split("\f").filter((page) => page.trim() !== "");
}

describe("a copy", () => {
  test("has its row and its chained event before the first byte, and the row's id and recipient on every page", async () => {
    const { documentId } = await shareWith(reader, { content: samplePages(7), fileName: "Policy – Zürich.pdf" });
    const { path, id } = await started(server, reader.cookie, documentId);
    expect(await database().download.count({ where: { id } })).toBe(1);
    const event = await database().auditEvent.findFirst({ where: { accountId: reader.accountId, kind: "download" } });
    expect(event?.position).not.toBeNull();
    expect(await stateOf(id)).toBe("waiting");

    const { status, headers, body } = await server.ask({ path, cookie: reader.cookie });
    expect([status, headers["content-type"], headers["content-length"]]).toEqual([
      ...[200, "application/pdf", String(body.length)],
    ]);
    expect(headers["content-disposition"]).toBe(
      `attachment; filename="Policy  Zurich.pdf"; filename*=UTF-8''Policy%20%E2%80%93%20Z%C3%BCrich.pdf`,
    );
    const pages = pagesOf(body);
    expect(pages).toHaveLength(7);
    for (const page of pages) expect(page.replace(/\s+/g, " ")).toContain(id);
    for (const page of pages) expect(page.replace(/\s+/g, "")).toContain(reader.email);
    await vi.waitFor(async () => expect(await stateOf(id)).toBe("sent"), patiently);
  });

  test("may be fetched again and twice at once under the same row", async () => {
    const { documentId } = await shareWith(reader, { content: samplePages(2) });
    const { path } = await started(server, reader.cookie, documentId);
    const answers = await Promise.all([1, 2].map(() => server.ask({ path, cookie: reader.cookie })));
    expect(answers[0]?.body.equals(answers[1]?.body ?? Buffer.alloc(0))).toBe(true);
    expect(await database().download.count({ where: { accountId: reader.accountId } })).toBe(1);
  });

  test("is asked for by a script as JSON, with an address for its progress", async () => {
    const { documentId } = await shareWith(reader, { content: samplePages(1) });
    const { status, body } = await post(server, reader.cookie, documentId, { Accept: "application/json" });
    const { id, file, progress } = JSON.parse(body.toString());
    expect([status, file, progress]).toEqual([
      ...[201, `/portal/pack/downloads/${id}`, `/portal/pack/downloads/${id}/progress`],
    ]);
    const before = await server.ask({ path: progress, cookie: reader.cookie });
    expect(JSON.parse(before.body.toString())).toMatchObject({ state: "waiting", items: 1, itemsDone: 0 });
    const copy = await server.ask({ path: file, cookie: reader.cookie });
    await vi.waitFor(async () => {
      const after = await server.ask({ path: progress, cookie: reader.cookie });
      expect(JSON.parse(after.body.toString())).toMatchObject({ state: "sent", bytesSent: copy.body.length });
    }, patiently);
  });
});

describe("gives what an address gives that does not exist", () => {
  const wait = async () => {
    const { documentId, versionId } = await shareWith(reader, { content: samplePages(1) });
    return { documentId, versionId, ...(await started(server, reader.cookie, documentId)) };
  };
  const ask = async (path: string, cookie = reader.cookie) => (await server.ask({ path, cookie })).status;

  test("without a session, with a forged one, and with one that ended", async () => {
    const { path } = await wait();
    expect((await server.ask({ path })).status).toBe(404);
    for (const cookie of ["trust-session=", "trust-session=%", `trust-session=${"A".repeat(43)}`, `x${reader.cookie}`])
      expect([cookie, await ask(path, cookie)]).toEqual([cookie, 404]);
    await endSessionsOf(database(), reader.personId);
    expect(await ask(path)).toBe(404);
  });

  test("to a colleague, to another account, to staff and to a contact whose role reads nothing", async () => {
    const { path, documentId } = await wait();
    const colleague = await makeContact(["signatory"], { accountId: reader.accountId });
    await acknowledgeAgreement(database(), await currentPack(), await contactViewerOf(colleague.personId), now());
    const people = [
      colleague,
      await makeReader(),
      await makeContact(["privacy", "admin"], { accountId: reader.accountId }),
      await makeStaff(["trust_manager", "security"]),
    ];
    for (const { personId } of people) {
      const cookie = await cookieOf(personId);
      expect(await ask(path, cookie)).toBe(404);
      expect(await ask(`${path}/progress`, cookie)).toBe(404);
    }
    for (const { personId } of people.slice(1))
      expect((await post(server, await cookieOf(personId), documentId)).status).toBe(404);
  });

  const endings: Record<string, (made: Awaited<ReturnType<typeof wait>>) => Promise<unknown>> = {
    "when access was ended": () => revokeMember(database(), reader.membershipId, null, now()),
    "when the version was withdrawn": async ({ versionId }) =>
      withdrawVersion(database(), await publisher(), { versionId, reason: "wrong file" }, reader.personId, now()),
    "when the document was withdrawn": ({ documentId }) =>
      database().document.update({ where: { id: documentId }, data: { withdrawnAt: now() } }),
    "when the account is no longer named": async ({ documentId }) =>
      nameAccount(
        database(),
        await publisher(),
        { documentId, accountId: reader.accountId, named: false },
        reader.personId,
      ),
    "when the account was closed": () =>
      database().account.update({ where: { id: reader.accountId }, data: { closedAt: now() } }),
    "when the role was taken": () =>
      database().membership.update({ where: { id: reader.membershipId }, data: { roles: ["admin"] } }),
    "an hour later": ({ id }) =>
      asOwner(`UPDATE "Download" SET "createdAt" = "createdAt" - interval '61 minutes' WHERE id = $1`, [id]),
  };
  test.each(Object.entries(endings))("between asking and fetching: %s", async (_, end) => {
    const made = await wait();
    await end(made);
    expect(await ask(made.path)).toBe(404);
    expect(await stateOf(made.id)).toBe("waiting");
  });

  test("to a form from another site, or one whose origin nobody names", async () => {
    const { documentId } = await shareWith(reader, { content: samplePages(1) });
    const { host } = new URL(server.origin);
    const forged = ["https://evil.example", "null", "", `http://${host}.evil.example`, "http://127.0.0.1:1"];
    for (const Origin of forged)
      expect([Origin, (await post(server, reader.cookie, documentId, { Origin })).status]).toEqual([Origin, 404]);
    expect(await database().download.count({ where: { accountId: reader.accountId } })).toBe(0);
  });

  test("for whatever is no document", async () => {
    for (const wanted of ["", "packs", "../../etc/passwd", newId(), "x".repeat(20_000)])
      expect((await post(server, reader.cookie, wanted)).status).toBe(404);
    const { path } = await wait();
    for (const other of [`${path}/`, path.toLowerCase(), path.replace(/.$/, "U"), `${path}/progress/x`])
      expect(await ask(other)).toBe(404);
  });
});

describe.each(Object.entries(damages))("a stored file that is %s", (_, damage) => {
  const eventsOf = (fileId: string) =>
    database().auditEvent.count({ where: { kind: "file.damaged", subjectId: fileId } });
  const fileOf = async (versionId: string) =>
    (await database().documentVersion.findUniqueOrThrow({ where: { id: versionId } })).fileId;

  test.each([
    ["a document that is marked", { content: samplePages(3) }, {}],
    ["a file that goes as it is", sheet(10_000), unmarked],
  ])("is not sent, recorded once, and counted for staff: %s", async (_kind, file, given) => {
    const { documentId, versionId } = await shareWith(reader, file, given);
    const dpo = await viewerOf((await makeStaff(["dpo"])).personId);
    const counted = await countDamaged(dpo, await publisher());
    const both = [await started(server, reader.cookie, documentId), await started(server, reader.cookie, documentId)];
    await damage(await storedPath(versionId));
    const answers = await Promise.all(both.map(({ path }) => server.ask({ path, cookie: reader.cookie })));
    for (const { status, headers, body } of answers) {
      expect([status, headers["content-type"]]).toEqual([409, "text/plain; charset=utf-8"]);
      expect(body.toString()).toContain("This document cannot be sent");
    }
    for (const { id } of both) expect(await stateOf(id)).toBe("refused");
    expect(await eventsOf(await fileOf(versionId))).toBe(1);
    expect(await countDamaged(dpo, await publisher())).toBe(counted + 1);
    expect((await post(server, reader.cookie, documentId)).status).toBe(409);
    expect(openStoredFiles()).toEqual([]);
  });
});

describe("a large file", () => {
  test("that is damaged far behind its start is cut off there: not one byte that did not verify", async () => {
    const file = sheet(2_000_000);
    const { documentId, versionId } = await shareWith(reader, file, unmarked);
    await damages["a bit flipped"](await storedPath(versionId), 900_000);
    const { id, status, body, whole } = await fetched(server, reader.cookie, documentId);
    expect([status, whole]).toEqual([200, false]);
    expect(body.length).toBeLessThanOrEqual(1_100_000);
    expect(body.equals(file.content.subarray(0, body.length))).toBe(true);
    expect(await stateOf(id)).toBe("refused");
  });

  test("whose reader hangs up is noted as interrupted, and nothing is left open", async () => {
    const { documentId } = await shareWith(reader, sheet(30_000_000), unmarked);
    const { path, id } = await started(server, reader.cookie, documentId);
    const { whole } = await server.ask({ path, cookie: reader.cookie, hangUpAfter: 1 });
    expect(whole).toBe(false);
    await vi.waitFor(async () => expect(await stateOf(id)).toBe("interrupted"), patiently);
    expect(openStoredFiles()).toEqual([]);
    const again = await server.ask({ path, cookie: reader.cookie });
    expect([again.status, again.body.length]).toEqual([200, 30_000_000]);
    await vi.waitFor(async () => expect(await stateOf(id)).toBe("sent"), patiently);
  });
});

describe("a file that cannot be marked", () => {
  test("is refused where its document's policy says so", async () => {
    const { documentId } = await shareWith(reader, sheet());
    const { status, body } = await post(server, reader.cookie, documentId);
    expect(status).toBe(409);
    expect(body.toString()).toContain("cannot be marked");
    expect(await database().download.count({ where: { accountId: reader.accountId } })).toBe(0);
  });

  test("goes byte for byte where the policy says so, and not any more once it says otherwise", async () => {
    const file = sheet();
    const { documentId } = await shareWith(reader, file, unmarked);
    const { path, id } = await started(server, reader.cookie, documentId);
    const first = await server.ask({ path, cookie: reader.cookie });
    expect([first.headers["content-type"], first.body.equals(file.content)]).toEqual(["text/csv", true]);
    const change = { documentId, class: "named_accounts", unmarkable: "refuse" } as const;
    await changeDocument(database(), await publisher(), change, reader.personId);
    const second = await server.ask({ path, cookie: reader.cookie });
    expect([second.status, await stateOf(id)]).toEqual([409, "refused"]);
    expect(
      await database().auditEvent.count({ where: { accountId: reader.accountId, kind: "download.refused" } }),
    ).toBeGreaterThan(0);
    expect(second.body.includes(file.content.subarray(0, 16))).toBe(false);
  });

  test("is a PDF that lost its pages in the storage's row: nothing goes out unmarked", async () => {
    const { documentId } = await shareWith(reader, { content: Buffer.from("%PDF-1.7\nnot really one\n") }, unmarked);
    const { status, body, id } = await fetched(server, reader.cookie, documentId);
    expect([status, body.includes("not really one"), await stateOf(id)]).toEqual([409, false, "refused"]);
  });

  test("comes in ranges that join to the whole, under one row", async () => {
    const file = sheet(70_000);
    const { documentId } = await shareWith(reader, file, unmarked);
    const { path } = await started(server, reader.cookie, documentId);
    const ask = (Range: string) => server.ask({ path, cookie: reader.cookie, headers: { Range } });
    const parts = [await ask("bytes=0-19999"), await ask("bytes=20000-20000"), await ask("bytes=20001-")];
    expect(parts.map((part) => [part.status, part.headers["content-range"]])).toEqual([
      [206, "bytes 0-19999/70000"],
      [206, "bytes 20000-20000/70000"],
      [206, "bytes 20001-69999/70000"],
    ]);
    expect(digest(Buffer.concat(parts.map((part) => part.body)))).toBe(digest(file.content));
    const last = await ask("bytes=-5");
    expect([last.headers["content-range"], last.body.equals(file.content.subarray(-5))]).toEqual([
      ...["bytes 69995-69999/70000", true],
    ]);
    const beyond = await ask("bytes=70000-");
    expect([beyond.status, beyond.headers["content-range"], beyond.body.length]).toEqual([416, "bytes */70000", 0]);
    for (const whole of ["bytes=0-1,5-9", "bytes=9-1", "lines=1-2", "bytes=a-b"]) {
      const { status, body } = await ask(whole);
      expect([whole, status, body.length]).toEqual([whole, 200, 70_000]);
    }
    expect(await database().download.count({ where: { accountId: reader.accountId } })).toBe(1);
  });

  test("answers HEAD with its length alone", async () => {
    const { documentId } = await shareWith(reader, sheet(70_000), unmarked);
    const { path } = await started(server, reader.cookie, documentId);
    const { status, headers, body } = await server.ask({ path, method: "HEAD", cookie: reader.cookie });
    expect([status, headers["content-length"], headers["accept-ranges"], body.length]).toEqual([
      200,
      "70000",
      "bytes",
      0,
    ]);
    expect(openStoredFiles()).toEqual([]);
  });

  test.each([
    'a"; filename="b.exe',
    "a\r\nSet-Cookie: b=c.csv",
    "списък.csv",
    "名单.csv",
    "%00\\..\\x.csv",
    "\ud83d.csv",
  ])("keeps its name within the header: %j", async (fileName) => {
    const { documentId } = await shareWith(reader, { ...sheet(10), fileName }, unmarked);
    const { status, headers } = await fetched(server, reader.cookie, documentId);
    expect([status, headers["set-cookie"]]).toEqual([200, undefined]);
    expect(headers["content-disposition"]).toMatch(
      /^attachment; filename="[^"\\\r\n]+"; filename\*=UTF-8''[\w.%~!-]+$/,
    );
  });
});

const digest = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
