// Lighthouse, as a phone and as a desktop: 100 in all four categories. Its throttling is simulated from what a load
// really did, which another busy program can spoil: a page under 100 is loaded twice more and the median counts.
import { loadTool, versionOf } from "../tools.mjs";

const categories = ["performance", "accessibility", "best-practices", "seo"];

export const lighthouse = {
  name: "lighthouse",
  asks: `phone and desktop: 100 for ${categories.join(", ")}`,
  tools: () => [versionOf("lighthouse")],
  async judge({ origin, browser }, pages, found) {
    const { default: run } = await loadTool("lighthouse");
    const { default: desktop } = await loadTool("lighthouse/core/config/desktop-config.js");
    for (const page of pages) {
      // A page that does not exist, or that asks search engines to pass it by, is not theirs to rank.
      if (page.status !== 200) continue;
      const onlyCategories = isHidden(page) ? categories.filter((each) => each !== "seo") : categories;
      for (const [name, config] of [["phone"], ["desktop", desktop]]) {
        const results = [];
        do results.push(await measure(run, browser, origin + page.path, onlyCategories, config));
        while (results.length < 3 && lowest(results.at(-1)) < 1 && lowest(results[0]) < 1);
        for (const category of onlyCategories) {
          const scores = results.map((each) => each.categories[category].score).sort();
          const score = scores[Math.floor(scores.length / 2)];
          if (score === 1) continue;
          const worst = results.find((each) => each.categories[category].score === score);
          found(page.path, `${category}: ${reasons(worst, category)}`, `${name}: ${Math.round(score * 100)}`);
        }
      }
    }
  },
};

const isHidden = ({ html, headers }) =>
  (headers.get("x-robots-tag") ?? "").includes("noindex") || /<meta name="robots" content="[^"]*noindex/.test(html);

/** A trace that did not come out is taken again; after the third the error is the answer. */
async function measure(run, browser, url, onlyCategories, config, attempt = 1) {
  const tab = await browser.newPage();
  try {
    const { lhr } = await run(url, { onlyCategories, logLevel: "silent" }, config, tab);
    if (!lhr.runtimeError) return lhr;
    if (attempt === 3) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  } finally {
    await tab.close();
  }
  return measure(run, browser, url, onlyCategories, config, attempt + 1);
}

const lowest = ({ categories: scored }) => Math.min(...Object.values(scored).map(({ score }) => score));

function reasons({ categories: scored, audits }, category) {
  return scored[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => id)
    .join(", ");
}
