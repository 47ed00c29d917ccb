/** Sending a large stored file: decrypted, verified and over HTTP, beside sending, copying and bare AES-256-GCM. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { database } from "@/server/platform/database";
import { keepFile, recordFile } from "@/server/storage/stored-files";
import type { Bench } from "./bench-run";
import { answerOf, type Children } from "./children";
import type { Comparison, Section } from "./comparison";
import { findProgram } from "./installed-programs";
import { Listening, Sent } from "./sending-task";

const rounds = 3;
const megabyte = 1_000_000;
const fileBytes = 500 * megabyte;

interface Sending {
  readonly rate: number;
  readonly peakBytes: number;
}

interface SendingRound {
  readonly decrypted: Sending;
  readonly plain: Sending;
  readonly copy: number;
  readonly cipher: number | null;
}

export async function measureSending({ children, folder }: Bench): Promise<Section> {
  const path = join(folder, "plain-file");
  await pipeline(sampleBytes, createWriteStream(path, { mode: 0o600 }));
  const file = await keepFile(sampleBytes(), "bench", "application/octet-stream", fileBytes);
  await database().$transaction((transaction) => recordFile(transaction, file));
  const decrypted = { kind: "decrypted", fileId: file.id };
  const digest = createHash("sha256");
  await sendOnce(children, decrypted, (piece) => digest.update(piece));
  if (!digest.digest().equals(file.sha256)) throw new Error("what was sent is not what was stored");
  const openssl = findProgram("openssl");
  const measured: SendingRound[] = [];
  for (let round = 0; round < rounds; round++)
    measured.push({
      decrypted: await sendOnce(children, decrypted),
      plain: await sendOnce(children, { kind: "plain", path }),
      copy: await copyRate(path),
      cipher: openssl === null ? null : await cipherRate(openssl),
    });
  await rm(path);
  return {
    title: `Decrypt and send a stored file of ${fileBytes / megabyte} MB over HTTP`,
    notes: [
      "Files lie in the system's cache. Sender, reader and cipher take one core each; memory is the sender's peak above idle.",
    ],
    comparisons: compared(measured),
  };
}

/** Bytes that repeat nowhere within a cipher's chunk: one random megabyte, numbered each time. */
async function* sampleBytes(): AsyncGenerator<Uint8Array> {
  const block = createHash("shake256", { outputLength: megabyte }).update("bench").digest();
  for (let number = 0; number < fileBytes / megabyte; number++) {
    const piece = Buffer.from(block);
    piece.writeUInt32BE(number);
    yield piece;
  }
}

/** @param take sees every byte, for an answer that is checked rather than measured */
async function sendOnce(children: Children, task: object, take?: (piece: Buffer) => void): Promise<Sending> {
  const sender = children.task("send", task, ["--expose-gc"]);
  const { port } = await answerOf(sender, Listening);
  const sent = answerOf(sender, Sent);
  const started = performance.now();
  await readAll(port, take);
  const seconds = (performance.now() - started) / 1000;
  const { peakBytes } = await sent;
  await children.stop(sender);
  return { rate: fileBytes / megabyte / seconds, peakBytes };
}

/** @throws Error where the answer is not the whole file */
function readAll(port: number, take?: (piece: Buffer) => void): Promise<void> {
  return new Promise((done, failed) => {
    get({ host: "127.0.0.1", port }, (answer) => {
      let bytes = 0;
      answer.on("data", (piece: Buffer) => {
        bytes += piece.length;
        take?.(piece);
      });
      answer.on("error", failed);
      answer.on("end", () => (bytes === fileBytes ? done() : failed(new Error(`only ${bytes} bytes came`))));
    }).on("error", failed);
  });
}

async function copyRate(path: string): Promise<number> {
  const started = performance.now();
  await copyFile(path, `${path}.copy`);
  const seconds = (performance.now() - started) / 1000;
  await rm(`${path}.copy`);
  return fileBytes / megabyte / seconds;
}

/** In MB/s: one second of `openssl speed` on pieces as large as our chunks. */
async function cipherRate(openssl: string): Promise<number> {
  const args = ["speed", "-mr", "-elapsed", "-seconds", "1", "-bytes", "16384", "-evp", "aes-256-gcm"];
  const { stdout } = await promisify(execFile)(openssl, args);
  const rate = /^\+F:\d+:aes-256-gcm:([\d.]+)/im.exec(stdout)?.[1];
  if (rate === undefined) throw new Error("openssl speed was not understood");
  return Number(rate) / megabyte;
}

function compared(measured: readonly SendingRound[]): Comparison[] {
  const against = (reference: (round: SendingRound) => number | null) =>
    measured.map((round) => ({ ours: round.decrypted.rate, reference: reference(round) }));
  const rate = { what: "MB/s", better: "more" } as const;
  const absent = measured.some((round) => round.cipher === null) ? { missing: "openssl is not installed" } : {};
  return [
    { ...rate, reference: "createReadStream over HTTP", rounds: against((round) => round.plain.rate) },
    { ...rate, reference: "copy of the plain file", rounds: against((round) => round.copy) },
    { ...rate, reference: "openssl speed aes-256-gcm", rounds: against((round) => round.cipher), ...absent },
    {
      what: "peak MB above idle",
      better: "less",
      reference: "createReadStream over HTTP",
      rounds: measured.map(({ decrypted, plain }) => ({
        ours: decrypted.peakBytes / megabyte,
        reference: plain.peakBytes / megabyte,
      })),
    },
  ];
}
