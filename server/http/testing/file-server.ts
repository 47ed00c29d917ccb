/** For tests: a real server that answers the file routes and, like the product's, 404 for everything else; and a client that can misbehave. */
import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import type { Socket } from "node:net";
import { answerFileRoute } from "@/server/http/file-routes";

export interface FileServer {
  readonly origin: string;
  /** What the routes threw: the product answers such a request with 500. */
  readonly failures: unknown[];
  ask(wanted: Wanted): Promise<Answer>;
  close(): Promise<void>;
}

export interface Wanted {
  readonly path: string;
  readonly method?: "GET" | "HEAD" | "POST";
  /** Of a signed-in person, from `cookieOf`. */
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Hangs up when so many bytes of the answer have come. */
  readonly hangUpAfter?: number;
  /** Stops reading for so many milliseconds when the first bytes have come. */
  readonly pauseFor?: number;
  /** Sees each piece of the answer instead of `body` keeping them all. */
  readonly taking?: (piece: Buffer) => void;
}

export interface Answer {
  /** 0 where the connection ended before there was one. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Every byte that the answer promised has come. */
  readonly whole: boolean;
}

export async function startFileServer(): Promise<FileServer> {
  const failures: unknown[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    answerFileRoute(request, response, path).then(
      (answer) => {
        if (answer !== "sent") response.writeHead(404).end();
      },
      (error: unknown) => {
        failures.push(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      },
    );
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    failures,
    ask: (wanted) => ask(origin, wanted),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A POST names its own origin, as a browser does, unless `headers` say otherwise: `Origin: ""` leaves it out. */
function ask(origin: string, { path, method = "GET", cookie, headers, body, ...reading }: Wanted): Promise<Answer> {
  return new Promise((answered) => {
    const all = { ...(method === "POST" ? { Origin: origin } : {}), ...(cookie ? { Cookie: cookie } : {}), ...headers };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
    const pieces: Buffer[] = [];
    const outgoing = send(`${origin}${path}`, { method, headers: sent, agent: false }, (incoming) => {
      let taken = 0;
      incoming.on("data", (piece: Buffer) => {
        if (taken === 0 && reading.pauseFor !== undefined) {
          incoming.pause();
          setTimeout(() => incoming.resume(), reading.pauseFor);
        }
        taken += piece.length;
        if (reading.taking === undefined) pieces.push(piece);
        else reading.taking(piece);
        if (reading.hangUpAfter !== undefined && taken >= reading.hangUpAfter) incoming.destroy();
      });
      const settle = () =>
        answered({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(pieces),
          whole: incoming.complete,
        });
      incoming.on("error", settle);
      incoming.on("close", settle);
    });
    outgoing.on("error", () => answered({ status: 0, headers: {}, body: Buffer.alloc(0), whole: false }));
    void write(outgoing, body);
  });
}

async function write(outgoing: ReturnType<typeof send>, body: Wanted["body"]): Promise<void> {
  if (body === undefined || body instanceof Uint8Array) return void outgoing.end(body);
  try {
    for await (const piece of body) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(piece)) await drained(outgoing);
    }
    outgoing.end();
  } catch {
    // The test's source hung up.
    outgoing.destroy();
  }
}

const drained = (outgoing: ReturnType<typeof send>): Promise<void> =>
  new Promise((done) => {
    outgoing.once("drain", done);
    outgoing.once("close", done);
  });
