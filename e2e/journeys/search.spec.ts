/** Finding something: on the search page without JavaScript, and from the keyboard on any page. */
import { expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Search this trust centre" });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a word leads to the section that holds it", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation").getByRole("link", { name: "Search" }).first().click();
    await page.getByLabel("Search this trust centre").fill("encryption");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByText(/sections found for “encryption”/)).toBeVisible();
    const first = page.locator(".search-results a").first();
    await expect(first).toHaveAttribute("href", /^\/(trust|toms)#/);
    await first.click();
    await expect(page.locator(":target")).toBeVisible();
  });

  test("nothing found, and nothing asked, each say what to do next", async ({ page }) => {
    await page.goto("/search?q=zzzzqqqq");
    await expect(page.getByRole("heading", { name: "Nothing found for “zzzzqqqq”" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: "Trust & Security" })).toBeVisible();
    await page.goto("/search");
    await expect(page.getByRole("heading", { name: "What are you looking for?" })).toBeVisible();
  });

  test("in Norwegian the interface is Norwegian and the publisher's words are marked", async ({ page }) => {
    await page.goto("/nb/search?q=encryption");
    await expect(page.locator("html")).toHaveAttribute("lang", "nb");
    await expect(page.getByText(/avsnitt for «encryption»/)).toBeVisible();
    const first = page.locator(".search-results a").first();
    await expect(first).toHaveAttribute("href", /^\/nb\//);
    await expect(first.locator(".search-heading")).toHaveAttribute("lang", "en");
  });

  test("what was typed comes back as text, whatever it was", async ({ page }) => {
    const typed = `"><script>document.title="broken"</script><img src=x onerror=alert(1)> (.*)+$ 🙂`;
    await page.goto(`/search?q=${encodeURIComponent(typed)}`);
    await expect(page.getByLabel("Search this trust centre")).toHaveValue(typed);
    expect(await page.locator("main img, main script").count()).toBe(0);
    const long = await fetch(`${baseUrl}/search?q=${"a".repeat(9000)}`);
    expect(long.status).toBe(200);
    for (const odd of ["%00", "%", "q=1&q=2", "%FF%FE", "a&q[]=b"])
      expect([200, 404]).toContain((await fetch(`${baseUrl}/search?q=${odd}`)).status);
  });
});

test("from the keyboard alone: open, type, walk, follow", async ({ page }) => {
  await page.goto("/privacy");
  await page.keyboard.press("Control+k");
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.type("encrypt");
  await expect(dialogOf(page).getByRole("status")).toHaveText(/\d+ sections found/);
  await page.keyboard.press("ArrowDown");
  await expect(dialogOf(page).locator(".search-results a").first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(dialogOf(page).getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(trust|toms)#/);
});

test("Escape closes it and the focus goes back to where it was", async ({ page }) => {
  await page.goto("/trust");
  const link = page.getByRole("navigation").getByRole("link", { name: "Search" }).first();
  await link.click();
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
  await expect(link).toBeFocused();
  await expect(page).toHaveURL(/\/trust$/);
});

test("the slash opens it, not while something is typed, and can be turned off for good", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("/");
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.type("a/b");
  await expect(dialogOf(page).getByRole("searchbox")).toHaveValue("a/b");
  await dialogOf(page).getByLabel("The “/” key opens the search").uncheck();
  await page.keyboard.press("Escape");
  await page.goto("/trust");
  await page.keyboard.press("/");
  await page.keyboard.press("Control+k");
  await expect(dialogOf(page).getByRole("searchbox")).toHaveValue("");
});

test("a slip of the fingers and another alphabet are no hindrance; nothing found says so", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Control+k");
  const box = dialogOf(page).getByRole("searchbox");
  await box.fill("encyrption");
  await expect(dialogOf(page).locator(".search-heading").first()).toHaveText(/encryption/i);
  await box.fill("<img src=x onerror=alert(1)> 审计 \u202E");
  await expect(dialogOf(page).getByRole("status")).toBeVisible();
  expect(await page.locator("img").count()).toBe(0);
  await box.fill("zzzzqqqq");
  await expect(dialogOf(page).getByRole("status")).toHaveText("Nothing found. Try fewer or other words.");
});

