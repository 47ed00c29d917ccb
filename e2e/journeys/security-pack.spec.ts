import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { linkIn, mailCount, nextMail } from "../support/mail";
import { contextOf, people } from "../support/sign-in";

const downloadIdPattern = /D-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
const folder = mkdtempSync(join(tmpdir(), "trust-centre-"));

/** Each page's text, for a PDF. */
function pageTexts(pdf: string): string[] {
  return execFileSync("mutool", ["draw", "-F", "text", pdf], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    .split("\f")
    .filter((text) => text.trim() !== "");
}

async function saveDownload(page: Page, press: () => Promise<void>): Promise<string> {
  const arriving = page.waitForEvent("download");
  await press();
  const download = await arriving;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

test("from a stranger's request to a signed agreement, a marked pack and its trace", async ({ browser }) => {
  const email = "łucja.signatory@brand-new-company.example";
  const stranger = await browser.newPage();
  const before = mailCount();
  await stranger.goto("/request-access");
  await stranger.getByLabel("Full name").fill("Łucja Żółć");
  await stranger.getByLabel("Work e-mail address").fill(email);
  await stranger.getByLabel("Company’s registered name").fill("Brand New Company sp. z o.o.");
  await stranger.getByRole("button", { name: "Request access" }).click();
  await expect(stranger.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await stranger.goto(linkIn(await nextMail(email, /Confirm your address/, before)));
  await stranger.getByRole("button", { name: "Confirm my address" }).click();
  await expect(stranger.getByRole("heading", { name: "Your request is in the queue" })).toBeVisible();

  const staff = await (await contextOf(browser, people.trustManager)).newPage();
  await staff.goto("/desk/requests");
  await staff.getByRole("link", { name: /Łucja Żółć/ }).click();
  await staff.getByLabel("Account", { exact: true }).selectOption("new");
  for (const role of ["Signatory", "Admin", "Reviewer"]) await staff.getByLabel(role, { exact: true }).check();
  await staff.getByRole("button", { name: "Approve and tell the person" }).click();
  await expect(staff.getByText("Approved").first()).toBeVisible();
  await nextMail(email, /You can now sign in/, before);

  const customer = await (await contextOf(browser, email)).newPage();
  await customer.goto("/portal/pack");
  await expect(customer.getByText("Architecture").first()).toBeVisible();
  await expect(customer.getByRole("button", { name: /Download/ })).toHaveCount(0);

  await customer.goto("/portal/nda");
  await expect(customer.getByText(/specimen/i).first()).toBeVisible();
  await customer.getByLabel("Your job title").fill("Prezes Zarządu");
  await customer.getByRole("button", { name: "Continue to signing" }).click();
  await expect(customer).toHaveURL(/\/portal\/nda\/signature\//);
  await customer.getByRole("button", { name: "Sign the agreement" }).click();
  await expect(customer.getByRole("alert").or(customer.locator(".error-summary")).first()).toBeVisible();
  for (const box of await customer.getByRole("checkbox").all()) await box.check();
  await customer.getByRole("button", { name: "Sign the agreement" }).click();
  await expect(customer.getByText("The agreement is signed")).toBeVisible();

  const record = await nextMail(email, /^Signed: confidentiality agreement/, before);
  const encoded = record.raw.match(/^JVBER[\w+/=\r\n]+/m)?.[0] ?? "";
  const sealed = join(folder, "record.pdf");
  writeFileSync(sealed, Buffer.from(encoded, "base64"));
  const verdict = execFileSync("pdfsig", ["-nocert", sealed], { encoding: "utf8" });
  expect(verdict).toContain("Signature is Valid");
  expect(verdict).toContain("Total document signed");
  expect(pageTexts(sealed).join(" ")).toContain("Łucja Żółć");

  await customer.goto("/portal/pack");
  const pdf = await saveDownload(customer, () =>
    customer
      .getByRole("button", { name: /^Download.*architecture/i })
      .first()
      .click(),
  );
  const pages = pageTexts(pdf);
  const id = pages[0]?.match(downloadIdPattern)?.[0] ?? "no id";
  for (const text of pages) {
    expect(text).toContain(id);
    expect(text).toContain("Łucja Żółć");
    expect(text).toContain("Brand New Company");
  }
  await expect(customer.getByText(/sent|saved|complete/i).first()).toBeVisible();

  const zip = await saveDownload(customer, () => customer.getByRole("button", { name: /^Download all/ }).click());
  const listing = execFileSync("unzip", ["-o", "-q", zip, "-d", join(folder, "pack")], { encoding: "utf8" });
  expect(listing).toBe("");
  const manifest = readFileSync(join(folder, "pack", "MANIFEST.txt"), "utf8");
  const sums = manifest.split("\n\n")[1]?.split("\n").slice(1).join("\n") ?? "";
  execFileSync("sha256sum", ["-c", "--strict", "-"], { cwd: join(folder, "pack"), input: `${sums}\n` });

  await staff.goto("/desk/documents/trace");
  await staff.getByLabel("Id of the copy").fill(id.toLowerCase());
  await staff.getByRole("button", { name: "Trace the copy" }).click();
  await expect(staff.getByText(email)).toBeVisible();

  await customer.goto("/portal/activity");
  await expect(customer.getByText("Copy traced by staff").first()).toBeVisible();
  await expect(customer.getByText("Agreement signed").first()).toBeVisible();
});

test("a colleague of a signed account is let in at once, acknowledges, and downloads", async ({ browser }) => {
  const email = "new.colleague@signed-customer.example";
  const page = await browser.newPage();
  const before = mailCount();
  await page.goto("/request-access");
  await page.getByLabel("Full name").fill("New Colleague");
  await page.getByLabel("Work e-mail address").fill(email);
  await page.getByLabel("Company’s registered name").fill("Demonstration Signed Customer Ltd");
  await page.getByRole("button", { name: "Request access" }).click();
  await page.goto(linkIn(await nextMail(email, /Confirm your address/, before)));
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await page.waitForURL("**/portal");

  await page.goto("/portal/pack");
  await expect(page.getByRole("button", { name: /Download/ })).toHaveCount(0);
  await page.goto("/portal/nda");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await page.waitForURL("**/portal/pack");
  await expect(page.getByRole("button", { name: /Download/ }).first()).toBeVisible();
});

test("the whole way works without JavaScript", async ({ browser }) => {
  const email = "no.script@signed-customer.example";
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const before = mailCount();
  await page.goto("/request-access");
  await page.getByLabel("Full name").fill("No Script");
  await page.getByLabel("Work e-mail address").fill("not an address");
  await page.getByRole("button", { name: "Request access" }).click();
  await expect(page.getByLabel("Full name")).toHaveValue("No Script");
  await expect(page.locator(".error-summary")).toContainText("e-mail");
  await page.getByLabel("Work e-mail address").fill(email);
  await page.getByLabel("Company’s registered name").fill("Demonstration Signed Customer Ltd");
  await page.getByRole("button", { name: "Request access" }).click();
  await page.goto(linkIn(await nextMail(email, /Confirm your address/, before)));
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await page.goto("/portal/nda");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page).toHaveURL(/\/portal\/pack$/);
  const path = await saveDownload(page, () => page.getByRole("button", { name: /^Download.*matrix/i }).click());
  expect(readFileSync(path).subarray(0, 5).toString()).toBe("%PDF-");
});

test("opening a mailed link signs nobody in, and a link works once", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const before = mailCount();
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill(people.unsignedReviewer);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  const link = linkIn(await nextMail(people.unsignedReviewer, /sign-in link/i, before));
  const answer = await page.goto(link);
  expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
  expect(await context.cookies()).toEqual([]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/portal");
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

  const other = await browser.newPage();
  await other.goto(link);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByText(/used already/)).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/$/);
  await page.goto("/portal");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an unknown address gets the same answer and no mail", async ({ page }) => {
  const before = mailCount();
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill("nobody@unknown-company.example");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill(people.revoked);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  // A known address asked for afterwards has its mail: so the two before it were dealt with and got none.
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill(people.auditor);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await nextMail(people.auditor, /sign-in link/i, before);
  expect(mailCount()).toBe(before + 1);
});
