import { createHash, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import yauzl from "yauzl";
import type { MadeFile } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
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
import { runTool } from "@/server/seal/testing/pdf-tools";
import { samplePages } from "@/server/vault/marking/sample-pdf";

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

const sheet = (bytes: number, fileName = "list.csv") =>
  ({ content: randomBytes(bytes), fileName, mediaType: "text/csv" }) satisfies MadeFile;
const digest = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
const progressOf = (id: string) => database().downloadProgress.findUniqueOrThrow({ where: { downloadId: id } });
const stateOf = async (id: string) => (await progressOf(id)).state;

/** Shares a file at a place in the publisher's order. */
async function add(position: number, file: MadeFile): Promise<string> {
  const made = await shareWith(reader, file, { unmarkable: "send_unmarked" });
  await database().document.update({ where: { id: made.documentId }, data: { position } });
  return made.versionId;
}

/** Reads with another program's eyes: every entry whole and its checksum right, or it throws. */
async function unzipped(zip: Buffer): Promise<Map<string, Buffer>> {
  const archive = await yauzl.fromBufferPromise(zip);
  const entries = new Map<string, Buffer>();
  for await (const entry of archive.eachEntry()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of await archive.openReadStreamPromise(entry)) pieces.push(piece);
    entries.set(entry.fileName, Buffer.concat(pieces));
  }
  return entries;
}

test("is a valid ZIP in the publisher's order, whose manifest is right and whose documents are marked on every page", async () => {
  const originals = { a: samplePages(3), b: sheet(200_000), c: samplePages(2) };
  await add(30, { content: originals.c, fileName: "Policy.pdf" });
  await add(10, { content: originals.a, fileName: "Policy.pdf" });
  await add(20, originals.b);
  const { status, headers, body, id } = await fetched(server, reader.cookie, "pack");
  expect([status, headers["content-type"]]).toEqual([200, "application/zip"]);
  expect(headers["content-disposition"]).toContain(`filename="AlphaGen security pack ${id}.zip"`);
  const entries = await unzipped(body);
  expect([...entries.keys()]).toEqual(["Policy.pdf", "list.csv", "2 Policy.pdf", "MANIFEST.txt"]);
  expect(entries.get("list.csv")?.equals(originals.b.content)).toBe(true);
  for (const name of ["Policy.pdf", "2 Policy.pdf"]) {
    const { output } = runTool("mutool", ["draw", "-q", "-F", "text", "$a.pdf"], { "a.pdf": entries.get(name) ?? "" });
    const pages = output.split("\f").filter((page) => page.trim() !== "");
    expect(pages.length).toBe(name === "Policy.pdf" ? 3 : 2);
    for (const page of pages) expect(page.replace(/\s+/g, " ")).toContain(id);
  }
  const [sent = "", before = ""] = (entries.get("MANIFEST.txt") ?? "").toString().split("originals before");
  expect(sent).toContain(`Download ${id}`);
  for (const [name, data] of entries) if (name !== "MANIFEST.txt") expect(sent).toContain(`${digest(data)}  ${name}\n`);
  expect(before).toContain(`${digest(originals.a)}  Policy.pdf\n`);
  expect(before).toContain(`${digest(originals.c)}  2 Policy.pdf\n`);
  await vi.waitFor(async () => {
    expect(await progressOf(id)).toMatchObject({ state: "sent", itemsDone: 3, bytesSent: BigInt(body.length) });
  }, patiently);
  expect(openStoredFiles()).toEqual([]);
});

test.each([
  ["three of the same name", ["a.csv", "a.csv", "a.csv"]],
  ["a name that the second of a pair would get", ["a.csv", "2 a.csv", "a.csv", "a.csv"]],
  ["names that differ in their letters' case", ["A.csv", "a.csv"]],
  ["the manifest's own name", ["MANIFEST.txt", "manifest.TXT"]],
  ["names that lead out of a folder", ["../../etc/passwd", "/etc/passwd", "C:\\x.csv", "..", ".", "a\tb"]],
  ["other alphabets", ["سياسة.csv", "Zażółć.csv", "政策.csv"]],
])("gives every entry a name of its own that stays in its folder: %s", async (_, names) => {
  for (const [index, fileName] of names.entries()) await add(index, sheet(10 + index, fileName));
  const { body } = await fetched(server, reader.cookie, "pack");
  const entries = await unzipped(body);
  expect(entries.size).toBe(names.length + 1);
  const lower = [...entries.keys()].map((name) => name.toLowerCase());
  expect(new Set(lower).size).toBe(names.length + 1);
  for (const name of entries.keys()) expect(name).toMatch(/^(?!\.{1,2}$)[^/\\:\p{Cc}]+$/u);
  expect([...entries.values()].slice(0, -1).map((data) => data.length)).toEqual(
    names.map((_name, index) => 10 + index),
  );
});

