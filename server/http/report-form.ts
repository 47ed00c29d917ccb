/**
 * Reads a posted report: its texts into memory, its files straight into the encrypted storage. Whatever is wrong with one
 * part, the texts that came are given back, so that nothing typed is lost.
 */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy from "busboy";
import { endWithin } from "@/server/http/report-bounds";
import { minutes } from "@/server/platform/clock";
import { errorFields, log } from "@/server/platform/log";
import { FileTooLargeError } from "@/server/storage/encrypted-file";
import { StorageFullError } from "@/server/storage/object-storage";
import { discardFile, keepFile } from "@/server/storage/stored-files";
import { safeFileName } from "@/server/vault/intake";
import type { PostedFile } from "@/server/vulnerabilities/attachments";
import { reportLimits } from "@/server/vulnerabilities/schema";

export type FileProblem = "too-large" | "too-many" | "no-room";

export interface PostedForm {
  /** Texts by field name; the last one of a name that comes twice. */
  readonly values: Readonly<Record<string, string>>;
  /** To be recorded with the report, or discarded. */
  readonly files: readonly PostedFile[];
  /** Files were chosen, kept or not: a browser does not send them again by itself. */
  readonly chosen: boolean;
  readonly problem: FileProblem | null;
  /** Fields whose texts are longer than any may be, and were cut. */
  readonly cut: ReadonlySet<string>;
  /** The form did not arrive whole, or is none. */
  readonly broken: boolean;
}

/** Bytes of a whole form: the files that it may hold and one more, so that whoever chose one too many is told so in it. */
const mostBytes = (reportLimits.files + 1) * reportLimits.fileBytes + 1024 * 1024;
/** A connection that is silent for so long is given up. */
const patience = minutes;
/** From the first byte to the last, however steadily they trickle in: the largest form over a line of 1 Mbit/s. */
const deadline = 10 * minutes;
/**
 * Bytes: a UTF-16 code unit, by which the limits count, takes at most three of UTF-8; and one more, because a text of just
 * this size counts as cut.
 */
const longestText = 3 * reportLimits.details + 1;

const limits = { fields: 40, fieldNameSize: 100, fieldSize: longestText, files: reportLimits.files + 1, parts: 60 };

/**
 * @param owner what the files' encryption is bound to; null reads the texts and keeps no file
 * @returns "too-large" for more than `mostBytes`, declared or sent; nothing of it is kept
 */
export async function readReportForm(
  request: IncomingMessage,
  owner: string | null,
): Promise<PostedForm | "too-large"> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return "too-large";
  const form = new Reading(owner);
  request.setTimeout(patience, () => request.destroy());
  endWithin(request, deadline);
  try {
    await form.read(request);
  } catch (error) {
    form.broken = true;
    log("info", "report.broken", errorFields(error));
    request.unpipe();
    request.resume();
  }
  const result = await form.result();
  if (!form.tooLarge) return result;
  await discardFiles(result.files);
  return "too-large";
}

/** Files of a form that led to no new report. */
export async function discardFiles(files: readonly PostedFile[]): Promise<void> {
  for (const { file } of files) await discardFile(file);
}

class Reading {
  readonly #values = new Map<string, string>();
  readonly #taken: Promise<PostedFile | FileProblem>[] = [];
  #problem: FileProblem | null = null;
  #chosen = false;
  readonly #cut = new Set<string>();
  broken = false;
  tooLarge = false;

  constructor(readonly owner: string | null) {}

  read(request: IncomingMessage): Promise<void> {
    return new Promise((done, failed) => {
      // Throws where the content type is that of no form.
      const parser = busboy({ headers: request.headers, defParamCharset: "utf8", limits });
      parser.on("field", (name, value, { valueTruncated }) => {
        this.#values.set(name, value);
        if (valueTruncated) this.#cut.add(name);
      });
      parser.on("file", (name, stream, { filename }) => this.#file(name, stream, filename ?? ""));
      parser.on("filesLimit", () => {
        this.#problem ??= "too-many";
      });
      parser.on("close", done);
      parser.on("error", failed);
      const interrupt = (why: string) => parser.destroy(new Error(why));
      let length = 0;
      request.on("data", (piece: Buffer) => {
        length += piece.length;
        if (length <= mostBytes || this.tooLarge) return;
        this.tooLarge = true;
        interrupt("too large");
      });
      request.on("close", () => request.complete || interrupt("interrupted"));
      if (request.destroyed) return void interrupt("interrupted");
      request.pipe(parser);
    });
  }

  #file(field: string, stream: Readable, filename: string): void {
    stream.on("error", () => {});
    // A browser sends an empty part where no file was chosen.
    if (field !== "attachments" || filename === "") return void stream.resume();
    this.#chosen = true;
    if (this.#taken.length >= reportLimits.files) this.#problem ??= "too-many";
    if (this.owner === null || this.#problem !== null) return void stream.resume();
    const taking = take(stream, filename, this.owner);
    // Left unread, a refused file would stop the parts behind it.
    taking.then(
      (taken) => typeof taken === "string" && stream.resume(),
      () => stream.resume(),
    );
    this.#taken.push(taking);
  }

  async result(): Promise<PostedForm> {
    const files: PostedFile[] = [];
    for (const outcome of await Promise.allSettled(this.#taken))
      if (outcome.status === "rejected") this.broken = true;
      else if (typeof outcome.value === "string") this.#problem ??= outcome.value;
      else files.push(outcome.value);
    const values = Object.fromEntries(this.#values);
    return { values, files, chosen: this.#chosen, problem: this.#problem, cut: this.#cut, broken: this.broken };
  }
}

/** @throws what the connection threw */
async function take(stream: Readable, filename: string, owner: string): Promise<PostedFile | FileProblem> {
  try {
    // A refused file is read to its end all the same (a destroyed stream would stop the parser). Whatever type was
    // claimed: it is only ever given back as bytes.
    const pieces: AsyncIterable<Uint8Array> = stream.iterator({ destroyOnReturn: false });
    const file = await keepFile(pieces, owner, "application/octet-stream", reportLimits.fileBytes);
    return { file, name: safeFileName(filename) };
  } catch (error) {
    if (error instanceof FileTooLargeError) return "too-large";
    if (error instanceof StorageFullError) return "no-room";
    throw error;
  }
}
