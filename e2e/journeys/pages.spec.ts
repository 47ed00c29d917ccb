import { type Browser, expect, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { value } from "../support/database";
import { isNorwegian, publicPages } from "../support/public-pages";
import { contextOf, people } from "../support/sign-in";

const looks = [
  { width: 1440, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const;

test("every public page is a finished document", async () => {
  const paths = await publicPages();
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const answer = await fetch(baseUrl + path);
    const html = await answer.text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = ""]) => attributes);
    const foreign = scripts.filter((each) => !/ src="\/[\w-]+\.js"| type="application\/ld\+json"/.test(each));
    expect.soft(foreign, path).toEqual([]);
    expect.soft(html, path).not.toMatch(/self\.__next|as="script"|\sstyle="|\son\w+="/);
    expect.soft(answer.headers.get("set-cookie"), path).toBeNull();
    expect.soft(answer.status, path).toBe(path.endsWith("/no-such-page") ? 404 : 200);
  }
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

const behindSignIn = {
  signed: ["/portal", "/portal/nda", "/portal/pack", "/portal/team", "/portal/activity", "/nb/portal"],
  trustManager: ["/desk", "/desk/requests", "/desk/accounts", "/desk/agreements", "/desk/documents", "/nb/desk"],
} as const;
for (const who of ["signed", "trustManager"] as const)
  test(`the pages behind sign-in carry a nonce and nothing unsafe: ${who}`, async ({ browser }) => {
    const page = await (await contextOf(browser, people[who])).newPage();
    const seen: string[] = [];
    page.on("console", (message) => message.type() === "error" && seen.push(message.text()));
    for (const address of behindSignIn[who]) {
      const answer = await page.goto(address);
      const policy = answer?.headers()["content-security-policy"] ?? "";
      expect.soft(policy, address).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/);
      expect.soft(policy, address).not.toContain("unsafe");
      await page.waitForLoadState("networkidle");
      expect.soft(seen, address).toEqual([]);
    }
  });

test("a page asks no other origin for anything, and leaves nothing behind", async ({ page }) => {
  test.slow();
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  for (const path of await publicPages()) await page.goto(path);
  expect([...asked]).toEqual([baseUrl]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

async function look(
  browser: Browser,
  email: string | null,
  paths: readonly string[],
  chosen: readonly (typeof looks)[number][] = looks,
): Promise<void> {
  for (const { width, colorScheme } of chosen) {
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

test("public pages are accessible", async ({ browser }) => {
  test.setTimeout(300_000);
  const paths = await publicPages();
  const english = paths.filter((path) => !isNorwegian(path));
  await look(browser, null, english);
  // The same pages in other words: one look shows what only the words can spoil.
  await look(browser, null, paths.filter(isNorwegian), [looks[1]]);
});
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
  const incident = `/desk/incidents/${await value('SELECT id::text AS value FROM "Incident" WHERE "closedAt" IS NULL LIMIT 1')}`;
  const steps = [incident, `${incident}/change`, `${incident}/update`];
  await look(browser, people.onCall, ["/desk/incidents", "/desk/incidents/new", ...steps]);
});
