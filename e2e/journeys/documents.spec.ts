/** The two content pages as documents: read, compared, taken as files, in both languages, with and without scripts. */
import { expect, test } from "@playwright/test";

for (const name of ["trust", "toms"]) {
  test.describe(`/${name}`, () => {
    test("its contents follow the reader", async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`/${name}`);
      const current = page.locator("aside .section-nav [aria-current]");
      await page.locator("#encryption").evaluate((heading) => heading.scrollIntoView());
      await expect(current).toHaveAttribute("href", "#encryption");
      await page.evaluate(() => scrollTo(0, 0));
      await expect(current).toHaveCount(0);
      await page.locator("aside .section-nav a[href='#document-control']").click();
      await expect(current).toHaveAttribute("href", "#document-control");
    });

    test("is whole without scripts: version, dates, history, other forms and links to the other page", async ({
      browser,
    }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(`/${name}`);
      const facts = page.locator(".document-meta");
      for (const term of ["Version", "Effective", "Next review", "Owner", "What changed last"])
        await expect(facts.getByText(term, { exact: true })).toBeVisible();
      const other = name === "trust" ? "/toms#" : "/trust#";
      const links = await page
        .locator(`.prose a[href^="${other}"]`)
        .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
      expect(links.length).toBeGreaterThan(5);
      await facts.getByRole("link", { name: "One version" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Document history");
      await expect(page.getByText("This document has one version")).toBeVisible();
      await context.close();
    });

    test("links across the two pages lead to sections that are there", async ({ page, request }) => {
      await page.goto(`/${name}`);
      const links = await page
        .locator(".prose a[href*='#']")
        .evaluateAll((found) => [...new Set(found.map((link) => link.getAttribute("href") ?? ""))]);
      const pages = new Map<string, string>();
      for (const link of links) {
        const [path = "", id = ""] = link.split("#");
        const address = path === "" ? `/${name}` : path;
        const html = pages.get(address) ?? (await (await request.get(address)).text());
        pages.set(address, html);
        expect(html, link).toContain(`id="${id}"`);
      }
    });

    test("is there as PDF and as Markdown, each naming the page as its canonical form", async ({ request }) => {
      const pdf = await request.get(`/${name}.pdf`);
      expect(pdf.headers()["content-type"]).toBe("application/pdf");
      expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
      const markdown = await request.get(`/${name}.md`);
      expect(markdown.headers()["content-type"]).toBe("text/markdown; charset=utf-8");
      expect(await markdown.text()).toMatch(/^---\ntitle: /);
      for (const file of [pdf, markdown]) expect(file.headers().link).toMatch(`/${name}>; rel="canonical"`);
      const again = await request.get(`/${name}.pdf`, { headers: { "If-None-Match": pdf.headers().etag ?? "" } });
      expect(again.status()).toBe(304);
    });

    test("in Norwegian its words are Norwegian and its text says that it is English", async ({ page }) => {
      await page.goto(`/nb/${name}`);
      await expect(page.locator("html")).toHaveAttribute("lang", "nb");
      await expect(page.locator(".prose")).toHaveAttribute("lang", "en");
      await expect(page.locator(".document-meta").getByText("Dokumenthistorikk")).toBeVisible();
      const inside = await page
        .locator(".prose a[href^='/']")
        .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
      for (const link of inside) expect(link).toMatch(/^\/(nb\/|\.well-known\/)/);
    });
  });
}

test("a version that is not there, one given twice and a very long one are answered with words", async ({
  request,
}) => {
  for (const query of ["from=9.9.9&to=1.0.0", "from=a&from=b", `from=${"9".repeat(5000)}`, "from=%3Cscript%3E"]) {
    const answer = await request.get(`/trust/history?${query}`);
    expect(answer.status()).toBe(200);
    expect(await answer.text()).not.toContain("<script>alert");
  }
});
