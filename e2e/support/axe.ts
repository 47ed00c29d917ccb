import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(createRequire(`${process.cwd()}/package.json`).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** @returns a line for each violation of WCAG 2.2 A and AA on the page */
export async function violations(page: Page): Promise<string[]> {
  const results = await withTimers(page, async () => {
    // Evaluated by the debugger, which the page's policy does not bind: the policy stays as strict as it is served.
    await page.evaluate(source);
    return page.evaluate(async (values): Promise<AxeResults> => {
      const axe: { run(options: object): Promise<AxeResults> } = Reflect.get(window, "axe");
      return axe.run({ runOnly: { type: "tag", values } });
    }, tags);
  });
  return results.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** axe waits for timers, and where scripts are off none ever fires: they are on while it reads what was made without them. */
async function withTimers<Result>(page: Page, work: () => Promise<Result>): Promise<Result> {
  if (await runsScripts(page)) return work();
  // Never detached: the end of a session that turned scripts off turns them on.
  const session = await page.context().newCDPSession(page);
  const setDisabled = (value: boolean) => session.send("Emulation.setScriptExecutionDisabled", { value });
  // The browser heeds a session only where that session changes its mind.
  await setDisabled(true);
  await setDisabled(false);
  try {
    return await work();
  } finally {
    await setDisabled(true);
  }
}

const runsScripts = (page: Page): Promise<boolean> =>
  page.evaluate(() => !window.matchMedia("(scripting: none)").matches);
