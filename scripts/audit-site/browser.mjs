// One browser for the judges that need one: Debian's, Chrome's or Playwright's own, never one that a judge fetches.
import { existsSync } from "node:fs";
import { loadTool } from "./tools.mjs";

export const looks = [
  { name: "1440 light", width: 1440, theme: "light" },
  { name: "1440 dark", width: 1440, theme: "dark" },
  { name: "390 light", width: 390, theme: "light" },
  { name: "390 dark", width: 390, theme: "dark" },
];

export async function openBrowser() {
  const { chromium } = await import("@playwright/test");
  const places = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    chromium.executablePath(),
  ];
  const executablePath = places.find(existsSync);
  if (executablePath === undefined) throw new Error("no browser is installed (Debian package chromium)");
  const { default: puppeteer } = await loadTool("puppeteer");
  return puppeteer.launch({
    executablePath,
    acceptInsecureCerts: true,
    // The certificate of the proxy is our own; as root Chromium needs no-sandbox.
    args: [
      "--ignore-certificate-errors",
      "--disable-background-networking",
      "--disable-component-update",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}

export async function dress(page, { width, theme }) {
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: theme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}
