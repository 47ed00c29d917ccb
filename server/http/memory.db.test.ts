import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import { type FileServer, startFileServer } from "@/server/http/testing/file-server";
import { makeReader, type PackReader, shareWith, started } from "@/server/http/testing/pack-reader";
import { database } from "@/server/platform/database";

const megabyte = 1024 * 1024;
const size = 500 * megabyte;
/** What this whole process may take over idle, the client that reads included. */
const most = 150 * megabyte;

/** For what follows by itself: a busy machine takes longer than the library's one second. */
const patiently = { timeout: 20_000 };

let server: FileServer;
let remove: () => void;
let reader: PackReader;
beforeAll(async () => {
  await useOwnDatabase();
  remove = useOwnDataFolder();
  server = await startFileServer();
  reader = await makeReader();
});
afterAll(async () => {
  expect(server.failures).toEqual([]);
  await server.close();
  remove();
});

/** Random, so that nothing on the way can make it small. */
async function* noise(bytes: number): AsyncGenerator<Uint8Array> {
  const block = crypto.getRandomValues(new Uint8Array(65_536));
  for (let sent = 0; sent < bytes; sent += block.length) {
    block[sent % block.length] = sent & 255;
    yield block.slice(0, Math.min(block.length, bytes - sent));
  }
}

const share = (bytes: number) =>
  shareWith(
    reader,
    { content: noise(bytes), fileName: "recording.bin", mediaType: "application/octet-stream" },
    { unmarkable: "send_unmarked" },
  );

/** @returns the most memory that was taken over idle while `work` ran, in bytes */
async function peakOf(work: () => Promise<unknown>): Promise<number> {
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return peak - idle;
}

/** Stops reading for a while after the first bytes: what is sent on regardless piles up in memory. */
async function take(wanted: string): Promise<number> {
  const { path, id } = await started(server, reader.cookie, wanted);
  let taken = 0;
  const taking = (piece: Buffer) => {
    taken += piece.length;
  };
  const { status, whole } = await server.ask({ path, cookie: reader.cookie, taking, pauseFor: 1500 });
  expect([status, whole]).toEqual([200, true]);
  await vi.waitFor(async () => {
    const { state } = await database().downloadProgress.findUniqueOrThrow({ where: { downloadId: id } });
    expect(state).toBe("sent");
  }, patiently);
  return taken;
}

test("half a gigabyte, and an archive of a gigabyte, come in and go out in little memory", async () => {
  const warm = await share(megabyte);
  await take(warm.documentId);
  await take("pack");
  const kept: { documentId: string }[] = [];
  const keeping = await peakOf(async () => kept.push(await share(size), await share(size)));
  const single = await peakOf(async () => expect(await take(kept[0]?.documentId ?? "")).toBe(size));
  const archive = await peakOf(async () => expect(await take("pack")).toBeGreaterThan(2 * size));
  for (const peak of [keeping, single, archive]) expect(peak).toBeLessThan(most);
}, 120_000);
