// pa11y with both of its runners, axe and HTML_CodeSniffer: errors alone, as its own default is.
import { dress, looks } from "../browser.mjs";
import { loadTool, versionOf } from "../tools.mjs";

export const pa11y = {
  name: "pa11y",
  asks: "axe and htmlcs at WCAG2AA: 0 errors",
  tools: () => [versionOf("pa11y"), versionOf("@pa11y/html_codesniffer")],
  async judge({ origin, browser }, pages, found) {
    const { default: test } = await loadTool("pa11y");
    const tab = await browser.newPage();
    for (const { path } of pages) {
      await tab.goto(origin + path, { waitUntil: "networkidle0" });
      for (const look of looks) {
        await dress(tab, look);
        const { issues } = await test(origin + path, {
          browser,
          page: tab,
          ignoreUrl: true,
          runners: ["axe", "htmlcs"],
          standard: "WCAG2AA",
          viewport: { width: look.width, height: 900 },
          timeout: 60_000,
        });
        for (const { code, selector, message } of issues)
          found(path, `${code}: ${message}`, `${look.name}: ${selector}`);
      }
    }
    await tab.close();
  },
};
