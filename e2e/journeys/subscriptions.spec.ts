import { expect, test } from "@playwright/test";
import { violations } from "../support/axe";
import { sendForm } from "../support/forms";
import { linkIn, mailCount, nextMail } from "../support/mail";
import { contextOf, people } from "../support/sign-in";

test("subscribing without JavaScript: refused, confirmed, asked again, changed and ended in one click", async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const email = `reader-${Date.now()}@reader.example`;
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto("/subscribe");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Tell me from this severity on").selectOption("high");
  await sendForm(page, "Subscribe", page.locator(".error-summary", { hasText: "Choose at least one topic." }));
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await expect(page.getByLabel("Tell me from this severity on")).toHaveValue("high");
  await page.getByLabel("Sub-processors", { exact: true }).check();
  let before = mailCount();
  await sendForm(page, "Subscribe", page.getByRole("heading", { name: "Look in your mailbox" }));

  const confirmation = await nextMail(email, /Confirm your subscription/, before);
  const link = linkIn(confirmation);
  const opened = await page.goto(link);
  expect(opened?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(page.getByText(email)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Confirm the subscription" }).click();
  await expect(page.getByRole("heading", { name: "You are subscribed" })).toBeVisible();
  await page.goto(link);
  await page.getByRole("button", { name: "Confirm the subscription" }).click();
  await expect(page.locator(".error-summary")).toContainText("This link was used already");

  before = mailCount();
  await page.goto("/nb/subscribe");
  await page.getByLabel("E-postadresse").fill(email.toUpperCase());
  await page.getByLabel("Dokumenter").check();
  await sendForm(page, "Abonner", page.getByRole("heading", { name: "Se i innboksen din" }));
  const known = await nextMail(email, /Abonnementet ditt/, before);
  const manage = linkIn(known);
  const shown = await page.goto(manage);
  expect(shown?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(page.getByRole("heading", { name: "Abonnementet ditt" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Velg emner" }).click();
  await expect(page.getByLabel("Underdatabehandlere", { exact: true })).toBeChecked();
  await page.getByLabel("Underdatabehandlere", { exact: true }).uncheck();
  await page.getByRole("button", { name: "Lagre valget" }).click();
  await expect(page.locator(".error-summary")).toContainText("Velg minst ett emne.");
  await page.getByLabel("Kvartalsrapporter").check();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Lagre valget" }).click();
  await expect(page.getByText("Du hører nå om: Kvartalsrapporter.")).toBeVisible();

  const oneClick = () => request.post(manage, { form: { "List-Unsubscribe": "One-Click" }, maxRedirects: 0 });
  for (const answer of [await oneClick(), await oneClick()]) {
    expect(answer.status()).toBe(200);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    expect(await answer.text()).toContain("Abonnementet er avsluttet");
  }
  await page.goto(manage);
  await page.getByRole("button", { name: "Velg emner" }).click();
  await expect(page.getByText("Denne lenken hører ikke (lenger) til noe abonnement")).toBeVisible();
  await page.goto(manage);
  await page.getByRole("button", { name: "Avslutt abonnementet" }).click();
  await expect(page.getByRole("heading", { name: "Abonnementet er avsluttet" })).toBeVisible();
});

test("a contact chooses in the portal, at once and without a mail", async ({ browser }) => {
  const page = await (await contextOf(browser, people.signed)).newPage();
  await page.goto("/portal/notices");
  await page.getByLabel("Quarterly reports").check();
  await page.getByRole("button", { name: "Save the choice" }).click();
  await expect(page.getByText("Your choice is kept.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Quarterly reports")).toBeChecked();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Quarterly reports").uncheck();
  await page.getByRole("button", { name: "Save the choice" }).click();
  await expect(page.getByText("You get no news by e-mail any more")).toBeVisible();
});

test("changes can be followed: found from the pages, read again only when something is new", async ({
  page,
  request,
}) => {
  await page.goto("/subprocessors");
  const links = await page
    .locator('link[rel="alternate"][type]')
    .evaluateAll((all) => all.map((each) => [each.getAttribute("type"), each.getAttribute("href")]));
  expect(links).toEqual([
    ["application/rss+xml", expect.stringMatching(/\/subprocessors\/rss\.xml$/)],
    ["application/atom+xml", expect.stringMatching(/\/subprocessors\/atom\.xml$/)],
    ["application/feed+json", expect.stringMatching(/\/subprocessors\/feed\.json$/)],
  ]);
  for (const [path, type] of [
    ["/subprocessors/rss.xml", "application/rss+xml; charset=utf-8"],
    ["/subprocessors/atom.xml", "application/atom+xml; charset=utf-8"],
    ["/subprocessors/feed.json", "application/feed+json; charset=utf-8"],
    ["/subprocessors/changes.ics", "text/calendar; charset=utf-8; method=PUBLISH"],
  ] as const) {
    const first = await request.get(path);
    expect([first.status(), first.headers()["content-type"]]).toEqual([200, type]);
    expect(await first.text()).toContain("Demonstration");
    const { etag = "", "last-modified": modified = "" } = first.headers();
    for (const [name, value] of Object.entries({ "If-None-Match": etag, "If-Modified-Since": modified }))
      expect((await request.get(path, { headers: { [name]: value } })).status()).toBe(304);
    expect((await request.get(path, { headers: { "If-None-Match": '"x"' } })).status()).toBe(200);
  }
});
