/** An admin of a customer and an endpoint's whole life: refused addresses, the secret, a test, a pause, a new secret, the end. */
import { expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { value } from "../support/database";
import { contextOf, people } from "../support/sign-in";

const secretPattern = /whsec_[A-Za-z0-9+/]{43}=/;
const shownSecret = async (page: Page) => (await page.locator("main").innerText()).match(secretPattern)?.[0];

async function add(page: Page, address: string): Promise<void> {
  await page.getByLabel("Address").fill(address);
  await page.getByRole("button", { name: "Add the endpoint" }).click();
}

test("an endpoint is added after every refused address, tried, and its delivery sent again", async ({ browser }) => {
  // A job makes a delivery on the way.
  test.slow();
  const context = await contextOf(browser, people.signed);
  const page = await context.newPage();
  await page.goto("/portal");
  await page.getByRole("link", { name: "Webhooks", exact: true }).click();
  await expect(page.getByRole("row", { name: /hooks\.signed-customer\.example/ })).toContainText("Paused");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Add an endpoint" }).click();

  await page.getByLabel("Description").fill("Ticket system Ωμέγα");
  await page.getByLabel("Sub-processor change withdrawn").uncheck();
  for (const [address, sentence] of [
    ["http://hooks.signed-customer.example/", "has to start with https://"],
    ["https://0x7f000001/", "server’s name instead of its number"],
    ["https://localhost/", "belongs to a private network"],
    ["https://169.254.169.254/latest/meta-data/", "server’s name instead of its number"],
    ["https://hooks.signed-customer.example/trust-centre", "an endpoint of your company already"],
  ] as const) {
    await add(page, address);
    await expect(page.locator(".error-summary")).toContainText(sentence);
    await expect(page.getByLabel("Address")).toHaveValue(address);
    await expect(page.getByLabel("Description")).toHaveValue("Ticket system Ωμέγα");
    await expect(page.getByLabel("Sub-processor change withdrawn")).not.toBeChecked();
  }
  expect(await violations(page)).toEqual([]);

  await add(page, "https://journey.signed-customer.example/hook");
  await expect(page.getByText("Give its secret to your system now")).toBeVisible();
  const first = await shownSecret(page);
  expect(first).toBeDefined();
  await page.getByRole("link", { name: "Go to the endpoint" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("journey.signed-customer.example");
  expect(await shownSecret(page)).toBeUndefined();
  const here = page.url();

  await page.getByRole("button", { name: "Send a test event" }).click();
  await expect(page.getByText("A test event is on its way")).toBeVisible();
  await expect(async () => {
    await page.goto(here);
    await expect(page.getByRole("row", { name: /Test event/ })).toContainText("The name leads nowhere.", {
      timeout: 500,
    });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole("row", { name: /Test event/ })).toContainText("Failed");
  await page
    .getByRole("row", { name: /Test event/ })
    .getByRole("button", { name: /Send again/ })
    .click();
  await expect(page.getByText("The delivery is sent again, under the same id.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test("an endpoint is paused, changed, given a new secret and removed", async ({ browser }) => {
  test.slow();
  const context = await contextOf(browser, people.signed);
  const page = await context.newPage();
  await page.goto("/portal/webhooks/new");
  await page.getByLabel("Description").fill("Ticket system");
  await add(page, "https://ending.signed-customer.example/hook");
  await expect(page.getByText("Give its secret to your system now")).toBeVisible();
  const first = await shownSecret(page);
  await page.getByRole("link", { name: "Go to the endpoint" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ending.signed-customer.example");
  const here = page.url();

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("What happens meanwhile waits for it.")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("The endpoint is live.")).toBeVisible();

  await page.getByRole("link", { name: "Change description and events" }).click();
  await page.getByLabel("Description").fill("Other system");
  await page.getByRole("button", { name: "Save the changes" }).click();
  await expect(page.getByText("The changes are saved.")).toBeVisible();
  await expect(page.locator("main")).toContainText("Other system");

  await page.getByRole("link", { name: "Replace the secret" }).click();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  await expect(page.getByText("beside it for 24 hours")).toBeVisible();
  const second = await shownSecret(page);
  expect(second).toBeDefined();
  expect(second).not.toBe(first);
  await page.getByRole("link", { name: "Go to the endpoint" }).click();
  await expect(page.getByText("The one before it signs until")).toBeVisible();

  await page.getByRole("link", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove the endpoint" }).click();
  await expect(page.getByText("The endpoint is removed")).toBeVisible();
  expect((await page.goto(here))?.status()).toBe(404);
  await page.goto("/portal/activity");
  await expect(page.getByRole("row", { name: /Webhook endpoint removed/ })).toContainText(
    "ending.signed-customer.example",
  );
  await context.close();
});

test("works without scripts, in Norwegian and on a phone", async ({ browser }) => {
  const state = await (await contextOf(browser, people.unsigned)).storageState();
  const context = await browser.newContext({
    ...{ storageState: state, javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
  });
  const page = await context.newPage();
  await page.goto("/nb/portal/webhooks");
  await expect(page.getByText("Ingen endepunkter ennå")).toBeVisible();
  await page.getByRole("link", { name: "Legg til et endepunkt" }).click();
  await page.getByLabel("Adresse").fill("https://127.0.0.1/");
  await page.getByLabel("Beskrivelse").fill("Saksbehandling");
  await page.getByRole("button", { name: "Legg til endepunktet" }).click();
  await expect(page.locator(".error-summary")).toContainText("Oppgi navnet på serveren");
  await expect(page.getByLabel("Beskrivelse")).toHaveValue("Saksbehandling");
  await page.getByLabel("Adresse").fill("https://hooks.unsigned-customer.example/");
  await page.getByRole("button", { name: "Legg til endepunktet" }).click();
  expect(await shownSecret(page)).toBeDefined();
  await page.getByRole("link", { name: "Gå til endepunktet" }).click();
  expect(page.url()).toContain("/nb/portal/webhooks/");
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(seen ?? 0);
  await context.close();
});

test("a reviewer is not shown the way, and another account's admin finds nothing", async ({ browser }) => {
  const id = await value(
    `SELECT e.id::text AS value FROM "WebhookEndpoint" e JOIN "Account" a ON a.id = e."accountId" WHERE a."legalName" LIKE 'Demonstration Signed %' LIMIT 1`,
  );
  const reviewer = await (await contextOf(browser, people.unacknowledged)).newPage();
  await reviewer.goto("/portal");
  await expect(reviewer.getByRole("link", { name: "Webhooks" })).toHaveCount(0);
  const other = await contextOf(browser, people.unsigned);
  for (const rest of ["", "/change", "/secret", "/removal"])
    expect((await other.request.get(`${baseUrl}/portal/webhooks/${id}${rest}`, { maxRedirects: 0 })).status()).toBe(
      404,
    );
});
