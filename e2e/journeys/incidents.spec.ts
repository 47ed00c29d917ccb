import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "../support/axe";
import { mailCount, nextMail } from "../support/mail";
import { contextOf, people } from "../support/sign-in";

const title = "Demonstration: a backup went to the wrong region";
const customer = "Demonstration Signed Customer Ltd";

/** After a step, at the page itself: the address that tells of the step is left behind. */
async function again(page: Page): Promise<void> {
  await page.goto(page.url().split("?")[0] ?? "");
}

/** What is said of the draft beside the pack's own files. Throws where something is wrong. */
function checkedIn(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "content-"));
  try {
    cpSync("content", folder, { recursive: true });
    mkdirSync(join(folder, "alphagen/advisories"), { recursive: true });
    writeFileSync(join(folder, "alphagen/advisories", name), text);
    const env = { ...process.env, CONTENT_DIR: folder };
    return execFileSync("node", [".build/content-check.mjs", "alphagen"], { env, encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("an incident is opened, told, recorded and closed into a draft that the pack takes", async ({ browser }) => {
  test.setTimeout(240_000);
  const before = mailCount();
  const officer = await (await contextOf(browser, people.dpo)).newPage();
  await officer.goto("/desk");
  await expect(officer.getByRole("heading", { name: /The time to tell of/ }).first()).toBeVisible();
  await officer.getByRole("link", { name: "See the incidents" }).first().click();
  await expect(officer.getByRole("row", { name: /exports of two workspaces/ })).toContainText("h");
  expect(await violations(officer)).toEqual([]);

  await officer.getByRole("link", { name: "Open an incident" }).click();
  await officer.getByLabel("Title").fill(title);
  await officer.getByLabel("Discovered").fill("2126-01-01T10:00");
  await officer.getByRole("button", { name: "Open the incident" }).click();
  await expect(officer.locator(".error-summary")).toContainText("Choose a class.");
  await expect(officer.getByLabel("Title")).toHaveValue(title);
  expect(await violations(officer)).toEqual([]);
  await officer.getByLabel("Description").fill(`At ${customer}. import x from 'y'\n{process.env} <b>#</b>`);
  await officer.getByLabel("P1").check();
  await officer.getByLabel(/The publisher is the controller/).check();
  await officer.getByRole("button", { name: "Open the incident" }).click();
  await expect(officer.locator(".error-summary")).toContainText("This time has not come yet.");
  await officer.getByLabel("Discovered").fill(await officer.getByLabel("Detected").inputValue());
  await officer.getByRole("button", { name: "Open the incident" }).click();
  await expect(officer.getByText("The incident is open.")).toBeVisible();
  await expect(officer.getByText(/47 h \d+ min left/)).toBeVisible();
  await expect(officer.getByText(/71 h \d+ min left/)).toBeVisible();
  expect(await violations(officer)).toEqual([]);

  await officer.getByLabel("Part of a customer’s name").fill("signed customer");
  await officer.getByRole("button", { name: "Search" }).click();
  await officer.getByLabel("Customer to add").selectOption({ label: customer });
  await officer.getByRole("button", { name: "Add this customer" }).click();
  await expect(officer.getByText("The customer is on the list.")).toBeVisible();
  await expect(officer.getByRole("row", { name: new RegExp(customer) })).toContainText("Not told yet");

  await officer.getByRole("link", { name: "Write an update" }).click();
  await officer.getByLabel("Text of the update").fill("A backup of yours was kept in the wrong region for an hour.");
  await officer.getByRole("button", { name: "Look at it before sending" }).click();
  await expect(officer.getByText(/tells you of an incident that concerns your company/)).toBeVisible();
  expect(await violations(officer)).toEqual([]);
  await officer.getByText("Send it to 1 customer").click();
  await officer.getByRole("button", { name: "Send this update" }).click();
  await expect(officer.getByText("The update is on its way.")).toBeVisible();

  const letter = await nextMail("privacy-officer@signed-customer.example", /wrong region/, before);
  expect(letter.text).toContain("A backup of yours was kept in the wrong region for an hour.");
  await nextMail("notices@signed-customer.example", /wrong region/, before);
  const reader = await (await contextOf(browser, people.unacknowledged)).newPage();
  await reader.goto("/portal/notices");
  await reader.getByRole("link", { name: /wrong region/ }).click();
  await expect(reader.getByText("A backup of yours was kept in the wrong region for an hour.")).toBeVisible();
  const stranger = await (await contextOf(browser, people.unsigned)).newPage();
  await stranger.goto("/portal/notices");
  await expect(stranger.getByRole("link", { name: /wrong region/ })).toHaveCount(0);
  expect((await stranger.request.get(reader.url(), { maxRedirects: 0 })).status()).toBe(404);

  await again(officer);
  await expect(officer.getByText(/Met after/).first()).toBeVisible();
  await officer.getByLabel("How, and with what reference").fill("By the authority’s form, case 4711.");
  await officer.getByRole("button", { name: "Record that the authority was told" }).click();
  await expect(officer.getByText("It is recorded that the authority was told.")).toBeVisible();
  await again(officer);
  await expect(officer.getByText(/Met after/)).toHaveCount(2);
  await officer.getByText("Close the incident", { exact: true }).click();
  await officer.getByRole("button", { name: "Close it for good" }).click();
  await expect(officer.getByText("The incident is closed.")).toBeVisible();
  expect(await violations(officer)).toEqual([]);

  const arriving = officer.waitForEvent("download");
  await officer.getByRole("link", { name: "Download the draft of the retrospective" }).click();
  const file = await arriving;
  expect(file.suggestedFilename()).toMatch(/^AGSA-20\d\d-[0-9A-HJKMNP-TV-Z]{6}\.mdx$/);
  const text = readFileSync(await file.path(), "utf8");
  expect(text).not.toContain(customer);
  expect(checkedIn(file.suggestedFilename(), text)).toMatch(/alphagen: 0 errors/);
});

test("who only reads sees the incident and nothing to do, in Norwegian too", async ({ browser }) => {
  const auditor = await (await contextOf(browser, people.auditor)).newPage();
  await auditor.goto("/nb/desk/incidents");
  await expect(auditor.getByRole("link", { name: "Åpne en hendelse" })).toHaveCount(0);
  await auditor.getByRole("link", { name: /exports of two workspaces/ }).click();
  await expect(auditor.getByText(/\d+ t \d+ min igjen/)).toBeVisible();
  await expect(auditor.getByRole("button", { name: /^(Legg til|Lukk|Søk)/ })).toHaveCount(0);
  expect(await violations(auditor)).toEqual([]);
});
