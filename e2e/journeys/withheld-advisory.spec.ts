/** By its name it runs last: it sets the clock of the server under test far ahead, and nobody sets that back. */
import { expect, test } from "@playwright/test";
import { violations } from "../support/axe";
import { query, value } from "../support/database";
import { sendForm } from "../support/forms";
import { allMail, linkIn, mailCount, nextMail } from "../support/mail";
import { people, signIn } from "../support/sign-in";

const advisory = "AGSA-2026-C5R1VJ";
/** As its file says. */
const embargoUntil = "2027-02-01T09:00:00Z";

const lettersTo = (email: string) => allMail().filter(({ to, text }) => to === email && text.includes(advisory));

test("who subscribed from a severity on is mailed once when an advisory's embargo ends", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const [reader, other] = ["app-sec@reader.example", "only-critical@reader.example"];
  for (const [email, severity] of [
    [reader, "medium"],
    [other, "critical"],
  ] as const) {
    const before = mailCount();
    await page.goto("/subscribe");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("checkbox", { name: /^Security advisories/ }).check();
    await page.getByLabel("Tell me from this severity on").selectOption(severity);
    await sendForm(page, "Subscribe", page.getByRole("heading", { name: "Look in your mailbox" }));
    await page.goto(linkIn(await nextMail(email, /Confirm your subscription/, before)));
    await page.getByRole("button", { name: "Confirm the subscription" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are subscribed");
  }
  expect((await page.goto(`/advisories/${advisory}`))?.status()).toBe(404);
  expect(lettersTo(reader)).toEqual([]);

  await query(
    `INSERT INTO "ClockOffset" (id, "aheadSeconds") VALUES (1, ceil(extract(epoch FROM $1::timestamptz - now())) + 5)
     ON CONFLICT (id) DO UPDATE SET "aheadSeconds" = EXCLUDED."aheadSeconds"`,
    [embargoUntil],
  );
  await expect.poll(() => lettersTo(reader).length, { timeout: 180_000 }).toBe(1);
  const [letter] = lettersTo(reader);
  expect(letter?.subject).toContain("Demonstration");
  expect(letter?.text).toContain(`/advisories/${advisory}`);
  expect(letter?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");

  // The job runs once more, and tells nobody again.
  await query("SELECT graphile_worker.add_job('carry-notices', job_key => 'carry-again')");
  await expect
    .poll(() => value("SELECT count(*)::text AS value FROM graphile_worker.jobs WHERE key = 'carry-again'"))
    .toBe("0");
  expect(lettersTo(reader)).toHaveLength(1);
  expect(lettersTo(other)).toEqual([]);
  await page.goto(`/advisories/${advisory}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Demonstration");

  // A session from before the leap is over.
  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, people.trustManager);
  await desk.goto("/desk/notices");
  await desk
    .getByRole("link", { name: new RegExp(advisory) })
    .first()
    .click();
  await expect(desk.getByText("Security advisory", { exact: true })).toBeVisible();
  expect(await violations(desk)).toEqual([]);
});
