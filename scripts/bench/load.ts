/** Load on one address from fifty kept-open connections: by wrk where it is installed, else by the bench's own client. */
import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import { type Children, endOf } from "./children";

export const connections = 50;

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** In ms: 99 of 100 answers came within it. */
  readonly p99: number;
}

export interface LoadOptions {
  readonly url: string;
  readonly encoding: "identity" | "gzip";
  readonly seconds: number;
}

export const LoadTask = z.object({
  url: z.string(),
  encoding: z.enum(["identity", "gzip"]),
  seconds: z.number(),
});
const LoadAnswer = z.object({ requestsPerSecond: z.number(), p99: z.number() });

/** @param wrk its path; null takes the bench's own client */
export async function putLoad(children: Children, wrk: string | null, options: LoadOptions): Promise<LoadResult> {
  if (wrk === null) return children.answer("load", options, LoadAnswer);
  const { url, encoding, seconds } = options;
  const amount = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout=20s", "--latency"];
  const child = children.program(wrk, [...amount, "-H", `Accept-Encoding: ${encoding}`, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [text, code] = await Promise.all([textOf(child), endOf(child)]);
  if (code !== 0) throw new Error(`wrk ended with ${code}`);
  return readWrk(text);
}

const milliseconds = { us: 0.001, ms: 1, s: 1000, m: 60_000 } as const;

/** @throws Error where wrk saw a failed request: the figures are then not of the page */
export function readWrk(text: string): LoadResult {
  const failed = /(Non-2xx or 3xx responses: \d+|Socket errors: .*)/.exec(text)?.[1];
  if (failed !== undefined) throw new Error(`wrk saw failures: ${failed}`);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(text)?.[1];
  const slow = /\s99%\s+([\d.]+)(us|ms|s|m)\b/.exec(text);
  const unit = z.enum(["us", "ms", "s", "m"]).safeParse(slow?.[2]);
  if (rate === undefined || !unit.success) throw new Error("wrk's answer was not understood");
  return { requestsPerSecond: Number(rate), p99: Number(slow?.[1]) * milliseconds[unit.data] };
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const piece of child.stdout ?? []) text += String(piece);
  return text;
}
