import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { newFolder, ownUrl, ready, type Started, startOwn, stopOwn } from "../support/own-server";

let folder = "";
let running: Started | undefined;

function start(environment: Readonly<Record<string, string>> = {}): Started {
  running = startOwn(folder, environment);
  return running;
}

test.describe.configure({ mode: "serial", timeout: 90_000 });
test.beforeAll(() => {
  folder = newFolder();
});
test.afterEach(() => stopOwn(running));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the first start says what it does, where to go and whom to sign in as, and prints mailed links", async () => {
  const server = start();
  await ready(server);
  expect(server.output()).toMatch(/applied \d+ migrations/);
  await expect.poll(server.output).toContain("signatory@signed-customer.example");
  const page = await fetch(`${ownUrl}/sign-in`);
  const fields = [...(await page.text()).matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
  const form = new FormData();
  for (const [, name = "", value = ""] of fields) form.set(name, value.replaceAll("&quot;", '"'));
  form.set("email", "dpo@alphagen.example");
  await fetch(`${ownUrl}/sign-in`, { method: "POST", body: form, headers: { origin: ownUrl }, redirect: "manual" });
  await expect.poll(server.output, { timeout: 20_000 }).toMatch(/sign-in\/confirm\?token=/);
  server.process.kill("SIGINT");
  expect(await server.ended).toBe(0);
  await expect(fetch(ownUrl)).rejects.toThrow();
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
  const toms = await (await fetch(`${ownUrl}/toms`)).text();
  expect(toms).toContain("ALAI Holding AS");
  expect(toms).toContain("Datatilsynet");
  expect(toms).not.toContain("AlphaGen");
  expect(toms).toMatch(/draft/i);
  server.process.kill("SIGTERM");
  await server.ended;
});
