import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(createRequire(`${process.cwd()}/package.json`).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** @returns a line for each violation of WCAG 2.2 A and AA on the page */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind: the policy stays as strict as it is served.
  await page.evaluate(source);
  const results = await page.evaluate(async (values): Promise<AxeResults> => {
    const axe: { run(options: object): Promise<AxeResults> } = Reflect.get(window, "axe");
    return axe.run({ runOnly: { type: "tag", values } });
  }, tags);
  return results.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}
