import { type Browser, expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { mailCount, nextMail } from "../support/mail";
import { demoChange } from "../support/notices";
import { downloadSealed, untilRecord } from "../support/records";
import { contextOf, people } from "../support/sign-in";

const change = "Demonstration Translation Ltd (translation.example)";
const fileName = "تقييم żółć.txt";

async function pageOf(browser: Browser, email: string, address: string): Promise<Page> {
  const page = await (await contextOf(browser, email)).newPage();
  await page.goto(address);
  return page;
}

/** The customer's side works without scripts. */
async function withoutScripts(browser: Browser, email: string): Promise<Page> {
  const storageState = await (await contextOf(browser, email)).storageState();
  return (await browser.newContext({ storageState, javaScriptEnabled: false })).newPage();
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await demoChange();
});

const problems = (page: Page) => page.locator(".error-summary");
const referenceOn = async (page: Page) =>
  /OB-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.locator("h1").innerText())?.[0] ?? "";

/** On the narrowest phone (WCAG 2.2 §1.4.10), where the heading breaks before the reference and nothing leaves the page. */
async function expectOneLine(page: Page, reference: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 320, height: 700 });
  const name = page.locator("h1").getByText(reference, { exact: true });
  expect(await name.evaluate((element) => element.getClientRects().length)).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.setViewportSize(before);
}

test("from a draft, with a file, over a declined proposal, to what was agreed", async ({ browser }) => {
  test.setTimeout(240_000);
  const before = mailCount();
  const page = await withoutScripts(browser, people.unsignedPrivacy);
  await page.goto("/portal/objections");
  await page.getByRole("link", { name: `Go on with ${change}` }).click();
  await expect(page.getByLabel("Transfer to a third country")).toBeChecked();
  await page.getByLabel("Explanation").fill("Nie mamy\nżadnych gwarancji.");
  await page.getByRole("button", { name: "Save and go on to files" }).click();
  await expect(problems(page)).toContainText("Choose what would help.");
  await expect(page.getByLabel("Explanation")).toHaveValue("Nie mamy\nżadnych gwarancji.");
  await page.getByLabel("Keep the data in a region").check();
  await page.getByLabel("Describe what you ask for").fill("EU only.");
  await page.getByRole("button", { name: "Save and go on to files" }).click();
  await expect(problems(page)).toContainText("Choose the order forms that are affected.");
  await page.getByLabel("DEMO-2026-017").check();
  await page.getByRole("button", { name: "Save and go on to files" }).click();

  await expect(page.getByRole("heading", { name: "Check and file", level: 1 })).toBeVisible();
  await expect(page.getByText("żadnych gwarancji.")).toBeVisible();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(problems(page)).toContainText("Choose a file.");
  for (const name of ["mistake.txt", fileName]) {
    await page.getByLabel("Add files").setInputFiles([{ name, mimeType: "text/plain", buffer: Buffer.from(name) }]);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("The files are added.")).toBeVisible();
  }
  await page.getByRole("button", { name: "Remove mistake.txt" }).click();
  await expect(page.getByText("The file is removed.")).toBeVisible();
  await expect(page.getByRole("row", { name: /mistake/ })).toHaveCount(0);
  await page.getByRole("button", { name: "File the objection" }).click();

  await expect(page.getByText("Your objection is filed and acknowledged.")).toBeVisible();
  const reference = await referenceOn(page);
  await expectOneLine(page, reference);
  const address = new URL(page.url()).pathname;
  await expect(page.getByRole("definition").filter({ hasText: "On hold" })).toBeVisible();
  const letter = await nextMail(people.unsignedPrivacy, /acknowledged/, before);
  expect(letter.subject).toContain(reference);
  expect(letter.text).toContain(`${baseUrl}${address}`);

  // Another account sees neither the page nor that there is one; a colleague without the role reads along.
  const other = await pageOf(browser, people.privacy, "/portal/objections");
  await expect(other.locator("main")).not.toContainText(reference);
  expect((await other.goto(address))?.status()).toBe(404);
  const colleague = await pageOf(browser, people.unsignedReviewer, address);
  await expect(colleague.getByText(fileName)).toBeVisible();
  await expect(colleague.getByRole("button", { name: "Send" })).toHaveCount(0);
  expect(await violations(colleague)).toEqual([]);

  const dpo = await pageOf(browser, people.dpo, "/desk/objections");
  await dpo.getByRole("link", { name: reference }).click();
  await dpo.getByRole("textbox", { name: "Message" }).fill("We look into it.");
  await dpo.getByRole("button", { name: "Send" }).click();
  await expect(dpo.getByText("The message is sent.")).toBeVisible();
  const propose = async (mitigation: string, what: string) => {
    await dpo.getByLabel(mitigation).check();
    await dpo.getByLabel("In words that can stand as a promise").fill(what);
    await dpo.getByRole("button", { name: "Propose", exact: true }).click();
    await expect(dpo.getByText("The proposal is made")).toBeVisible();
  };
  await propose("Another measure", "A log of each translation, from 2027.");
  expect(await violations(dpo)).toEqual([]);

  await page.goto(address);
  await expect(page.getByText("We look into it.")).toBeVisible();
  await page.getByRole("button", { name: "Decline the proposal" }).click();
  await expect(problems(page)).toContainText("Say why the proposal is not enough.");
  await page.getByLabel("Why it is not enough").fill("2027 is too late.");
  await page.getByRole("button", { name: "Decline the proposal" }).click();
  await expect(page.getByText("You declined the proposal.")).toBeVisible();

  // Not loaded again: its address says what was done last, and so would the page, before it is done once more.
  await dpo.goto(new URL(dpo.url()).pathname);
  await expect(dpo.getByText("2027 is too late.")).toBeVisible();
  await propose("Keep the data in a region", "Your messages are translated in Ireland alone.");
  await page.goto(address);
  await page.getByRole("button", { name: "Accept the proposal" }).click();
  await expect(problems(page)).toContainText("Tick that you accept the proposal.");
  await page.getByLabel("We accept this proposal").check();
  await page.getByRole("button", { name: "Accept the proposal" }).click();
  await expect(page.getByText("You accepted the proposal.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Agreed with your company" })).toBeVisible();
  await expect(page.getByText("Comes into force in its own time")).toBeVisible();

  await dpo.reload();
  await dpo.getByRole("link", { name: "Demonstration Unsigned Customer GmbH" }).click();
  await expect(dpo.getByRole("row", { name: new RegExp(reference) })).toContainText("translated in Ireland alone");
});

