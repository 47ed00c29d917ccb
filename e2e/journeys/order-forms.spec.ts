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
