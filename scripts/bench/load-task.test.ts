import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { load } from "./load-task";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((done) => started.listen(0, "127.0.0.1", done));
  const address = started.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/trust`;
}

describe("the bench's own load", () => {
  it("counts every answer once and passes the wanted encoding on", async () => {
    let answered = 0;
    const encodings = new Set<string | string[] | undefined>();
    const url = await serve((request, response) => {
      answered++;
      encodings.add(request.headers["accept-encoding"]);
      response.writeHead(200, { "Content-Length": 3 }).end("yes");
    });
    const { requestsPerSecond, p99 } = await load({ url, encoding: "gzip", seconds: 0.3 });
    expect([...encodings]).toEqual(["gzip"]);
    expect(requestsPerSecond).toBeGreaterThan(answered * 2.5);
    expect(requestsPerSecond).toBeLessThanOrEqual(answered / 0.3);
    expect(p99).toBeGreaterThan(0);
  });

  it("gives no figures of an address that fails", async () => {
    const url = await serve((_request, response) => response.writeHead(500, { "Content-Length": 2 }).end("no"));
    await expect(load({ url, encoding: "identity", seconds: 0.3 })).rejects.toThrow("500");
  });

  it("gives no figures of a server that hangs up", async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(load({ url, encoding: "identity", seconds: 0.3 })).rejects.toThrow();
  });
});
