import { expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";

/** The default pack names two sub-processors; of both it says nothing about the location. */
test.use({ javaScriptEnabled: false });

const rowNames = async (page: Page) =>
  (await page.locator("table").first().getByRole("rowheader").allInnerTexts()).map((name) => name.trim());

test("the register says what the publisher says, and that it is silent on the rest", async ({ page }) => {
  await page.goto("/subprocessors");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sub-processors");
  expect(await rowNames(page)).toEqual(["Anthropic", "OpenAI"]);
  const table = page.locator("table").first();
  const heads = ["Name", "Role", "Purpose", "Data categories", "Location", "Transfer mechanism", "Certifications"];
  expect(await table.getByRole("columnheader").allInnerTexts()).toEqual([...heads, "Since"]);
  const cells = await table.getByRole("row").nth(1).getByRole("cell").allInnerTexts();
  expect(cells).toEqual([
    "Third-party LLM (Anthropic Claude)",
    "Called by the world-state synthesis layer, under contract with the customer-data-not-used-for-training clause",
    ...Array.from({ length: 5 }, () => "not stated by the publisher"),
  ]);
  const text = await page.locator("main").innerText();
  expect(text).toContain("docs/legal/privacy/subprocessors.md");
  expect(text).toContain("at least 30 days");
  expect(text).not.toMatch(/cloudflare|tailscale|okta|aws|snyk|vault/i);
});

test("the heads sort, say so, and can be turned round", async ({ page }) => {
  await page.goto("/subprocessors");
  const head = page.getByRole("columnheader", { name: "Role" });
  await expect(head).not.toHaveAttribute("aria-sort");
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  expect(await rowNames(page)).toEqual(["Anthropic", "OpenAI"]);
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  expect(await rowNames(page)).toEqual(["OpenAI", "Anthropic"]);
  await expect(page.locator("[aria-sort]")).toHaveCount(1);
});

test("the filter finds, keeps the order and what was typed, and lets go", async ({ page }) => {
  await page.goto("/subprocessors?sort=name&order=descending");
  await page.getByLabel("Words in any column").fill("OPENAI gpt");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/q=OPENAI\+gpt/);
  await expect(page).toHaveURL(/sort=name&order=descending/);
  expect(await rowNames(page)).toEqual(["OpenAI"]);
  await expect(page.getByLabel("Words in any column")).toHaveValue("OPENAI gpt");
  await expect(page.locator("caption").first()).toHaveText("1 of 2 sub-processors");
  await page.getByLabel("What is stated").selectOption({ label: "Role: not stated" });
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByText("Nothing in the register matches.")).toBeVisible();
  await page.getByRole("link", { name: "show all entries" }).click();
  expect(await rowNames(page)).toEqual(["Anthropic", "OpenAI"]);
});

test("what is typed is text, and what is not understood is left out", async ({ page }) => {
  const typed = `"><script>alert(1)</script>`;
  await page.goto(`/subprocessors?q=${encodeURIComponent(typed)}&sort=password&order=x&stated=none&location=&more=1`);
  await expect(page.getByLabel("Words in any column")).toHaveValue(typed);
  expect(await page.locator("main script").count()).toBe(0);
  await expect(page.locator("[aria-sort]")).toHaveCount(0);
});

test("each sub-processor has an address", async ({ page }) => {
  await page.goto("/subprocessors#openai");
  await expect(page.locator("#openai")).toHaveText("OpenAI");
});

test("in Norwegian the words are Norwegian, the publisher's stay English, and links stay in the language", async ({
  page,
}) => {
  await page.goto("/nb/subprocessors");
  await expect(page.locator("html")).toHaveAttribute("lang", "nb");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Underdatabehandlere");
  await expect(page.getByText("Third-party LLM (Anthropic Claude)")).toHaveAttribute("lang", "en");
  await page.getByRole("columnheader", { name: "Navn" }).getByRole("link").click();
  await expect(page).toHaveURL("/nb/subprocessors?sort=name");
  await page.getByLabel("Ord i en hvilken som helst kolonne").fill("openai");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page).toHaveURL(/\/nb\/subprocessors\?.*q=openai/);
  expect(await rowNames(page)).toEqual(["OpenAI"]);
});

