/** The interface in Norwegian: decided by the address alone, complete, and kept from page to form to mail and back. */
import { readdirSync, readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { linkIn, mailCount, nextMail } from "../support/mail";
import { contextOf, people } from "../support/sign-in";

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leaves(value)));

const wordsOf = (locale: string, area: string): Tree =>
  JSON.parse(readFileSync(`server/words/${locale}/${area}.json`, "utf8"));

/** What an English page would say: pieces of the catalogue long enough to be nobody's name, without their values. */
const english: readonly string[] = readdirSync("server/words/en")
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => {
    const area = name.replace(".json", "");
    const norwegian = new Set(leaves(wordsOf("nb", area)));
    return leaves(wordsOf("en", area)).filter((text) => !norwegian.has(text));
  })
  .flatMap((text) => text.split(/\{[^{}]*\}|<[^<>]*>/).map((piece) => piece.trim()))
  .filter((piece) => piece.length > 12 && piece.includes(" ") && !/[{}]/.test(piece));

/** English pieces in what a reader sees, apart from what says that it is English. */
async function englishOn(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true);
    if (!(copy instanceof Element)) return "";
    for (const own of copy.querySelectorAll("[lang]:not([lang=nb]), script, code")) own.remove();
    return (copy.textContent ?? "").replace(/\s+/g, " ");
  });
  return english.filter((piece) => text.includes(piece));
}

const publicPages = [
  "/nb/sign-in",
  "/nb/sign-in/sent",
  "/nb/sign-in/confirm",
  "/nb/request-access",
  "/nb/request-access/sent",
  "/nb/request-access/waiting",
  "/nb/request-access/confirm?token=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

const customerPages = ["", "/nda", "/pack", "/team", "/team/invitation", "/activity"].map(
  (path) => `/nb/portal${path}`,
);

const withoutScript = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ javaScriptEnabled: false })).newPage();

test("the public forms are Norwegian throughout", async ({ browser }) => {
  const page = await withoutScript(browser);
  const words = await (await browser.newContext()).newPage();
  for (const path of publicPages) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "nb");
    await words.goto(path);
    expect.soft(await englishOn(words), path).toEqual([]);
  }
  await words.goto("/sign-in");
  expect(await englishOn(words), "what is English is found").toContain("Work e-mail address");
  const missing = await page.goto("/nb/finnes-ikke");
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Siden finnes ikke" })).toBeVisible();
});

test("what is wrong in a form is said in Norwegian, and nothing typed is lost", async ({ browser }) => {
  const page = await withoutScript(browser);
  await page.goto("/nb/request-access");
  await page.getByLabel("Fullt navn").fill("Åse Østby");
  await page.getByLabel("E-postadresse på jobb").fill("ikke en adresse");
  await page.getByRole("button", { name: "Be om tilgang" }).click();
  await expect(page.getByRole("heading", { name: "Noe må rettes" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Oppgi e-postadressen på riktig form/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "Oppgi virksomhetens registrerte navn." })).toBeVisible();
  await expect(page.getByLabel("Fullt navn")).toHaveValue("Åse Østby");
  await expect(page.locator("html")).toHaveAttribute("lang", "nb");
});

test("a request made in Norwegian is answered in Norwegian, from page to mail and back", async ({ browser }) => {
  const email = "åse@nordisk-prøve.example";
  const page = await withoutScript(browser);
  const before = mailCount();
  await page.goto("/nb/request-access");
  await page.getByLabel("Fullt navn").fill("Åse Østby");
  await page.getByLabel("E-postadresse på jobb").fill(email);
  await page.getByLabel("Virksomhetens registrerte navn").fill("Nordisk Prøve AS");
  await page.getByRole("button", { name: "Be om tilgang" }).click();
  await expect(page).toHaveURL(`${baseUrl}/nb/request-access/sent`);
  const mail = await nextMail(email, /^Bekreft adressen din/, before);
  expect(mail.text).toContain("Åpne denne siden");
  const link = linkIn(mail);
  expect(new URL(link).pathname).toBe("/nb/request-access/confirm");
  await page.goto(link);
  await expect(page.getByText("Nordisk Prøve AS")).toBeVisible();
  await page.getByRole("button", { name: "Bekreft adressen min" }).click();
  await expect(page).toHaveURL(`${baseUrl}/nb/request-access/waiting`);
  await nextMail(email, /^Forespørselen din om tilgang/, before);
});

