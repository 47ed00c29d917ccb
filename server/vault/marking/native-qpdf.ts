/**
 * qpdf as a program of the system. It seeks in its input (the table of objects stands at a PDF's end) and so cannot
 * read a pipe: the plaintext must lie in a file. It lies in a folder of its own, readable by this user alone, and
 * the folder is removed in `finally`, after the program has ended. Promise: no file is left behind by a run.
 */
import { execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type EngineAnswer, type EngineRequest, outcomeOf } from "./qpdf-run";

const RUN_PREFIX = "run-";
const MESSAGE_BYTES = 64 * 1024;
/** Nothing of the server's own: it may hold secrets. NODE_ENV is there because Next's types ask every environment for it. */
const ENVIRONMENT = { LC_ALL: "C", NODE_ENV: "production" } as const;
const USUAL_FOLDERS = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin"];

/**
 * The path of an installed qpdf that speaks its JSON version 2 (qpdf 11 or later), else null: older ones
 * can't tell us a page's boxes or take a patch.
 */
export async function findNativeQpdf(folders: readonly string[] = USUAL_FOLDERS): Promise<string | null> {
  for (const folder of folders) {
    const binary = join(folder, "qpdf");
    const answer = await promisify(execFile)(binary, ["--version"], { env: ENVIRONMENT, timeout: 5_000 }).catch(
      () => null,
    );
    const major = /qpdf version (\d+)\./.exec(answer?.stdout ?? "")?.[1];
    if (major !== undefined && Number(major) >= 11) return binary;
  }
  return null;
}

/** Makes the folder private and removes what a killed server left in it. Call once, at start, before any run. */
export async function prepareWorkFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) {
    if (name.startsWith(RUN_PREFIX)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

interface NativeRun {
  readonly binary: string;
  readonly workFolder: string;
  readonly request: EngineRequest;
  readonly stop: AbortSignal;
  readonly outputBytes: number;
}

export async function runNativeQpdf({
  binary,
  workFolder,
  request,
  stop,
  outputBytes,
}: NativeRun): Promise<EngineAnswer> {
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(workFolder, RUN_PREFIX));
  try {
    for (const { name, content } of request.files) {
      const place = join(folder, name);
      if (content instanceof Uint8Array) await writeFile(place, content, { mode: 0o600 });
      else await symlink(resolve(content.path), place);
    }
    const { exitCode, messages } = await waitFor(binary, request.args, folder, stop);
    const outcome = outcomeOf(exitCode);
    return { outcome, messages, outputs: await readOutputs(folder, request.outputs, outputBytes) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function waitFor(binary: string, args: readonly string[], folder: string, stop: AbortSignal) {
  return new Promise<{ exitCode: number | null; messages: string }>((done, fail) => {
    stop.throwIfAborted();
    const child = spawn(binary, args, { cwd: folder, env: ENVIRONMENT, stdio: ["ignore", "ignore", "pipe"] });
    const kill = () => child.kill("SIGKILL");
    stop.addEventListener("abort", kill, { once: true });
    let messages = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (messages.length < MESSAGE_BYTES) messages += text.slice(0, MESSAGE_BYTES - messages.length);
    });
    child.once("error", (error) => fail(new Error(`qpdf could not be started: ${error.message}`)));
    // Not before the program is gone: it could still write into the folder that is removed next.
    child.once("close", (exitCode) => {
      stop.removeEventListener("abort", kill);
      if (stop.aborted) fail(stop.reason);
      else done({ exitCode, messages });
    });
  });
}

async function readOutputs(folder: string, names: readonly string[], limit: number): Promise<Map<string, Uint8Array>> {
  const outputs = new Map<string, Uint8Array>();
  let left = limit;
  for (const name of names) {
    const size = await stat(join(folder, name)).then(
      (found) => found.size,
      () => null,
    );
    if (size === null) continue;
    left -= size;
    if (left < 0) throw new Error(`qpdf wrote more than ${limit} bytes.`);
    outputs.set(name, await readFile(join(folder, name)));
  }
  return outputs;
}
