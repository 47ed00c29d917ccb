import { type Browser, expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { value } from "../support/database";
import { demoChange } from "../support/notices";
import { contextOf, people } from "../support/sign-in";

const quiet = "Demonstration Quiet Customer Ltd";

async function pageOf(browser: Browser, email: string, address: string): Promise<Page> {
  const page = await (await contextOf(browser, email)).newPage();
  await page.goto(address);
  return page;
}

/** The notice of the demonstration's change. */
const demoNotice = async () =>
  value(`SELECT id::text AS value FROM "Notice" WHERE kind = 'change' AND "changeId" = $1`, [await demoChange()]);

test("an account that nobody could be told of is found, sent to and told", async ({ browser }) => {
  test.setTimeout(240_000);
  const noticeId = await demoNotice();
  const officer = await pageOf(browser, people.dpo, "/desk/notices");
  await expect(officer.getByRole("row", { name: new RegExp(quiet) }).first()).toContainText("Not told");
  expect(await violations(officer)).toEqual([]);
  await officer.getByRole("link", { name: quiet }).first().click();

  await expect(officer.getByText("No mail server holds a message for this account")).toBeVisible();
  await officer.getByLabel("E-mail address").fill("not an address");
  await officer.getByLabel("Name, if you know it").fill("Héloïse d’Argenteuil");
  await officer.getByRole("button", { name: "Send the notice" }).click();
  await expect(officer.locator(".error-summary")).toBeVisible();
  await expect(officer.getByLabel("E-mail address")).toHaveValue("not an address");
  await expect(officer.getByLabel("Name, if you know it")).toHaveValue("Héloïse d’Argenteuil");
  expect(await violations(officer)).toEqual([]);
  await officer.getByLabel("E-mail address").fill("privacy@quiet-customer.example");
  await officer.getByRole("button", { name: "Send the notice" }).click();
  await expect(officer.getByText("The notice is on its way to that recipient.")).toBeVisible();
  await expect(officer.getByText("p•••@quiet-customer.example")).toBeVisible();

  const given = () =>
    value(
      `SELECT coalesce(n."givenAt"::text, '') AS value FROM "AccountNotice" n JOIN "Account" a ON a.id = n."accountId"
       WHERE n."noticeId" = $1 AND a."legalName" = $2`,
      [noticeId, quiet],
    );
  await expect.poll(given, { timeout: 60_000 }).not.toBe("");
  await officer.reload();
  await expect(officer.getByText("No mail server holds a message")).toHaveCount(0);
  await expect(officer.getByRole("row", { name: /p•••@quiet-customer/ })).toContainText("Taken");
  await expect(officer.getByText("Demonstration Translation Ltd").first()).toBeVisible();
});

test("progress is told with scripts and without them, and in Norwegian", async ({ browser }) => {
  const noticeId = await demoNotice();
  const manager = await pageOf(browser, people.trustManager, `/desk/notices/${noticeId}`);
  await expect(manager.getByLabel("Accounts told")).toBeVisible();
  await expect(manager.getByText(/\d of \d told/)).toBeVisible();
  expect(await violations(manager)).toEqual([]);
  await manager.goto(`/nb/desk/notices/${noticeId}`);
  await expect(manager.getByText(/\d av \d varslet/)).toBeVisible();
  const answer = await manager.request.get(`/desk/notices/${noticeId}/progress?locale=nb`);
  expect(await answer.json()).toMatchObject({ rows: [{ label: "Kunder varslet" }, {}, {}] });

  const state = await (await contextOf(browser, people.auditor)).storageState();
  const plain = await (await browser.newContext({ javaScriptEnabled: false, storageState: state })).newPage();
  await plain.goto(`/desk/notices/${noticeId}`);
  await expect(plain.getByText(/\d of \d told/)).toBeVisible();
  await plain.getByRole("link", { name: /Demonstration Signed/ }).click();
  await expect(plain.getByRole("heading", { name: "Messages" })).toBeVisible();
  // Whoever only checks sees neither the text, which names order forms, nor anything to do.
  await expect(plain.getByRole("heading", { name: "The text as it was sent" })).toHaveCount(0);
  await expect(plain.getByRole("button", { name: "Send the notice" })).toHaveCount(0);
  await expect(plain.getByText("privacy-officer@")).toHaveCount(0);
});

test("delivery reports are not taken where no token is set", async () => {
  const answer = await fetch(`${baseUrl}/api/mail/bounces`, {
    method: "POST",
    headers: { "content-type": "message/rfc822", authorization: "Bearer x" },
    body: "Subject: Undelivered\n\n",
  });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain("set MAIL_BOUNCE_TOKEN");
  expect((await fetch(`${baseUrl}/api/mail/bounces`)).status).toBe(405);
});