test("signing in keeps the language, and the customer's area is Norwegian throughout", async ({ browser }) => {
  test.slow();
  const page = await withoutScript(browser);
  await page.goto("/nb/portal/team");
  await expect(page).toHaveURL(/\/nb\/sign-in\?next=%2Fnb%2Fportal%2Fteam$/);
  const before = mailCount();
  await page.getByLabel("E-postadresse på jobb").fill(people.signed);
  await page.getByRole("button", { name: "Send meg en lenke" }).click();
  await page.goto(linkIn(await nextMail(people.signed, /^Innloggingslenken din/, before)));
  expect(new URL(page.url()).pathname).toBe("/nb/sign-in/confirm");
  await page.getByRole("button", { name: "Logg inn" }).click();
  await expect(page).toHaveURL(`${baseUrl}/nb/portal/team`);
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
  await expect(page.getByText("signaturberettiget").first()).toBeVisible();

  for (const email of [people.signed, people.unsigned, people.unacknowledged]) {
    const reader = await (await contextOf(browser, email)).newPage();
    for (const path of customerPages) {
      const answer = await reader.goto(path);
      if (answer?.status() === 404) continue;
      await expect(reader.locator("html")).toHaveAttribute("lang", "nb");
      expect.soft(await englishOn(reader), `${path} for ${email}`).toEqual([]);
    }
  }
});

test("a refusal behind sign-in is Norwegian too", async ({ browser }) => {
  const context = await contextOf(browser, people.unacknowledged);
  const page = await context.newPage();
  await page.goto("/nb/portal/nda");
  await page.getByRole("button", { name: "Bekreft", exact: true }).click();
  await expect(page.getByRole("link", { name: "Kryss av i boksen når du har lest avtalen." })).toBeVisible();
});

const deskPages = [
  ...["", "/requests", "/accounts", "/agreements", "/documents", "/documents/new", "/documents/trace", "/reports"],
  "/mail",
];

test("the staff area is Norwegian throughout", async ({ browser }) => {
  test.slow();
  const manager = await (await contextOf(browser, people.trustManager)).newPage();
  const security = await (await contextOf(browser, people.security)).newPage();
  const visits = [
    ...deskPages.map((path) => ({ reader: manager, path })),
    ...["", "/audit", "/vulnerabilities"].map((path) => ({ reader: security, path })),
  ];
  for (const { reader, path } of visits) {
    await reader.goto(`/nb/desk${path}`);
    await expect(reader.locator("html")).toHaveAttribute("lang", "nb");
    await expect(reader.getByRole("link", { name: "Dokumenter" }).first()).toBeVisible();
    expect.soft(await englishOn(reader), path).toEqual([]);
  }
  await manager.goto("/nb/desk/documents");
  await manager.getByRole("link", { name: "Architecture overview" }).click();
  await expect(manager).toHaveURL(/\/nb\/desk\/documents\//);
  expect.soft(await englishOn(manager), "a document").toEqual([]);
  await manager.goto("/nb/desk/documents/trace");
  await manager.getByRole("button", { name: "Spor kopien" }).click();
  await expect(manager.getByRole("link", { name: /Oppgi hele id-en/ })).toBeVisible();
});

test("the switch leads to the same page, and no cookie decides", async ({ browser }) => {
  const context = await contextOf(browser, people.signed);
  const page = await context.newPage();
  await page.goto("/portal/pack");
  await page.getByRole("link", { name: "Norsk" }).click();
  await expect(page).toHaveURL(`${baseUrl}/nb/portal/pack`);
  await expect(page.getByRole("heading", { level: 1, name: "Sikkerhetspakke" })).toBeVisible();
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(`${baseUrl}/portal/pack`);
  const names = (await context.cookies()).map(({ name }) => name);
  expect(names.filter((name) => name !== "trust-session")).toEqual([]);

  const visitor = await browser.newContext({ locale: "nb-NO" });
  const plain = await visitor.newPage();
  await plain.goto("/nb/sign-in");
  await plain.goto("/sign-in");
  await expect(plain.locator("html")).toHaveAttribute("lang", "en");
  await expect(plain.getByRole("button", { name: "Mail me a link" })).toBeVisible();
  await plain.getByRole("link", { name: "Norsk" }).click();
  await expect(plain).toHaveURL(`${baseUrl}/nb/sign-in`);
  expect(await visitor.cookies()).toEqual([]);
});
