import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { cookieOf } from "../denials/viewers";
import { baseUrl } from "../support/addresses";
import { query } from "../support/database";
import { startDatabaseServer, stopDatabaseServer } from "../support/database-server";
import { contextOf, people } from "../support/sign-in";

const readiness = async () => (await fetch(`${baseUrl}/api/health/ready`)).status;

interface Asked {
  readonly id: string;
  readonly file: string;
}

async function askForPack(cookie: string): Promise<Asked> {
  const body = new URLSearchParams({ document: "pack" });
  const headers = { cookie, origin: baseUrl, accept: "application/json" };
  return (await fetch(`${baseUrl}/portal/pack/downloads`, { method: "POST", body, headers })).json();
}

function expectWhole(pieces: readonly Uint8Array[]): void {
  const zip = join(mkdtempSync(join(tmpdir(), "trust-pack-")), "pack.zip");
  writeFileSync(zip, Buffer.concat(pieces));
  expect(execFileSync("unzip", ["-t", zip], { encoding: "utf8" })).toContain("No errors detected");
}

test.afterEach(() => startDatabaseServer());

test("the database stopped and started in the middle of a pack: the pack arrives whole, and everything goes on", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const cookie = await cookieOf("signed");
  const { id, file } = await askForPack(cookie);
  const answer = await fetch(baseUrl + file, { headers: { cookie } });
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body ?? []) {
    if (pieces.push(piece) > 1) continue;
    const [progress] = await query<{ left: boolean }>(
      `SELECT "itemsDone" < (SELECT count(*) FROM "DownloadItem" WHERE "downloadId" = $1) AND state <> 'sent' AS left
       FROM "DownloadProgress" WHERE "downloadId" = $1`,
      [id],
    );
    expect(progress).toEqual({ left: true });
    await stopDatabaseServer();
    expect(await readiness()).toBe(503);
    await startDatabaseServer();
  }
  expectWhole(pieces);

  await expect.poll(readiness, { timeout: 20_000 }).toBe(200);
  const again: Uint8Array[] = [];
  const next = await askForPack(cookie);
  for await (const piece of (await fetch(baseUrl + next.file, { headers: { cookie } })).body ?? []) again.push(piece);
  expectWhole(again);
  // The link that signs this person in is mailed by the worker, which lost its database too.
  const page = await (await contextOf(browser, people.dpo)).newPage();
  await page.goto("/desk");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
