import { createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { destinationOf, type Network, publicInternet } from "@/server/notices/webhooks/network";
import { isPublicAddress } from "@/server/notices/webhooks/public-address";
import { sendWebhook } from "@/server/notices/webhooks/send";
import { type Receiver, receiverName, startReceiver } from "@/server/notices/webhooks/testing/receiver";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
afterEach(() => {
  receiver.received.splice(0);
  receiver.behave((_request, response) => response.writeHead(204).end());
});

const body = '{"type":"webhook.test"}';
const send = (given: { address?: string; network?: Network; timeout?: number } = {}) => {
  const { address = receiver.address(), network = receiver.network, timeout = 5000 } = given;
  return sendWebhook(network, { address, headers: { "webhook-id": "msg_1" }, body }, { timeout });
};
const leadsTo = (...addresses: string[]): Network => ({
  ...receiver.network,
  allows: isPublicAddress,
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
});

describe("an endpoint that answers", () => {
  test("gets the exact body and headers by POST, and 2xx is success", async () => {
    expect(await send({ address: receiver.address("/hook?team=a") })).toMatchObject({ failure: null, status: 204 });
    expect(receiver.received).toMatchObject([
      {
        url: "/hook?team=a",
        body,
        headers: {
          "webhook-id": "msg_1",
          "content-type": "application/json",
          host: `${receiverName}:${receiver.port}`,
        },
      },
    ]);
  });

  test.each([
    [200, null],
    [299, null],
    [400, "status"],
    [404, "status"],
    [410, "gone"],
    [429, "status"],
    [500, "status"],
    [503, "status"],
  ])("%i", async (status, failure) => {
    receiver.behave((_request, response) => response.writeHead(status).end("no"));
    expect(await send()).toMatchObject({ failure, status, retryAfter: null });
  });

  test("that asks for patience is heard, where it says so in seconds", async () => {
    for (const [asked, heard] of [
      ["120", 120_000],
      ["Wed, 21 Oct 2026 07:28:00 GMT", null],
      ["-5", null],
      ["99999999999", null],
    ] as const) {
      receiver.behave((_request, response) => response.writeHead(503, { "retry-after": asked }).end());
      expect(await send()).toMatchObject({ retryAfter: heard });
    }
  });

  test.each([
    "https://127.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "/elsewhere",
    "https://public.example/",
  ])("with a redirect to %s is not followed", async (location) => {
    receiver.behave((_request, response) => response.writeHead(307, { location }).end());
    expect(await send()).toMatchObject({ failure: "redirect", status: 307 });
    expect(receiver.received).toHaveLength(1);
  });
});

describe("an endpoint that misbehaves", () => {
  test("with an endless body is cut off, and its status counts", async () => {
    const closed = new Promise<number>((done) => {
      receiver.behave((_request, response) => {
        response.writeHead(200);
        let sent = 0;
        const pour = () => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384;
        };
        response.on("drain", pour);
        response.on("close", () => done(sent));
        pour();
      });
    });
    expect(await send()).toMatchObject({ failure: null, status: 200 });
    expect(await closed).toBeLessThan(16 * 1024 * 1024);
  });

  test("with a body that never ends, drop by drop, is cut off too", async () => {
    const closed = new Promise<void>((done) => {
      receiver.behave((_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write("."), 50);
        response.on("close", () => {
          clearInterval(timer);
          done();
        });
      });
    });
    expect(await send()).toMatchObject({ failure: null });
    await closed;
  });

  test("by never answering costs no more than the time allowed", async () => {
    receiver.behave(() => {});
    const attempt = await send({ timeout: 300 });
    expect(attempt).toMatchObject({ failure: "timeout", status: null });
    expect(attempt.milliseconds).toBeLessThan(2000);
  });

  test("by sending headers drop by drop costs no more either", async () => {
    receiver.behave((request) => {
      request.socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => request.socket.write("x-slow: 1\r\n"), 40);
      request.socket.on("close", () => clearInterval(timer));
    });
    expect(await send({ timeout: 400 })).toMatchObject({ failure: "timeout" });
  });

  test.each([
    ["resets the connection", () => receiver.reset()],
    ["closes it without an answer", (socket: Socket) => socket.end()],
    ["speaks another protocol", (socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")],
    ["sends too many headers", (socket: Socket) => socket.end(`HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(9000)}\r\n`)],
    [
      "switches protocols",
      (socket: Socket) => socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    ],
  ])("that %s", async (_, misbehave) => {
    receiver.behave((request) => misbehave(request.socket));
    expect(await send()).toMatchObject({ failure: "answer", status: null });
  });

  test("whose certificate nobody vouches for, or is another name's, gets nothing", async () => {
    const { authority: _, ...distrustful } = receiver.network;
    expect(await send({ network: distrustful })).toMatchObject({ failure: "tls" });
    const renamed = { ...receiver.network, resolve: () => receiver.network.resolve(receiverName) };
    const address = receiver.address().replace("hooks", "other");
    expect(await send({ address, network: renamed })).toMatchObject({ failure: "tls" });
    expect(receiver.received).toEqual([]);
  });
});

