/**
 * A restricted advisory on its way: staff show it to an account, a contact reads it and lets a program follow it, staff end
 * it, and the address is revoked. Nobody else finds it at any time.
 */
import { expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { contextOf, people } from "../support/sign-in";

const id = "AGSA-2026-K2V8RD";
const account = "Demonstration Signed Customer Ltd";

const read = async (address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(address, { headers });
  return { status: answer.status, tag: answer.headers.get("etag") ?? "", body: await answer.text() };
};
const statusOf = async (page: Page, path: string) => (await page.goto(path))?.status();

/** Makes a feed address as a contact does. @returns it, as it is shown this once */
async function makeFeed(page: Page): Promise<string> {
  await page.goto("/portal/advisories");
  await page.getByRole("link", { name: "Make or revoke a feed address" }).click();
  await page.getByRole("link", { name: "Make a feed address" }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Make a feed address" }).click();
  await expect(page.getByText("it is shown this once")).toBeVisible();
  const shown = (await page.locator("main").innerText()).match(/https?:\S+\/feeds\/advisories_[\w-]{43}\//)?.[0];
  expect(shown).toBeDefined();
  expect(await violations(page)).toEqual([]);
  return shown ?? "";
}

test("staff show an advisory, a contact and a program read it, and it ends for both", async ({ browser }) => {
  test.slow();
  const [desk, portal] = [
    await (await contextOf(browser, people.security)).newPage(),
    await (await contextOf(browser, people.signed)).newPage(),
  ];
  expect(await statusOf(portal, `/portal/advisories/${id}`)).toBe(404);

  await desk.goto("/desk");
  await expect(desk.getByText("A restricted advisory is shown to no account")).toBeVisible();
  await desk.getByRole("link", { name: "Choose accounts" }).click();
  expect(await violations(desk)).toEqual([]);
  await expect(desk.getByRole("row", { name: new RegExp(id) })).toContainText("No account: none is chosen");
  await expect(desk.getByRole("row", { name: /AGSA-2026-9H4TCX/ })).toContainText("Every signed account: 1 now");
  await desk
    .getByRole("row", { name: new RegExp(id) })
    .getByRole("link")
    .click();

  await desk.getByLabel("Part of the account’s name").fill("demonstration signed");
  await desk.getByRole("button", { name: "Find accounts" }).click();
  await desk.getByLabel(account).check();
  await desk.getByRole("button", { name: "Show it" }).click();
  await expect(desk.locator(".error-summary")).toContainText("Confirm that the account may be shown it.");
  expect(await violations(desk)).toEqual([]);
  await desk.getByLabel(/TLP:AMBER permits to show it/).check();
  await desk.getByRole("button", { name: "Show it" }).click();
  await expect(desk.getByText("The account is shown it from now on.")).toBeVisible();
  await expect(desk.getByRole("row", { name: account })).toContainText("Sees it");
  expect(await violations(desk)).toEqual([]);

  await portal.goto("/portal/advisories");
  await expect(portal.getByRole("row", { name: new RegExp(id) })).toContainText("TLP:AMBER");
  expect(await violations(portal)).toEqual([]);
  await portal
    .getByRole("row", { name: new RegExp(id) })
    .getByRole("link")
    .click();
  await expect(portal.getByText("What TLP:AMBER permits")).toBeVisible();
  expect(await violations(portal)).toEqual([]);
  // A colleague who has not acknowledged the agreement does not find it, nor does anybody at its public address.
  const unread = await (await contextOf(browser, people.unacknowledged)).newPage();
  expect(await statusOf(unread, `/portal/advisories/${id}`)).toBe(404);
  const outside = await (await browser.newContext()).newPage();
  expect(await statusOf(outside, `/advisories/${id}`)).toBe(404);

  const feed = await makeFeed(portal);
  expect(feed.startsWith(`${baseUrl}/feeds/`)).toBe(true);
  const first = await read(`${feed}rss.xml`);
  expect(first.body).toContain(id);
  expect((await read(`${feed}rss.xml`, { "If-None-Match": first.tag })).status).toBe(304);
  expect((await read(`${feed}csaf/csaf-feed-tlp-amber.json`)).body).toContain(id);
  await portal.getByRole("link", { name: "Back to your feeds" }).click();
  await expect(portal.getByRole("table", { name: /feed addresses/ })).not.toContainText("Never");
  expect(await violations(portal)).toEqual([]);
  expect(await portal.content()).not.toContain(feed.split("/").at(-2) ?? "");

  await desk.getByText(`End it for ${account}`).click();
  await desk.getByRole("button", { name: "End it now" }).click();
  await expect(desk.getByText("The account is shown it no longer.")).toBeVisible();
  await expect(desk.getByRole("row", { name: account })).toContainText("by Demo Security Lead");
  expect((await read(`${feed}rss.xml`)).body).not.toContain(id);
  expect(await statusOf(portal, `/portal/advisories/${id}`)).toBe(404);

  await portal.goto("/portal/advisories/feeds");
  await portal.getByText(/^Revoke the one made/).click();
  await portal.getByRole("button", { name: "Revoke it now" }).click();
  await expect(portal.getByText("It opens nothing any more.")).toBeVisible();
  expect((await read(`${feed}rss.xml`)).status).toBe(404);
  await portal.goto("/portal/activity");
  await expect(portal.getByText("Private feed address revoked").first()).toBeVisible();
  await expect(portal.getByText("Account no longer shown an advisory").first()).toBeVisible();
});

test("who has not signed is told how to, and of nothing that is restricted", async ({ browser }) => {
  const page = await (await contextOf(browser, people.unsigned)).newPage();
  await page.goto("/portal/advisories");
  await expect(page.getByText("More may open with the agreement.")).toBeVisible();
  expect(await page.content()).not.toMatch(/AGSA-2026-(9H4TCX|C5R1VJ|K2V8RD|P7M3XE)|TLP:(GREEN|AMBER)/);
  expect(await violations(page)).toEqual([]);
  await page.goto("/portal/advisories/feeds");
  await expect(page.getByText("Private feeds open with the agreement.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.goto("/portal/advisories/feeds/new");
  await page.getByRole("button", { name: "Make a feed address" }).click();
  await expect(page.locator(".error-summary")).toContainText("Sign or acknowledge it first.");
});
