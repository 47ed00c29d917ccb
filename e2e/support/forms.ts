import { expect, type Locator, type Page } from "@playwright/test";

/** The server refuses forms that are faster than people, and keeps what was typed: sent until the page answers as it should. */
export async function sendForm(page: Page, button: string, answer: Locator): Promise<void> {
  await expect(async () => {
    if (!(await answer.isVisible())) await page.getByRole("button", { name: button }).click({ timeout: 5_000 });
    await expect(answer).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}