describe("where nobody listens", () => {
  let closed: number;
  beforeAll(async () => {
    const server: Server = createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    closed = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((done) => server.close(done));
  });

  test("no connection comes about", async () => {
    expect(await send({ address: `https://${receiverName}:${closed}/` })).toMatchObject({ failure: "connection" });
  });

  test("or it breaks off before its certificate is seen", async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    await new Promise<void>((ready) => server.listen(closed, "127.0.0.1", ready));
    expect(await send({ address: `https://${receiverName}:${closed}/` })).toMatchObject({ failure: "connection" });
    await new Promise((done) => server.close(done));
  });

  test("or the name leads nowhere", async () => {
    expect(await send({ address: "https://nowhere.customer.example/" })).toMatchObject({ failure: "unknown_name" });
  });

  test("or its name server keeps us waiting", async () => {
    const network = { ...receiver.network, resolve: () => new Promise<never>(() => {}) };
    expect(await send({ network, timeout: 100 })).toMatchObject({ failure: "timeout" });
  });
});

describe("a private network", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "169.254.169.254",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
  ])("is not reached by a name that leads to %s", async (address) => {
    expect(await send({ network: leadsTo(address) })).toMatchObject({ failure: "private_address" });
    expect(receiver.received).toEqual([]);
  });

  test("is not reached where one of several addresses is private", async () => {
    expect(await send({ network: leadsTo("1.1.1.1", "127.0.0.1") })).toMatchObject({ failure: "private_address" });
    expect(await send({ network: leadsTo("2606:4700:4700::1111", "::1") })).toMatchObject({
      failure: "private_address",
    });
  });

  test.each([
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://localhost/",
    "http://public.example/",
  ])("is not reached by an address that was saved before the rule: %s", async (address) => {
    expect(await send({ address })).toMatchObject({ failure: "private_address", milliseconds: expect.any(Number) });
  });

  test("is not reached by a name that changes between the check and the connection", async () => {
    let asked = 0;
    const rebinding: Network = {
      ...receiver.network,
      // The first answer is allowed, each later one would lead to the receiver.
      resolve: async () => [{ address: asked++ === 0 ? "192.0.2.1" : "127.0.0.1", family: 4 }],
      allows: (address) => address === "192.0.2.1",
    };
    const attempt = await send({ network: rebinding, timeout: 400 });
    expect(asked).toBe(1);
    expect(["timeout", "connection"]).toContain(attempt.failure);
    expect(receiver.received).toEqual([]);
  });

  test("is not allowed in a deployment, whatever the name", async () => {
    expect(publicInternet.allows).toBe(isPublicAddress);
    expect(publicInternet.authority).toBeUndefined();
    expect(await destinationOf(publicInternet, "localhost", AbortSignal.timeout(5000))).toEqual({ state: "private" });
    expect(await destinationOf(publicInternet, "127.0.0.1", AbortSignal.timeout(5000))).toEqual({ state: "private" });
  });
});
