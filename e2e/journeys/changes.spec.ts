import { expect, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";
import { violations } from "../support/axe";
import { query, value } from "../support/database";
import { contextOf, people } from "../support/sign-in";

test("a draft and an approved change are nobody's page, and what is no id is none", async ({ browser }) => {
  const page = await (await contextOf(browser, people.trustManager)).newPage();
  const unseen = await query<{ id: string }>(
    `SELECT id::text AS id FROM "SubProcessorChange" WHERE state IN ('draft', 'approved')`,
  );
  expect(unseen.length).toBeGreaterThan(0);
  for (const { id } of [...unseen, { id: "not-an-id" }, { id: "00000000-0000-4000-8000-000000000000" }]) {
    const answer = await page.goto(`/subprocessors/changes/${id}`);
    expect(answer?.status(), id).toBe(404);
  }
  await page.goto("/subprocessors/changes?before=nonsense");
  await expect(page.getByRole("heading", { name: "Coming changes" })).toBeVisible();
});

test("the language keeps the day that is shown, and a day that is none says so however long it is", async ({
  page,
}) => {
  await page.goto("/subprocessors?as-of=2099-12-15&sort=name");
  await page.getByRole("link", { name: "Norsk" }).first().click();
  await expect(page).toHaveURL("/nb/subprocessors?sort=name&as-of=2099-12-15");
  await expect(page.getByText("Slik registeret vil være")).toBeVisible();
  await page.goto(`/subprocessors?as-of=2026-12-15${"9".repeat(3000)}`);
  await expect(page.getByText("The day you asked for is not a day of the calendar")).toBeVisible();
  expect((await fetch(`${baseUrl}/subprocessors.json?as-of=${"9".repeat(3000)}`)).status).toBe(400);
});

for (const { width, colorScheme } of [
  { width: 1440, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const)
  test(`at ${width}, ${colorScheme}, nothing scrolls sideways`, async ({ browser }) => {
    const page = await (await contextOf(browser, people.dpo)).newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const draft = await value(`SELECT id::text AS value FROM "SubProcessorChange" WHERE state = 'draft' LIMIT 1`);
    const change = `/desk/subprocessors/changes/${draft}`;
    for (const path of [
      ...["/subprocessors", "/subprocessors/changes", "/desk/subprocessors", "/desk/subprocessors/changes/new"],
      ...["/desk/subprocessors/changes/new?kind=amendment&of=openai", change],
      ...[`${change}/preview`, `${change}/preview?reader=public`, `${change}/withdrawal`, `/nb${change}`],
    ]) {
      await page.goto(path);
      expect.soft(await violations(page), path).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
