// axe-core: WCAG 2.2 A and AA, on each page as it looks in both themes and at both widths.
import { readFileSync } from "node:fs";
import { dress, looks } from "../browser.mjs";
import { toolPath, versionOf } from "../tools.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export const axe = {
  name: "axe",
  asks: `${tags.join(", ")}: 0 violations`,
  tools: () => [versionOf("axe-core")],
  async judge({ origin, browser }, pages, found) {
    const source = readFileSync(toolPath("axe-core/axe.min.js"), "utf8");
    const tab = await browser.newPage();
    for (const { path } of pages) {
      await dress(tab, looks[0]);
      await tab.goto(origin + path, { waitUntil: "networkidle0" });
      await tab.evaluate(source);
      for (const look of looks) {
        await dress(tab, look);
        const violations = await tab.evaluate(async (values) => {
          const results = await window.axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
          return results.violations.map(({ id, nodes }) => ({
            id,
            targets: nodes.map(({ target }) => target.join(" ")),
          }));
        }, tags);
        for (const { id, targets } of violations) found(path, id, `${look.name}: ${targets.slice(0, 3).join(", ")}`);
      }
    }
    await tab.close();
  },
};
