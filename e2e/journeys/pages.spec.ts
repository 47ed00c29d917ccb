import { type Browser, expect, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { contextOf, people } from "../support/sign-in";

const publicPages = ["/", "/trust", "/toms", "/sign-in", "/request-access", "/no-such-page"];
const looks = [
  { width: 1440, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const;

for (const path of publicPages)
  test(`${path} is a finished document`, async () => {
    const answer = await fetch(baseUrl + path);
    const html = await answer.text();
    expect(html.match(/<script(?![^>]*src="\/(theme|copy)\.js")/g)).toBeNull();
    expect(html).not.toMatch(/self\.__next|as="script"|\sstyle="/);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|nonce|\*/);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

test("a page that has not changed is not sent again", async () => {
  const first = await fetch(`${baseUrl}/trust`);
  await first.text();
  const again = await fetch(`${baseUrl}/trust`, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
});

test("a visitor's cookie changes nothing on a public page", async () => {
  const plain = await (await fetch(`${baseUrl}/trust`)).text();
  const signedIn = await (await fetch(`${baseUrl}/trust`, { headers: { cookie: "trust-session=forged" } })).text();
  expect(signedIn).toBe(plain);
});

test("the pages behind sign-in carry a nonce and nothing unsafe", async ({ browser }) => {
  const page = await (await contextOf(browser, people.signed)).newPage();
  const seen: string[] = [];
  page.on("console", (message) => message.type() === "error" && seen.push(message.text()));
  const answer = await page.goto("/portal");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/);
  expect(policy).not.toContain("unsafe");
  await page.waitForLoadState("networkidle");
  expect(seen).toEqual([]);
});

test("a page asks no other origin for anything", async ({ page }) => {
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  for (const path of publicPages) await page.goto(path);
  expect([...asked]).toEqual([baseUrl]);
});

async function look(browser: Browser, email: string | null, paths: readonly string[]): Promise<void> {
  for (const { width, colorScheme } of looks) {
    const context = email === null ? await browser.newContext() : await contextOf(browser, email);
    const page = await context.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const path of paths) {
      await page.goto(path);
      expect.soft(await violations(page), `${path} at ${width}, ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
    }
    await context.close();
  }
}

test("public pages are accessible", async ({ browser }) => look(browser, null, publicPages));
test("the customer area is accessible", async ({ browser }) => {
  test.slow();
  const paths = ["/portal", "/portal/nda", "/portal/pack", "/portal/team", "/portal/activity"];
  await look(browser, people.signed, paths);
  await look(browser, people.unsigned, ["/portal", "/portal/nda", "/portal/pack"]);
});
test("the staff area is accessible", async ({ browser }) => {
  test.slow();
  await look(browser, people.trustManager, [
    "/desk",
    "/desk/requests",
    "/desk/accounts",
    "/desk/agreements",
    "/desk/documents",
    "/desk/documents/new",
    "/desk/documents/trace",
    "/desk/mail",
  ]);
  await look(browser, people.security, ["/desk/audit"]);
});
