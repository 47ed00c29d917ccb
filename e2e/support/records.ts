/** What a stranger's tools say of a PDF that the product sealed. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

export interface SealedPdf {
  readonly name: string;
  /** In one line. */
  readonly text: string;
  readonly seal: string;
}

/** Presses the link and reads what arrives. */
export async function downloadSealed(page: Page, link: string): Promise<SealedPdf> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).click();
  const download = await arriving;
  const folder = mkdtempSync(join(tmpdir(), "sealed-"));
  try {
    const file = join(folder, "sealed.pdf");
    await download.saveAs(file);
    return {
      name: download.suggestedFilename(),
      seal: execFileSync("pdfsig", ["-nocert", file], { encoding: "utf8" }),
      text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, " "),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The record is sealed by a job: the page says so until it is there. */
export async function untilRecord(page: Page, address: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(page.getByRole("link", { name: "Download the sealed record" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
}