test("an objection that stays unresolved gives a sealed record to both sides, and leaves the decision to staff", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const before = mailCount();
  const page = await pageOf(browser, people.unsignedPrivacy, "/portal/objections");
  const row = page.getByRole("row", { name: /Demonstration Translation/ });
  await row.getByRole("link", { name: "Object to this change" }).click();
  await page.getByLabel("Security of processing").check();
  await page.getByLabel("Explanation").fill("It keeps no logs.");
  await page.getByLabel("DEMO-2026-017").check();
  await page.getByLabel("Exclude the sub-processor").check();
  await page.getByRole("button", { name: "Save and go on later" }).click();
  await expect(page.getByText("Saved. You find it under your drafts.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: `Go on with ${change}` }).click();
  await page.getByRole("button", { name: "Save and go on to files" }).click();
  await expect(page.getByRole("heading", { name: "Check and file", level: 1 })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "File the objection" }).click();
  await expect(page.getByText("Your objection is filed and acknowledged.")).toBeVisible();
  const reference = await referenceOn(page);
  const address = new URL(page.url()).pathname;
  expect(await violations(page)).toEqual([]);

  const dpo = await pageOf(browser, people.dpo, "/desk/objections");
  await dpo.getByRole("link", { name: reference }).click();
  await expect(dpo.getByText("may be terminated for convenience under the Master Agreement")).toBeVisible();
  await dpo.getByLabel("Why no agreement is possible").fill("No other supplier translates as well.");
  await dpo.getByRole("button", { name: "Close as unresolved" }).click();
  await expect(dpo.getByText("The objection is closed as unresolved.")).toBeVisible();
  for (const to of [people.unsignedPrivacy, people.dpo])
    expect((await nextMail(to, new RegExp(`${reference}: .*unresolved`), before)).raw).toContain(
      "unresolved-objection.pdf",
    );

  await untilRecord(page, address);
  const record = await downloadSealed(page, "Download the sealed record");
  expect(record.name).toBe(`Unresolved objection ${reference}.pdf`);
  expect(record.seal).toContain("Total document signed");
  for (const said of [
    reference,
    "DEMO-2026-017",
    "No other supplier translates as well.",
    "terminated for convenience",
  ])
    expect(record.text).toContain(said);
  const other = await contextOf(browser, people.privacy);
  expect((await other.request.get(`${address}/record`)).status()).toBe(404);

  await dpo.reload();
  await dpo.getByLabel("No, the customer stays without it").check();
  await dpo.getByLabel("Why", { exact: true }).fill("They terminate the order form.");
  await dpo.getByRole("button", { name: "Record the decision" }).click();
  await expect(dpo.getByText("The decision is recorded.")).toBeVisible();
  await page.goto(address);
  await expect(page.getByText("Stays without it")).toBeVisible();
});