/** A day in the address or the field, as a browser without scripts sends it; the register of the tests begins today. */
test("the register of another day says which day, keeps it, and leads back to today", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/subprocessors?sort=name");
  await page.getByLabel("Register as of").fill("2099-12-15");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page).toHaveURL(/as-of=2099-12-15/);
  const note = page.getByRole("note").filter({ hasText: "The day shown" });
  await expect(note).toContainText("As it will stand on 15 December 2099");
  await expect(note.locator("time")).toHaveAttribute("datetime", "2099-12-15");
  await expect(page.getByLabel("Register as of")).toHaveValue("2099-12-15");
  await page.getByRole("columnheader", { name: "Role" }).getByRole("link").click();
  await expect(page).toHaveURL("/subprocessors?sort=role&as-of=2099-12-15");
  const csv = await fetch(`${baseUrl}${await page.getByRole("link", { name: "CSV" }).first().getAttribute("href")}`);
  expect(csv.headers.get("content-disposition")).toContain("alphagen-sub-processors-2099-12-15.csv");
  const json = await fetch(`${baseUrl}/subprocessors.json?as-of=2099-12-15`);
  expect(await json.json()).toMatchObject({ asOf: "2099-12-15" });
  await note.getByRole("link").click();
  await expect(page).toHaveURL("/subprocessors?sort=role");
  await expect(note).toHaveCount(0);

  await page.goto("/subprocessors?as-of=2020-01-01");
  await expect(note).toContainText("what stood before is not recorded here");
  await expect(page.locator("caption").filter({ hasText: "sub-processor" })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  await page.goto("/nb/subprocessors?as-of=2027-02-29");
  await expect(page.getByText("Dagen du ba om, finnes ikke i kalenderen")).toBeVisible();
  expect(await rowNames(page)).toEqual(["Anthropic", "OpenAI"]);
  expect((await fetch(`${baseUrl}/subprocessors.json?as-of=2027-02-29`)).status).toBe(400);
});

test("as JSON and CSV it is the same register, for any origin, and not sent again unchanged", async () => {
  const json = await fetch(`${baseUrl}/subprocessors.json`);
  expect(json.headers.get("content-type")).toMatch(/^application\/json/);
  expect(json.headers.get("access-control-allow-origin")).toBe("*");
  const register = await json.json();
  expect(register).toMatchObject({ format: 1, publisher: { name: "AlphaGen" }, status: "final" });
  expect(register.subProcessors.map((entry: { name: string }) => entry.name)).toEqual(["Anthropic", "OpenAI"]);
  expect(register.asOf).toBeNull();
  expect(register.subProcessors[0]).toMatchObject({ id: "anthropic", location: null, since: null });
  const again = await fetch(`${baseUrl}/subprocessors.json`, {
    headers: { "if-none-match": json.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);

  const csv = await fetch(`${baseUrl}/subprocessors.csv`);
  expect(csv.headers.get("content-type")).toMatch(/^text\/csv; charset=utf-8/);
  expect(csv.headers.get("content-disposition")).toBe('attachment; filename="alphagen-sub-processors.csv"');
  expect(csv.headers.get("access-control-allow-origin")).toBe("*");
  const bytes = new Uint8Array(await csv.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes).split("\r\n")[1]).toMatch(
    /^"anthropic","Anthropic",.*,"","","","","","final",""$/,
  );
});

test.describe("for everybody", () => {
  test.use({ javaScriptEnabled: true });
  for (const { width, colorScheme } of [
    { width: 1440, colorScheme: "light" },
    { width: 390, colorScheme: "dark" },
  ] as const)
    test(`at ${width}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const path of ["/subprocessors", "/nb/subprocessors?sort=name", "/subprocessors?q=nothing-like-it"]) {
        await page.goto(path);
        expect.soft(await violations(page), path).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        await page.getByRole("columnheader").getByRole("link").first().focus();
        const box = await page.locator(":focus").boundingBox();
        expect.soft(box?.height, `${path}: a head that sorts has no room`).toBeGreaterThanOrEqual(24);
      }
    });
});
