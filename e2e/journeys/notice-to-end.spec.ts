/** A change from its proposal to the day it takes effect, on a server of its own whose clock is set ahead as `npm run demo:time` does. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { smtpPort } from "../support/addresses";
import { violations } from "../support/axe";
import { untilEffective, untilNoticed } from "../support/notices";
import { newFolder, ownPort, ownUrl, ready, type Started, startOwn, stopOwn } from "../support/own-server";
import { downloadSealed, untilRecord } from "../support/records";
import { people, signIn } from "../support/sign-in";

let folder = "";
let server: Started | undefined;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = newFolder();
  server = startOwn(folder, { SMTP_URL: `smtp://127.0.0.1:${smtpPort}` });
  await ready(server);
});
test.afterAll(async () => {
  await stopOwn(server);
  rmSync(folder, { recursive: true, force: true });
});

/** A session ends while the clock is set ahead, so each step signs in. */
async function pageOf(browser: Browser, email: string, address: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: ownUrl })).newPage();
  await signIn(page, email);
  await page.goto(address);
  return page;
}

function setAhead(days: number): void {
  const env = { ...process.env, PORT: String(ownPort), DATA_DIR: folder };
  execFileSync(process.execPath, [".build/demo-time.mjs", `+${days}d`], { env });
}

const newcomer = "Nordlys Søk AS";

async function propose(browser: Browser): Promise<string> {
  const author = await pageOf(browser, people.trustManager, "/desk/subprocessors/changes/new?kind=addition");
  await author.getByLabel("Name", { exact: true }).fill(newcomer);
  await author.getByLabel("Location").fill("Norway (Tromsø)");
  await author.getByLabel("Why").fill("Search in Norwegian.");
  await author.getByLabel("Data-protection assessment").fill("Nothing leaves the EEA.");
  await author.getByLabel("Alternatives for those who object").fill("Search stays as it is.");
  await author.getByRole("button", { name: "Keep as a draft" }).click();
  await expect(author.getByText("The draft is kept.")).toBeVisible();
  const approver = await pageOf(browser, people.dpo, new URL(author.url()).pathname);
  await approver.getByLabel(/I have read the change/).check();
  await approver.getByRole("button", { name: "Approve and give notice" }).click();
  await expect(approver.getByText("The change is approved, and its notice is going out.")).toBeVisible();
  return /changes\/([0-9a-f-]{36})/.exec(approver.url())?.[1] ?? "none";
}

/** @returns the objection's address */
async function object(page: Page, { form, wanted, wish }: { form: string; wanted: string; wish: string }) {
  await page.goto("/portal/objections");
  const row = page.getByRole("row", { name: new RegExp(newcomer) });
  await row.getByRole("link", { name: "Object to this change" }).click();
  await page.getByLabel("Security of processing").check();
  await page.getByLabel("Explanation").fill("Hvem kan lese søkene våre?");
  await page.getByLabel(form).check();
  await page.getByLabel(wanted).check();
  await page.getByLabel("Describe what you ask for").fill(wish);
  await page.getByRole("button", { name: "Save and go on to files" }).click();
  await page.getByRole("button", { name: "File the objection" }).click();
  await expect(page.getByText("Your objection is filed and acknowledged.")).toBeVisible();
  return new URL(page.url()).pathname;
}

async function offer(dpo: Page, address: string): Promise<void> {
  await dpo.goto(address.replace("/portal/", "/desk/"));
  await dpo.getByLabel("Another measure").check();
  await dpo.getByLabel("In words that can stand as a promise").fill("Searches are kept for a day, then erased.");
  await dpo.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(dpo.getByText("The proposal is made")).toBeVisible();
}

test("one customer agrees, another does not, and the change comes for whom it may", async ({ browser }) => {
  test.setTimeout(600_000);
  const id = await propose(browser);
  await untilNoticed(id, folder);
  const agreeing = await pageOf(browser, people.privacy, "/portal");
  const agreed = await object(agreeing, {
    form: "DEMO-2026-021",
    wanted: "Another measure",
    wish: "Keep no searches.",
  });
  const staying = await pageOf(browser, people.unsignedPrivacy, "/portal");
  const unsettled = await object(staying, {
    ...{ form: "DEMO-2026-017", wanted: "Exclude the sub-processor", wish: "" },
  });

  // Five business days go by without an answer, and it is told.
  setAhead(8);
  const late = await pageOf(browser, people.dpo, "/desk/objections");
  await expect(late.getByRole("row", { name: new RegExp(newcomer) })).toHaveCount(2);
  await expect(late.getByRole("row", { name: new RegExp(newcomer) }).first()).toContainText("The day has passed");
  await offer(late, agreed);
  await offer(late, unsettled);
  await expect(late.getByRole("button", { name: "Close as unresolved" })).toHaveCount(0);

  const accepting = await pageOf(browser, people.privacy, agreed);
  await accepting.getByLabel("We accept this proposal").check();
  await accepting.getByRole("button", { name: "Accept the proposal" }).click();
  await expect(accepting.getByText("You accepted the proposal.")).toBeVisible();
  await late.goto(agreed.replace("/portal/", "/desk/"));
  await late.getByRole("link", { name: "Demonstration Signed Customer Ltd" }).click();
  await expect(late.getByRole("table", { name: "What was agreed in objections" })).toContainText(
    "Searches are kept for a day, then erased.",
  );
  expect(await violations(late)).toEqual([]);

  // The other customer lets its fourteen days go by.
  setAhead(15);
  const closing = await pageOf(browser, people.dpo, unsettled.replace("/portal/", "/desk/"));
  await closing.getByLabel("Why no agreement is possible").fill("They want no search at all.");
  await closing.getByRole("button", { name: "Close as unresolved" }).click();
  await expect(closing.getByText("The objection is closed as unresolved.")).toBeVisible();
  const told = await pageOf(browser, people.unsignedPrivacy, unsettled);
  await untilRecord(told, unsettled);
  const record = await downloadSealed(told, "Download the sealed record");
  expect(record.seal).toContain("Total document signed");
  for (const said of [newcomer, "DEMO-2026-017", "They want no search at all.", "terminated for convenience"])
    expect(record.text).toContain(said);
  await closing.reload();
  await closing.getByLabel("No, the customer stays without it").check();
  await closing.getByLabel("Why", { exact: true }).fill("They terminate the order form.");
  await closing.getByRole("button", { name: "Record the decision" }).click();
  await expect(closing.getByText("The decision is recorded.")).toBeVisible();

  setAhead(8);
  await untilEffective(id, folder);
  const visitor = await (await browser.newContext({ baseURL: ownUrl, javaScriptEnabled: false })).newPage();
  await visitor.goto("/subprocessors");
  await expect(visitor.getByRole("row", { name: new RegExp(`^${newcomer}`) }).first()).toContainText("Norway");
  const own = await pageOf(browser, people.privacy, "/portal/subprocessors");
  await expect(own.getByRole("row", { name: new RegExp(newcomer) })).toContainText("DEMO-2026-021");
  const without = await pageOf(browser, people.unsignedPrivacy, "/portal/subprocessors");
  await expect(without.getByRole("row", { name: new RegExp(newcomer) })).toContainText("stays without it");
  expect(await violations(without)).toEqual([]);
});
