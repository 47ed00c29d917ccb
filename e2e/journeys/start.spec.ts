import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";

const port = 3179;
const base = `http://localhost:${port}`;
let folder = "";
let running: Started | undefined;

interface Started {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

function start(environment: Readonly<Record<string, string>> = {}): Started {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|DATABASE|SMTP|DKIM|DEMO|PLAYWRIGHT)/.test(name));
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    ...Object.fromEntries(kept),
    PORT: String(port),
    DATA_DIR: folder,
    ...environment,
  };
  const child: ChildProcess = spawn(process.execPath, [".build/serve.mjs"], { env, detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece.toString()));
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  running = { process: child, output: () => said, ended };
  return running;
}

async function ready(server: Started): Promise<void> {
  for (let attempt = 0; attempt < 400 && !server.output().includes("ready at"); attempt++) {
    if (server.process.exitCode !== null) throw new Error(server.output());
    await wait(100);
  }
  expect(server.output()).toContain(`ready at ${base}`);
}

/** PostgreSQL refuses to be entered by nobody under a private folder when it runs as another user. */
function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "trust-start-"));
  chmodSync(made, 0o755);
  return made;
}

test.describe.configure({ mode: "serial", timeout: 90_000 });
test.beforeAll(() => {
  folder = newFolder();
});
test.afterEach(async () => {
  if (running?.process.exitCode === null && running.process.signalCode === null) {
    running.process.kill("SIGTERM");
    await running.ended;
  }
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the first start says what it does, where to go and whom to sign in as, and prints mailed links", async () => {
  const server = start();
  await ready(server);
  expect(server.output()).toMatch(/applied \d+ migrations/);
  await expect.poll(server.output).toContain("signatory@signed-customer.example");
  const page = await fetch(`${base}/sign-in`);
  const fields = [...(await page.text()).matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const form = new FormData();
  for (const [, name = "", value = ""] of fields) form.set(name, value.replaceAll("&quot;", '"'));
  form.set("email", "dpo@alphagen.example");
  await fetch(`${base}/sign-in`, { method: "POST", body: form, headers: { origin: base }, redirect: "manual" });
  await expect.poll(server.output, { timeout: 20_000 }).toMatch(/sign-in\/confirm\?token=/);
  server.process.kill("SIGINT");
  expect(await server.ended).toBe(0);
  await expect(fetch(base)).rejects.toThrow();
});

test("what was answered outlives kill -9, and the next start takes seconds", async () => {
  const first = start();
  await ready(first);
  process.kill(-(first.process.pid ?? 0), "SIGKILL");
  await first.ended;
  const began = performance.now();
  const second = start();
  await ready(second);
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(second.output()).not.toContain("loading demonstration data");
  second.process.kill("SIGTERM");
  await second.ended;
});

test("keys that are missing or not these stop the start with one clear line", async () => {
  const file = join(folder, "keys.json");
  const aside = `${file}.aside`;
  renameSync(file, aside);
  const missing = start();
  expect(await missing.ended).toBe(1);
  expect(missing.output()).toMatch(/keys\.json: .*restore/i);

  const other = newFolder();
  const mine = folder;
  folder = other;
  const elsewhere = start({ DEMO: "0", SMTP_URL: "smtp://127.0.0.1:9" });
  await ready(elsewhere);
  elsewhere.process.kill("SIGTERM");
  await elsewhere.ended;
  folder = mine;
  writeFileSync(file, readFileSync(join(other, "keys.json")), { mode: 0o600 });
  rmSync(other, { recursive: true, force: true });
  const wrong = start();
  expect(await wrong.ended).toBe(1);
  expect(wrong.output()).toMatch(/not the keys.*backup/i);

  writeFileSync(file, "{ this is not json", { mode: 0o600 });
  const damaged = start();
  expect(await damaged.ended).toBe(1);
  expect(
    damaged
      .output()
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("…")),
  ).toHaveLength(1);
  renameSync(aside, file);
});

test("a wrong setting is one line that names the variable", async () => {
  const wrong = start({ PORT: "eighty", PUBLIC_URL: "http://trust.example.com", STORAGE_URL: "s3://bucket" });
  expect(await wrong.ended).toBe(1);
  for (const name of ["PORT", "STORAGE_URL"]) expect(wrong.output()).toMatch(new RegExp(`^${name}: `, "m"));
});

test("PUBLISHER=alai serves the other publisher on the same data, as a draft, with people of its own", async () => {
  const server = start({ PUBLISHER: "alai" });
  await ready(server);
  await expect.poll(server.output).toContain("signatory@signed-client.example");
  const toms = await (await fetch(`${base}/toms`)).text();
  expect(toms).toContain("ALAI Holding AS");
  expect(toms).toContain("Datatilsynet");
  expect(toms).not.toContain("AlphaGen");
  expect(toms).toMatch(/draft/i);
  server.process.kill("SIGTERM");
  await server.ended;
});
