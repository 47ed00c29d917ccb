/** The order forms of an account: kept by hand at the desk, and imported from a file without any script. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { value } from "../support/database";
import { contextOf, people } from "../support/sign-in";

const accountPath = () =>
  value(
    `SELECT '/desk/accounts/' || id AS value FROM "Account" WHERE "legalName" = 'Demonstration Unsigned Customer GmbH'`,
  );

const deskPage = async (browser: Browser, who: string): Promise<Page> => (await contextOf(browser, who)).newPage();

const headings = "account;reference;regions;services;approved_sub_processors;notice_contacts";
const fileOf = (...rows: string[]) => ({
  name: "orders.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`\uFEFF${[headings, ...rows].join("\r\n")}\r\n`),
});

async function check(page: Page, file: ReturnType<typeof fileOf>): Promise<void> {
  await page.getByLabel("CSV file").setInputFiles(file);
  await page.getByRole("button", { name: "Check the file" }).click();
}

test("an order form is added, refused without losing a word, changed and ended", async ({ browser }) => {
  const page = await deskPage(browser, people.trustManager);
  await page.goto(await accountPath());
  await page.getByRole("link", { name: "Add an order form" }).click();
  await page.getByLabel("EU", { exact: true }).check();
  await page.getByLabel("Services").fill("Søk\nStøtte");
  await page.getByLabel("Only approved sub-processors may be used").check();
  await page.getByLabel("E-mail address 1").fill("nobody");
  await page.getByLabel("Name 1").fill("Łukasz Żółć");
  await page.getByRole("button", { name: "Add the order form" }).click();
  const problems = page.getByRole("alert");
  await expect(problems.getByRole("link")).toHaveText([/Enter the reference/, /correct format/]);
  await expect(page.getByLabel("Services")).toHaveValue("Søk\nStøtte");
  await expect(page.getByLabel("EU", { exact: true })).toBeChecked();
  await expect(page.getByLabel("Only approved sub-processors may be used")).toBeChecked();
  await expect(page.getByLabel("Name 1")).toHaveValue("Łukasz Żółć");

  await page.getByLabel("Reference").fill("DEMO-2026-030");
  await page.getByLabel("E-mail address 1").fill("lukasz@unsigned-customer.example");
  await page.getByRole("button", { name: "Add the order form" }).click();
  await expect(problems.getByRole("link")).toHaveText([/at least one approved sub-processor/]);
  await page.getByLabel("Anthropic").check();
  await page.getByRole("button", { name: "Add the order form" }).click();
  await expect(page.getByText("The order form was added.")).toBeVisible();
  await expect(page.getByText("Łukasz Żółć, lukasz@unsigned-customer.example")).toBeVisible();

  await page.getByRole("link", { name: "Change the order form" }).click();
  await page.getByLabel("UK", { exact: true }).check();
  await page.getByRole("button", { name: "Save the changes" }).click();
  await expect(page.getByText("The order form was changed.")).toBeVisible();
  await expect(page.getByText("UK, EU")).toBeVisible();

  await page.getByRole("link", { name: "End the order form" }).click();
  await expect(page.getByText("It cannot be opened again")).toBeVisible();
  await page.getByRole("button", { name: "End it now" }).click();
  await expect(page.getByText("The order form was ended.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Change the order form" })).toHaveCount(0);
  await page.goto(await accountPath());
  await expect(page.getByRole("row", { name: /DEMO-2026-030/ })).toContainText("Ended");
});

test("the data protection officer reads it with masked addresses, and changes nothing", async ({ browser }) => {
  const page = await deskPage(browser, people.dpo);
  await page.goto(await accountPath());
  await expect(page.getByRole("row", { name: /DEMO-2026-017/ })).toContainText("d•••@unsigned-customer.example");
  await expect(page.getByRole("link", { name: "Add an order form" })).toHaveCount(0);
  await page.goto("/desk/accounts");
  await expect(page.getByRole("link", { name: "Import order forms" })).toHaveCount(0);
});

test("a file is checked, mended, confirmed and written, without any script", async ({ browser }) => {
  const signedIn = await contextOf(browser, people.trustManager);
  const context = await browser.newContext({
    storageState: await signedIn.storageState(),
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await page.goto("/desk/accounts");
  await page.getByRole("link", { name: "Import order forms" }).click();
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveText("Choose a CSV file.");

  await check(
    page,
    fileOf(
      "Nobody Ltd;DEMO-1;Mars;;;nobody",
      'Demonstration Unsigned Customer GmbH;DEMO-2;EU;"Søk\nStøtte";amazon;',
      "Demonstration Unsigned Customer GmbH;DEMO-2;EU;;;=1+1",
    ),
  );
  await expect(page.getByText("6 problems: nothing can be imported yet")).toBeVisible();
  const table = page.getByRole("table", { name: "Problems of the file" });
  await expect(table.getByRole("row", { name: /^2 / })).toHaveCount(3);
  await expect(table.getByRole("row", { name: /^3 / })).toContainText("Choose from: anthropic; openai.");
  await expect(table.getByRole("row", { name: /^5 / })).toHaveCount(2);
  await expect(page.getByRole("button", { name: /^Import/ })).toHaveCount(0);

  await check(
    page,
    fileOf(
      'unsigned-customer.example;DEMO-2026-040;EU|UK;"Søk\nStøtte";openai;Kari <kari@unsigned-customer.example>',
      "Demonstration Unsigned Customer GmbH;DEMO-2026-017;UK;Demonstration service;;datenschutz@unsigned-customer.example",
      "Demonstration Signed Customer Ltd;DEMO-2026-021;US;Demonstration service;;",
    ),
  );
  await expect(page.getByRole("row", { name: /DEMO-2026-040/ })).toContainText("Is added");
  await expect(page.getByRole("row", { name: /DEMO-2026-017/ })).toContainText("Regions: EU → UK");
  await expect(page.getByRole("row", { name: /DEMO-2026-021/ })).toContainText("Stays as it is");
  const address = page.url();
  await page.getByRole("button", { name: "Import 2 order forms" }).click();
  await expect(page.getByRole("heading", { name: "The order forms were imported" })).toBeVisible();
  expect(page.url()).toBe(address);
  await page.goto(await accountPath());
  await expect(page.getByRole("row", { name: /DEMO-2026-040/ })).toContainText("Kari, kari@unsigned-customer.example");
  await expect(page.getByRole("row", { name: /DEMO-2026-017/ })).toContainText("UK");
  await context.close();
});

test("what changed between the look and the confirmation is shown, not overwritten", async ({ browser }) => {
  const page = await deskPage(browser, people.trustManager);
  await page.goto("/desk/accounts/import");
  await check(page, fileOf("Demonstration Signed Customer Ltd;DEMO-2026-021;UK;Imported;;"));
  await expect(page.getByRole("row", { name: /DEMO-2026-021/ })).toContainText("Regions: US → UK");

  const other = await deskPage(browser, people.trustManager);
  const path = await value(
    `SELECT '/desk/accounts/' || "accountId" || '/order-forms/' || id AS value FROM "OrderForm" WHERE reference = 'DEMO-2026-021'`,
  );
  await other.goto(`${path}/change`);
  await other.getByLabel("EU", { exact: true }).check();
  await other.getByRole("button", { name: "Save the changes" }).click();
  await expect(other.getByText("The order form was changed.")).toBeVisible();

  await page.getByRole("button", { name: "Import one order form" }).click();
  await expect(page.getByText(/have changed since the file was checked/)).toBeVisible();
  await expect(page.getByRole("row", { name: /DEMO-2026-021/ })).toContainText("Regions: EU, US → UK");
  await page.getByRole("button", { name: "Discard the file" }).click();
  await expect(page.getByText("The file was discarded. Nothing was written.")).toBeVisible();
  await other.goto(path);
  await expect(other.getByText("EU, US")).toBeVisible();
});
