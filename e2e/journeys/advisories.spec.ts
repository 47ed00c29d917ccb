/** Advisories as a visitor has them: filtered, read with their revisions, taken by machines, and followed in a feed. */
import { expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";

const revised = "/advisories/AGSA-2026-7F3K9Q";
const incident = "/advisories/AGSA-2026-2Q8MZW";

const textAt = async (path: string) => {
  const answer = await fetch(new URL(path, baseUrl));
  expect(answer.status, path).toBe(200);
  return answer.text();
};
const listed = (page: Page) => page.getByRole("main").getByRole("table").getByRole("link");

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the list is filtered, has an address for what was found, and says when nothing was", async ({ page }) => {
    await page.goto("/advisories");
    await expect(listed(page)).toHaveCount(2);
    await page.getByLabel("Kind").selectOption("Retrospective of an incident");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(/kind=retrospective/);
    await expect(page.getByLabel("Kind")).toHaveValue("retrospective");
    await expect(listed(page)).toHaveText(["Demonstration: sign-in was slow or failed for 47 minutes"]);
    await page.getByLabel("Severity").selectOption("Critical");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page.getByText("No advisory matches")).toBeVisible();
    await page.getByRole("link", { name: "Show all advisories" }).first().click();
    await expect(page).toHaveURL("/advisories");
    await expect(listed(page)).toHaveCount(2);
  });

  test("an advisory shows every revision and what changed between them", async ({ page }) => {
    await page.goto("/advisories?product=demonstration-workspace&year=2026");
    await listed(page).first().click();
    await expect(page).toHaveURL(revised);
    await expect(page.getByText("It tells of nothing that happened.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Demonstration: report export/);
    const revisions = page.locator("section", { has: page.getByRole("heading", { name: "Revisions", exact: true }) });
    await expect(revisions.getByRole("list").first().getByRole("listitem")).toHaveCount(2);
    await expect(revisions.getByRole("heading", { name: "From revision 1 to revision 2" })).toBeVisible();
    await expect(revisions.locator("ins").first()).toBeVisible();
    await expect(revisions.locator("del").first()).toBeVisible();
  });

  test("a retrospective tells its course, and whether customers were told in the time promised", async ({ page }) => {
    await page.goto(incident);
    await expect(page.getByText("Kept: told after 2 hours 21 minutes")).toBeVisible();
    await expect(page.getByText("Customers are told within 48 hours")).toBeVisible();
    await expect(page.getByRole("row", { name: /Rehearse sign-in with one site down Planned/ })).toBeVisible();
  });
});

test("the same stands for machines, marked as a demonstration", async ({ page }) => {
  await page.goto(revised);
  const href = async (name: string) => (await page.getByRole("link", { name, exact: true }).getAttribute("href")) ?? "";
  const csaf = await textAt(await href("CSAF 2.0"));
  expect(csaf).toContain(`"title": "Demonstration: report export`);
  expect(await textAt(await href("SHA-256"))).toMatch(/^[0-9a-f]{64} {2}agsa-2026-7f3k9q\.json\n$/);
  expect(await textAt(await href("OpenPGP"))).toContain("BEGIN PGP SIGNATURE");
  const osv = JSON.parse(await textAt(await href("OSV")));
  expect(osv).toMatchObject({ id: "x_AGSA-2026-7F3K9Q", database_specific: { demonstration: true } });
});

test("what is no public advisory is no page, whatever its reason", async () => {
  for (const id of ["AGSA-2026-9H4TCX", "AGSA-2026-C5R1VJ", "AGSA-2026-AAAAAA", "x", "..%2f..%2fpublisher"]) {
    const answer = await fetch(`${baseUrl}/advisories/${id}`);
    expect.soft(answer.status, id).toBe(404);
    expect.soft(await answer.text(), id).not.toMatch(/9H4TCX|C5R1VJ/);
  }
});

test.describe("feeds", () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, baseUrl), { headers });

  test("are found from the page, whole and as it is filtered", async ({ page }) => {
    for (const address of ["/advisories", revised]) {
      await page.goto(address);
      const links = page.locator('link[rel="alternate"][type*="rss"], link[rel="alternate"][type*="atom"]');
      await expect(links).toHaveCount(2);
      await expect(page.locator('link[type="application/feed+json"]')).toHaveAttribute(
        "href",
        `${baseUrl}/advisories/feed.json`,
      );
    }
    await page.goto("/advisories?severity=high&product=demonstration-workspace&year=2026");
    const link = page.getByRole("main").getByRole("link", { name: "RSS" });
    await expect(link).toHaveAttribute("href", "/advisories/rss.xml?severity=high&product=demonstration-workspace");
    await page.goto("/advisories?product=demonstration-preview");
    await expect(page.getByRole("main").getByRole("link", { name: "RSS" })).toHaveAttribute(
      "href",
      "/advisories/rss.xml",
    );
  });

  for (const path of ["/advisories/rss.xml", "/advisories/atom.xml", "/advisories/feed.json?severity=high"])
    test(`${path} is not sent again to whoever has it, by its tag or by its date`, async () => {
      const first = await ask(path);
      expect(first.status).toBe(200);
      expect(await first.text()).toContain("Demonstration: report export");
      const [tag, date] = [first.headers.get("etag") ?? "", first.headers.get("last-modified") ?? ""];
      expect((await ask(path, { "if-none-match": tag })).status).toBe(304);
      expect((await ask(path, { "if-modified-since": date })).status).toBe(304);
      expect((await ask(path, { "if-none-match": '"another"', "if-modified-since": date })).status).toBe(200);
      const before = new Date(Date.parse(date) - 1000).toUTCString();
      expect((await ask(path, { "if-modified-since": before })).status).toBe(200);
      expect(first.headers.get("cache-control")).toContain("public");
    });

  test("of a severity that nothing has are empty; of none there is, and of a product only restricted ones name, are none", async () => {
    expect(await textAt("/advisories/atom.xml?severity=critical")).not.toContain("<entry>");
    for (const query of ["severity=worst", "product=demonstration-preview", "product=nothing", "severity="])
      expect.soft((await ask(`/advisories/rss.xml?${query}`)).status, query).toBe(404);
  });

  test("are shown to people by a browser that opens them", async ({ page }) => {
    await page.goto("/advisories/rss.xml");
    const style = await page.evaluate(() => {
      const title = document.querySelector("item > title");
      return title === null ? null : getComputedStyle(title).display;
    });
    expect(style).toBe("block");
  });
});
