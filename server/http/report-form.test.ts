import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { readReportForm } from "@/server/http/report-form";
import { minutes } from "@/server/platform/clock";

let server: Server | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
});

/** Sends the beginning of a form. @param length what it declares */
async function begin(contentType: string, length: number) {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const read = new Promise<Awaited<ReturnType<typeof readReportForm>>>((done, failed) => {
    server = createServer((request) => void readReportForm(request, null).then(done, failed));
  });
  server?.listen(0, "127.0.0.1");
  if (server === undefined) throw new Error("no server");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const socket = connect(address.port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`);
  socket.write(`--x\r\nContent-Disposition: form-data; name="summary"\r\n\r\nKept\r\n--x\r\n`);
  await once(server, "request");
  return { read, socket };
}

test("a form that trickles in is given up after ten minutes, however steadily it comes", async () => {
  const { read, socket } = await begin("multipart/form-data; boundary=x", 100_000);
  vi.advanceTimersByTime(10 * minutes - 1);
  socket.write("C");
  expect(socket.destroyed).toBe(false);
  const closed = new Promise((done) => socket.once("close", done));
  vi.advanceTimersByTime(1);
  await closed;
  expect(await read).toMatchObject({ broken: true, values: { summary: "Kept" }, files: [] });
});

test("so is what is no form at all, of which the rest is only awaited", async () => {
  const { read, socket } = await begin("application/json", 100_000);
  expect(await read).toMatchObject({ broken: true, values: {} });
  const closed = new Promise((done) => socket.once("close", done));
  vi.advanceTimersByTime(10 * minutes);
  await closed;
});
