/** A customer's server for tests: real HTTPS on this machine, which can be told to misbehave. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Network } from "@/server/notices/webhooks/network";
import { isPublicAddress } from "@/server/notices/webhooks/public-address";

export const receiverName = "hooks.customer.example";

export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  readonly received: Received[];
  /** Where it can be reached, by the name on its certificate. */
  address(path?: string): string;
  /** What it does from now on, besides noting what it was sent. */
  behave(answer: RequestListener): void;
  /** Sends nobody's name but its own, and allows this machine's own address. */
  readonly network: Network;
  /** Breaks every connection off, as a crash does. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const { key, certificate } = makeCertificate();
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let answer: RequestListener = (_request, response) => response.writeHead(204).end();
  const server = createServer({ key, cert: certificate }, async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    received.push({ url: request.url ?? "", headers: request.headers, body: Buffer.concat(pieces).toString("utf8") });
    answer(request, response);
  });
  server.on("connection", (socket) => {
    if (!(socket instanceof Socket)) return;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    address: (path = "/hook") => `https://${receiverName}:${port}${path}`,
    behave: (next) => {
      answer = next;
    },
    network: {
      resolve: async (name) => {
        if (name !== receiverName) throw new Error("no such name");
        return [{ address: "127.0.0.1", family: 4 }];
      },
      allows: (address) => address === "127.0.0.1" || isPublicAddress(address),
      authority: certificate,
    },
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function makeCertificate(): { key: string; certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), "receiver-"));
  const { status, stderr } = spawnSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config", "/etc/ssl/openssl.cnf"],
      ...["-subj", `/CN=${receiverName}`, "-addext", `subjectAltName=DNS:${receiverName}`],
      ...["-keyout", "key.pem", "-out", "certificate.pem"],
    ],
    { cwd: folder, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const made = { key: read("key.pem"), certificate: read("certificate.pem") };
  rmSync(folder, { recursive: true });
  return made;
}
