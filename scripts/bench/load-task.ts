/** The bench's own load: raw sockets and no parsing beyond a length, so that one thread keeps a fast server busy. */
import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { connections, type LoadOptions, type LoadResult, LoadTask } from "./load";
import { ResponseReader } from "./response-reader";

export async function runLoadTask(input: unknown): Promise<LoadResult> {
  return load(LoadTask.parse(input));
}

/** @throws Error at the first answer that is not a whole 200, and when the server closes a connection */
export function load({ url, encoding, seconds }: LoadOptions): Promise<LoadResult> {
  const { hostname, port, host, pathname } = new URL(url);
  const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
  const latencies: number[] = [];
  const sockets: Socket[] = [];
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const end = () => {
      for (const socket of sockets) socket.removeAllListeners("close").destroy();
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    for (let index = 0; index < connections; index++) {
      const socket = connect(Number(port), hostname);
      socket.setNoDelay(true);
      sockets.push(socket);
      socket.on("error", fail).on("close", () => fail(new Error("the server closed a connection")));
      repeat(socket, request, latencies, fail);
    }
    setTimeout(() => {
      end();
      const elapsed = (performance.now() - started) / 1000;
      resolve({ requestsPerSecond: latencies.length / elapsed, p99: percentile99(latencies) });
    }, seconds * 1000);
  });
}

function repeat(socket: Socket, request: Buffer, latencies: number[], fail: (error: Error) => void): void {
  const reader = new ResponseReader();
  let sentAt = 0;
  const send = () => {
    sentAt = performance.now();
    socket.write(request);
  };
  socket.on("connect", send).on("data", (chunk: Buffer) => {
    try {
      if (!reader.take(chunk)) return;
    } catch (error) {
      return fail(error instanceof Error ? error : new Error(String(error)));
    }
    latencies.push(performance.now() - sentAt);
    send();
  });
}

function percentile99(latencies: readonly number[]): number {
  const sorted = Float64Array.from(latencies).sort();
  const value = sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)];
  if (value === undefined) throw new Error("no request was answered");
  return value;
}
