import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { linkIn, mailCount, nextMail } from "./mail";

export const people = {
  signed: "signatory@signed-customer.example",
  unacknowledged: "reviewer@signed-customer.example",
  revoked: "former@signed-customer.example",
  privacy: "privacy@signed-customer.example",
  unsignedPrivacy: "privacy@unsigned-customer.example",
  unsigned: "signatory@unsigned-customer.example",
  unsignedReviewer: "reviewer@unsigned-customer.example",
  trustManager: "trust-manager@alphagen.example",
  dpo: "dpo@alphagen.example",
  security: "security@alphagen.example",
  auditor: "auditor@alphagen.example",
  onCall: "on-call@alphagen.example",
} as const;

/** As a person does it: asks for a link, opens it, presses the button. */
export async function signIn(page: Page, email: string): Promise<void> {
  const before = mailCount();
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail address").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto(linkIn(await nextMail(email, /sign-in link/i, before)));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(portal|desk)/);
}

const states = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();

/** A browser of this person's own; signs in once a run. */
export async function contextOf(browser: Browser, email: string): Promise<BrowserContext> {
  const known = states.get(email);
  if (known !== undefined) return browser.newContext({ storageState: known });
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, email);
  await page.close();
  states.set(email, await context.storageState());
  return context;
}