test("finds in the same order as the server", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Control+k");
  await dialogOf(page).getByRole("searchbox").fill("customer data region");
  const shown = dialogOf(page).locator(".search-results a:has(.search-heading)");
  await expect(shown.first()).toBeVisible();
  const hrefs = (each: Element[]) => each.map((link) => link.getAttribute("href"));
  const inBrowser = await shown.evaluateAll(hrefs);
  await page.goto("/search?q=customer+data+region");
  const onServer = await page.locator(".search-results a").evaluateAll(hrefs);
  expect(onServer.slice(0, inBrowser.length)).toEqual(inBrowser);
});

test("where the index cannot be had, Enter searches on the server", async ({ page }) => {
  await page.route("**/search-index/**", (route) => route.abort());
  await page.goto("/");
  await page.keyboard.press("Control+k");
  await expect(dialogOf(page).getByRole("status")).toHaveText(/could not be loaded/);
  await page.keyboard.type("encryption");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=encryption$/);
});

test("nothing is asked for before it is opened, nothing of anybody else, and no cookie is set", async ({
  page,
  context,
}) => {
  const asked: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto("/trust");
  expect(asked.filter((url) => /search-(index|ranking)/.test(url))).toEqual([]);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("audit");
  await expect(dialogOf(page).locator(".search-results a").first()).toBeVisible();
  expect(asked.filter((url) => /search-index/.test(url))).toHaveLength(1);
  expect(new Set(asked.map((url) => new URL(url).origin))).toEqual(new Set([baseUrl]));
  expect(await context.cookies()).toEqual([]);
  expect(faults).toEqual([]);
});

for (const [width, colorScheme] of [
  [1440, "light"],
  [390, "dark"],
] as const)
  test(`the open search is accessible at ${width}, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await page.keyboard.press("Control+k");
    await dialogOf(page).getByRole("searchbox").fill("data");
    await expect(dialogOf(page).getByRole("link", { name: "Show all" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    for (const path of [
      "/search?q=data",
      "/search?q=zzzzqqqq",
      "/search",
      "/privacy",
      "/accessibility",
      "/nb/privacy",
    ]) {
      await page.goto(path);
      expect.soft(await violations(page), path).toEqual([]);
    }
  });

test("all scripts of a public page weigh no more than 15 KB", async () => {
  const html = await (await fetch(`${baseUrl}/trust`)).text();
  const files = [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].map(([, source = ""]) => source);
  const bodies = await Promise.all(
    [...files, "/search-ranking.js"].map(
      async (file) => (await (await fetch(baseUrl + file)).arrayBuffer()).byteLength,
    ),
  );
  expect(bodies.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(15 * 1024);
});

test("every address of the sitemap answers, in its language, with the address it names for itself", async () => {
  const xml = await (await fetch(`${baseUrl}/sitemap.xml`)).text();
  const places = [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place = ""]) => place);
  expect(places.length).toBeGreaterThan(20);
  for (const place of places) {
    const answer = await fetch(place);
    expect.soft(answer.status, place).toBe(200);
    const html = await answer.text();
    const canonical = html.match(/<link rel="canonical" href="([^"]+)"/)?.[1] ?? "";
    expect.soft(new URL(canonical || "none:").href, place).toBe(new URL(place).href);
    expect.soft(html, place).toContain(`<html lang="${/\/nb(\/|$)/.test(new URL(place).pathname) ? "nb" : "en"}"`);
    for (const [, data = ""] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g))
      expect.soft(JSON.parse(data), place).toHaveProperty("@graph");
    const picture = html.match(/<meta property="og:image" content="([^"]+)"/)?.[1] ?? "";
    const drawn = await fetch(picture);
    expect.soft([drawn.status, drawn.headers.get("content-type")], picture).toEqual([200, "image/png"]);
  }
});

test("llms.txt leads to Markdown that is there", async () => {
  const text = await (await fetch(`${baseUrl}/llms.txt`)).text();
  for (const [, address = ""] of text.matchAll(/\]\((\S+?)\)/g)) {
    const answer = await fetch(address);
    expect.soft(answer.status, address).toBe(200);
    if (address.endsWith(".md")) expect.soft(answer.headers.get("content-type"), address).toMatch(/^text\/markdown/);
  }
});