describe("is broken off, and no server with it,", () => {
  const places = [
    ["first", 0],
    ["in the middle", 1],
    ["last", 2],
  ] as const;
  test.each(
    places.flatMap(([place, index]) => (["marked", "unmarked"] as const).map((kind) => ({ place, index, kind }))),
  )("when the $kind file that comes $place is damaged", async ({ index, kind }) => {
    const versions: string[] = [];
    for (const position of [0, 1, 2])
      versions.push(
        await add(position, kind === "marked" ? { content: samplePages(2) } : sheet(400_000, `${position}.csv`)),
      );
    const { path, id } = await started(server, reader.cookie, "pack");
    await damages["a bit flipped"](await storedPath(versions[index] ?? ""), 20);
    const { body, whole } = await server.ask({ path, cookie: reader.cookie });
    expect(whole).toBe(false);
    await expect(unzipped(body)).rejects.toThrow();
    await vi.waitFor(async () => expect(await stateOf(id)).toBe("interrupted"), patiently);
    const { problem } = await progressOf(id);
    expect(problem).toBe("oneCannotSend");
    const { fileId } = await database().documentVersion.findUniqueOrThrow({ where: { id: versions[index] ?? "" } });
    expect(await database().auditEvent.count({ where: { kind: "file.damaged", subjectId: fileId } })).toBe(1);
    expect(openStoredFiles()).toEqual([]);
    const others = await fetched(server, reader.cookie, "pack");
    expect((await unzipped(others.body)).size).toBe(3);
  });

  test("when the reader hangs up in the middle of a large file", async () => {
    await add(0, sheet(30_000_000));
    await add(1, { content: samplePages(1) });
    const { path, id } = await started(server, reader.cookie, "pack");
    const { whole } = await server.ask({ path, cookie: reader.cookie, hangUpAfter: 100_000 });
    expect(whole).toBe(false);
    await vi.waitFor(
      async () => expect(await progressOf(id)).toMatchObject({ state: "interrupted", itemsDone: 0 }),
      patiently,
    );
    expect((await progressOf(id)).problem).toBe("hungUp");
    await vi.waitFor(() => expect(openStoredFiles()).toEqual([]), patiently);
  });

  test.each(["pack", "one"] as const)("when the reader is gone before the first byte of %s", async (what) => {
    const made = await shareWith(reader, sheet(5_000_000), { unmarkable: "send_unmarked" });
    const { path, id } = await started(server, reader.cookie, what === "pack" ? "pack" : made.documentId);
    await Promise.all(
      [1, 4, 8, 12, 16, 20, 24].map(async (milliseconds) => {
        const socket = connect(Number(new URL(server.origin).port), "127.0.0.1");
        socket.on("error", () => {});
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${reader.cookie}\r\n\r\n`);
        await new Promise((done) => setTimeout(done, milliseconds));
        socket.destroy();
      }),
    );
    await vi.waitFor(async () => expect(await stateOf(id)).toBe("interrupted"), patiently);
    await vi.waitFor(() => expect(openStoredFiles()).toEqual([]), patiently);
  });
});

test("answers HEAD without making anything", async () => {
  await add(0, { content: samplePages(1) });
  const { path, id } = await started(server, reader.cookie, "pack");
  const { status, body } = await server.ask({ path, method: "HEAD", cookie: reader.cookie });
  expect([status, body.length, await stateOf(id)]).toEqual([200, 0, "waiting"]);
});

test("a pack with nothing in it for this reader is refused in words", async () => {
  const { status, body } = await post(server, reader.cookie, "pack");
  expect([status, body.toString()]).toEqual([409, expect.stringContaining("nothing here that can be sent now")]);
  expect(await database().download.count({ where: { accountId: reader.accountId } })).toBe(0);
});

test("one document withdrawn meanwhile closes the whole archive, and a new one leaves it out", async () => {
  const versionId = await add(0, sheet(10, "gone.csv"));
  await add(1, sheet(10, "stays.csv"));
  const { path } = await started(server, reader.cookie, "pack");
  await database().documentVersion.update({ where: { id: versionId }, data: { withdrawnAt: now() } });
  expect((await server.ask({ path, cookie: reader.cookie })).status).toBe(404);
  const { body } = await fetched(server, reader.cookie, "pack");
  expect([...(await unzipped(body)).keys()]).toEqual(["stays.csv", "MANIFEST.txt"]);
});
