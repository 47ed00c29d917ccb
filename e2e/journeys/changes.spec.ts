import { type Browser, expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { query, value } from "../support/database";
import { untilNoticed } from "../support/notices";
import { contextOf, people } from "../support/sign-in";

/** The desk works without scripts as with them; the public pages have none at all. */
async function deskOf(browser: Browser, email: string): Promise<Page> {
  const page = await (await contextOf(browser, email)).newPage();
  await page.goto("/desk/subprocessors");
  return page;
}

const idIn = (page: Page) => /changes\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "none";

test("proposed by one, approved by another, announced, and withdrawn with its reason", async ({ browser }) => {
  test.setTimeout(300_000);
  const author = await deskOf(browser, people.trustManager);
  await author.getByRole("link", { name: "Propose a change" }).click();
  await author.getByLabel("Change of an entry").check();
  await author.getByRole("button", { name: "Continue" }).click();
  await expect(author.locator(".error-summary")).toContainText("Choose the sub-processor that this is about.");
  await expect(author.getByLabel("Change of an entry")).toBeChecked();
  await author.getByLabel("Which sub-processor").selectOption({ label: "OpenAI" });
  await author.getByRole("button", { name: "Continue" }).click();

  // Prefilled from the register; refused, nothing typed is lost and each mend is named.
  await expect(author.getByLabel("Role")).toHaveValue("Third-party LLM (OpenAI GPT)");
  await author.getByLabel("Why").fill("Moved to a region in Europe.\nCustomers asked for it.");
  await author.getByRole("button", { name: "Keep as a draft" }).click();
  const problems = author.locator(".error-summary");
  await expect(problems).toContainText("Enter the data-protection assessment.");
  await expect(problems).toContainText("Enter the alternatives for those who object");
  await expect(author.getByLabel("Why")).toHaveValue("Moved to a region in Europe.\nCustomers asked for it.");
  await author.getByLabel("Data-protection assessment").fill("Nothing leaves the EU.");
  await author.getByLabel("Alternatives for those who object").fill("None.");
  await author.getByRole("button", { name: "Keep as a draft" }).click();
  await expect(problems).toContainText("Nothing here differs from the register.");
  await author.getByLabel("Location").fill("EU (Ireland)");
  await author.getByRole("button", { name: "Keep as a draft" }).click();
  await expect(author.getByText("The draft is kept.")).toBeVisible();
  const id = idIn(author);
  await expect(author.getByRole("row", { name: /Location/ })).toContainText("EU (Ireland)");
  await expect(author.getByText("You proposed this change, so you can’t approve it")).toBeVisible();
  await expect(author.getByRole("button", { name: "Approve and give notice" })).toHaveCount(0);
  expect(await violations(author)).toEqual([]);

  const approver = await deskOf(browser, people.dpo);
  await approver.getByRole("link", { name: "Change of OpenAI" }).click();
  await approver.getByRole("link", { name: "Read what customers" }).click();
  await expect(
    approver.getByText("until then “not stated by the publisher”, from then on “EU (Ireland)”"),
  ).toBeVisible();
  for (const [tab, sentence] of [
    ["Account: stays excluded", "stays excluded for you unless you agree to it"],
    ["Account: does not touch", "You are told all the same"],
    ["Subscribers", "A customer can object"],
    ["Public page", "Nobody outside sees this page before the notice has been given"],
  ] as const) {
    await approver.getByRole("link", { name: tab }).click();
    await expect(approver.getByText(sentence).first()).toBeVisible();
  }
  expect(await violations(approver)).toEqual([]);

  // The author moves on while the approver reads: what is approved must be what was read.
  await approver.goto(`/desk/subprocessors/changes/${id}`);
  await author.getByRole("link", { name: "Edit the draft" }).click();
  await author.getByLabel("Location").fill("EU (Frankfurt)");
  await author.getByRole("button", { name: "Save the draft" }).click();
  await expect(author.getByText("The draft is changed.")).toBeVisible();
  await approver.getByRole("button", { name: "Approve and give notice" }).click();
  await expect(approver.locator(".error-summary")).toContainText("Confirm that you have read the change");
  await approver.getByLabel(/I have read the change/).check();
  await approver.getByRole("button", { name: "Approve and give notice" }).click();
  await expect(approver.locator(".error-summary")).toContainText("has changed since you opened the page");
  await approver.goto(`/desk/subprocessors/changes/${id}`);
  await approver.getByLabel(/I have read the change/).check();
  await approver.getByRole("button", { name: "Approve and give notice" }).click();
  await expect(approver.getByText("The change is approved, and its notice is going out.")).toBeVisible();

  await untilNoticed(id);
  const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await visitor.goto(`/subprocessors/changes/${id}`);
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Change of OpenAI");
  await expect(visitor.getByText("Under notice").first()).toBeVisible();
  await expect(visitor.getByText(/(29|30) days left of 30/)).toBeVisible();
  await expect(visitor.getByRole("row", { name: /Location/ })).toContainText("EU (Frankfurt)");
  await expect(visitor.getByText("Customers asked for it.").first()).toBeVisible();
  expect(await violations(visitor)).toEqual([]);
  await visitor.getByRole("link", { name: "See the register as of that day" }).click();
  await expect(visitor.getByRole("row", { name: /^OpenAI/ }).first()).toContainText("EU (Frankfurt)");
  await visitor.goto("/subprocessors");
  await expect(visitor.getByRole("row", { name: /^OpenAI/ }).first()).not.toContainText("EU (Frankfurt)");
  await visitor.goto("/subprocessors/changes");
  await visitor.getByRole("link", { name: "Change of OpenAI" }).click();
  await visitor.goto("/nb/subprocessors/changes");
  await expect(visitor.getByRole("link", { name: "Endring av OpenAI" })).toBeVisible();
  expect(await violations(visitor)).toEqual([]);
  const listed = await (await fetch(`${baseUrl}/sitemap.xml`)).text();
  expect(listed).toContain(`/subprocessors/changes/${id}`);

  await author.goto(`/desk/subprocessors/changes/${id}`);
  await author.getByRole("link", { name: "Withdraw the change" }).click();
  await author.getByRole("button", { name: "Withdraw the change" }).click();
  await expect(author.locator(".error-summary")).toContainText("Enter the reason");
  await author.getByLabel("Reason").fill("The supplier <b>stays</b>\nwhere it is.");
  await author.getByRole("button", { name: "Withdraw the change" }).click();
  await expect(author.getByText("The change is withdrawn.")).toBeVisible();
  await expect(async () => {
    await visitor.goto(`/subprocessors/changes/${id}`);
    await expect(visitor.getByText("This change is withdrawn")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(visitor.getByText("The supplier <b>stays</b>")).toBeVisible();
  await expect(visitor.getByRole("link", { name: "Sign in to object" })).toHaveCount(0);
});

test("a draft and an approved change are nobody's page, and what is no id is none", async ({ browser }) => {
  const page = await (await contextOf(browser, people.trustManager)).newPage();
  const unseen = await query<{ id: string }>(
    `SELECT id::text AS id FROM "SubProcessorChange" WHERE state IN ('draft', 'approved')`,
  );
  expect(unseen.length).toBeGreaterThan(0);
  for (const { id } of [...unseen, { id: "not-an-id" }, { id: "00000000-0000-4000-8000-000000000000" }]) {
    const answer = await page.goto(`/subprocessors/changes/${id}`);
    expect(answer?.status(), id).toBe(404);
  }
  await page.goto("/subprocessors/changes?before=nonsense");
  await expect(page.getByRole("heading", { name: "Coming changes" })).toBeVisible();
});

test("the language keeps the day that is shown, and a day that is none says so however long it is", async ({
  page,
}) => {
  await page.goto("/subprocessors?as-of=2099-12-15&sort=name");
  await page.getByRole("link", { name: "Norsk" }).first().click();
  await expect(page).toHaveURL("/nb/subprocessors?sort=name&as-of=2099-12-15");
  await expect(page.getByText("Slik registeret vil være")).toBeVisible();
  await page.goto(`/subprocessors?as-of=2026-12-15${"9".repeat(3000)}`);
  await expect(page.getByText("The day you asked for is not a day of the calendar")).toBeVisible();
  expect((await fetch(`${baseUrl}/subprocessors.json?as-of=${"9".repeat(3000)}`)).status).toBe(400);
});

for (const { width, colorScheme } of [
  { width: 1440, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const)
  test(`at ${width}, ${colorScheme}, nothing scrolls sideways`, async ({ browser }) => {
    const page = await (await contextOf(browser, people.dpo)).newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const draft = await value(`SELECT id::text AS value FROM "SubProcessorChange" WHERE state = 'draft' LIMIT 1`);
    const change = `/desk/subprocessors/changes/${draft}`;
    for (const path of [
      ...["/subprocessors", "/subprocessors/changes", "/desk/subprocessors", "/desk/subprocessors/changes/new"],
      ...["/desk/subprocessors/changes/new?kind=amendment&of=openai", change],
      ...[`${change}/preview`, `${change}/preview?reader=public`, `${change}/withdrawal`, `/nb${change}`],
    ]) {
      await page.goto(path);
      expect.soft(await violations(page), path).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
