import { expect, test } from "@playwright/test";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { baseUrl } from "../support/addresses";
import { publicPages } from "../support/public-pages";
import { contextOf, people } from "../support/sign-in";

/** What csp_evaluator holds for high or medium, certain or likely. */
const weaknesses = (policy: string) =>
  new CspEvaluator(new CspParser(policy).csp)
    .evaluate()
    .filter(({ severity }) => severity <= Severity.HIGH_MAYBE)
    .map(({ directive, description }) => `${directive}: ${description}`);

test("the evaluator knows a weak policy", () => {
  expect(weaknesses("script-src 'self' 'unsafe-inline'")).not.toEqual([]);
});

/** An address with a token must not travel on to other sites. */
const holdsToken = (path: string) => /token=|\/unsubscribe\//.test(path);

test("every public page is sent with a policy without weakness, and with the headers that go with it", async () => {
  for (const path of await publicPages()) {
    const { headers, body } = await fetch(baseUrl + path);
    await body?.cancel();
    const policy = headers.get("content-security-policy") ?? "";
    expect.soft(weaknesses(policy), path).toEqual([]);
    expect.soft(policy, path).toContain("default-src 'none'; script-src 'self';");
    expect.soft(policy, path).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect.soft(policy, path).not.toMatch(/unsafe|nonce|\*|https?:/);
    expect.soft(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect.soft(headers.get("x-frame-options"), path).toBe("DENY");
    expect.soft(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
    expect.soft(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
    expect.soft(headers.get("referrer-policy"), path).toBe(holdsToken(path) ? "no-referrer" : "same-origin");
    expect.soft(headers.get("x-powered-by"), path).toBeNull();
  }
});

test("the pages behind sign-in are sent with a policy without weakness", async ({ browser }) => {
  const page = await (await contextOf(browser, people.signed)).newPage();
  const answer = await page.goto("/portal");
  expect(weaknesses(answer?.headers()["content-security-policy"] ?? "")).toEqual([]);
});

test("what the policy forbids does not run, and what enhances a page does", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  await page.goto("/trust");
  await expect(page.locator("html")).toHaveAttribute("data-can-choose-theme", "");
  expect(refused).toEqual([]);
  const sink = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML("beforeend", "<p>written by a string</p>");
      return "written";
    } catch (error) {
      return error instanceof TypeError ? "refused" : "failed";
    }
  });
  expect(sink).toBe("refused");
});
