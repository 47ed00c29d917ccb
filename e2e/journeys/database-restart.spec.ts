import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { cookieOf } from "../denials/viewers";
import { baseUrl } from "../support/addresses";
import { dropConnections } from "../support/database";
import { contextOf, people } from "../support/sign-in";

test("the database restarted in the middle of a pack: the pack arrives whole, and everything goes on", async ({
  browser,
}) => {
  const cookie = await cookieOf("signed");
  const body = new URLSearchParams({ document: "pack" });
  const headers = { cookie, origin: baseUrl, accept: "application/json" };
  const asked = await fetch(`${baseUrl}/portal/pack/downloads`, { method: "POST", body, headers });
  const { file }: { file: string } = await asked.json();
  const answer = await fetch(baseUrl + file, { headers: { cookie } });
  const pieces: Uint8Array[] = [];
  let dropped = 0;
  for await (const piece of answer.body ?? []) {
    if (pieces.length === 0) dropped = await dropConnections();
    pieces.push(piece);
  }
  expect(dropped).toBeGreaterThan(0);
  const zip = join(mkdtempSync(join(tmpdir(), "trust-pack-")), "pack.zip");
  writeFileSync(zip, Buffer.concat(pieces));
  expect(execFileSync("unzip", ["-t", zip], { encoding: "utf8" })).toContain("No errors detected");

  // Pages are back at once, and mail, which the worker sends, soon after.
  await expect.poll(async () => (await fetch(`${baseUrl}/api/health/ready`)).status, { timeout: 20_000 }).toBe(200);
  const page = await (await contextOf(browser, people.dpo)).newPage();
  await page.goto("/desk");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
