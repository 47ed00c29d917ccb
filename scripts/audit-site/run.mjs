// `npm run audit:site`: outside judges over every public page of both packs, in both themes and at both widths, on the
// built product. Ends with a table and a verdict, and with 1 where a judge found something or could not be run.
//   -- --judge axe,nu   only these judges      -- --publisher alai   only this pack
//   -- --page /trust    only these pages       -- --record           writes docs/measurements/accessibility.json
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "./browser.mjs";
import { startDeployment } from "./deployment.mjs";
import { answers } from "./judges/answers.mjs";
import { axe } from "./judges/axe.mjs";
import { csp } from "./judges/csp.mjs";
import { lighthouse } from "./judges/lighthouse.mjs";
import { nu } from "./judges/nu.mjs";
import { observatory } from "./judges/observatory.mjs";
import { pa11y } from "./judges/pa11y.mjs";
import { publicPages } from "./pages.mjs";
import { installPrograms, installTools } from "./tools.mjs";

const judges = [answers, csp, nu, observatory, axe, pa11y, lighthouse];
const publishers = ["alphagen", "alai"];

const mostPlaces = 4;

const list = { type: "string", multiple: true };
const { values: asked } = parseArgs({
  options: { judge: list, publisher: list, page: list, record: { type: "boolean", default: false } },
});
const chosen = (given, all, what) => {
  const wanted = given?.flatMap((each) => each.split(","));
  const unknown = wanted?.filter((each) => !all.includes(each)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no ${what} ${unknown.join(", ")}; there are ${all.join(", ")}.`);
  return wanted ?? all;
};

async function auditPublisher(publisher, names) {
  const wanted = judges.filter(({ name }) => names.includes(name));
  let deployment;
  let browser;
  try {
    deployment = await startDeployment(publisher);
    const pages = await askedPages(deployment);
    console.log(`… ${publisher}: ${pages.length} pages`);
    browser = await openBrowser();
    const rows = [];
    for (const judge of wanted) rows.push(await ask(judge, { ...deployment, browser }, pages));
    return rows;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return wanted.map((judge) => ({ publisher, judge, pages: [], findings: [], problem, seconds: 0 }));
  } finally {
    await browser?.close();
    await deployment?.stop();
  }
}

async function askedPages(deployment) {
  const { publisher } = deployment;
  const every = await publicPages(deployment);
  const only = asked.page?.flatMap((each) => each.split(","));
  const pages = only === undefined ? every : every.filter(({ path }) => only.includes(path));
  if (pages.length === 0) throw new Error(`no public page of ${publisher} is at ${only?.join(", ")}`);
  return pages;
}

async function ask(judge, site, pages) {
  const started = performance.now();
  const findings = [];
  let problem;
  try {
    await judge.judge(site, pages, (path, rule, where = "") => findings.push({ path, rule, where }));
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const seconds = (performance.now() - started) / 1000;
  const row = { publisher: site.publisher, judge, pages: pages.map(({ path }) => path), findings, problem, seconds };
  console.log(`… ${line(row)}`);
  tell(findings);
  return row;
}

/** One finding on every page is one thing to mend: told once, with a few of its places. */
function tell(findings) {
  for (const rule of new Set(findings.map((each) => each.rule))) {
    const places = findings.filter((each) => each.rule === rule);
    console.log(`    ${rule} (${places.length})`);
    for (const { path, where } of places.slice(0, mostPlaces)) console.log(`      ${path} ${where}`);
    if (places.length <= mostPlaces) continue;
    const others = [...new Set(places.slice(mostPlaces).map(({ path }) => path))];
    console.log(`      and on ${others.join(" ")}`);
  }
}

const outcome = ({ findings, problem }) => {
  if (problem !== undefined) return `not run: ${problem}`;
  return findings.length === 0 ? "nothing found" : `${findings.length} findings`;
};
const line = (row) =>
  `${row.publisher.padEnd(9)} ${row.judge.name.padEnd(12)} ${String(row.pages.length).padStart(3)} pages ` +
  `${row.seconds.toFixed(0).padStart(5)} s  ${outcome(row)}`;

/** What the page /accessibility states: what was measured with what, and what no tool of ours measures. */
function record(rows) {
  const judging = ["axe", "pa11y", "nu"];
  const accessibility = rows.filter(({ judge, problem }) => judging.includes(judge.name) && !problem);
  const absent = judging.filter(
    (name) => accessibility.filter(({ judge }) => judge.name === name).length < publishers.length,
  );
  const tools = new Map(accessibility.flatMap(({ judge }) => judge.tools().map((tool) => [tool.name, tool])));
  const measured = {
    measuredAt: new Date().toISOString(),
    tools: [...tools.values()],
    pages: new Set(accessibility.flatMap(({ publisher, pages }) => pages.map((path) => `${publisher} ${path}`))).size,
    findings: accessibility.reduce((sum, { findings }) => sum + findings.length, 0),
    notMeasured: [
      ...absent.map((name) => `What ${name} judges: it was not run over both packs`),
      "Reading with a screen reader by people who rely on one",
      "Magnification above 200 % and text spacing set by the reader",
      "Contrast inside the drawings, which no tool computes; the same follows each of them as a table",
      "The customer and staff areas behind sign-in, which the product's own tests look at with axe alone",
    ],
  };
  const folder = join("docs", "measurements");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "accessibility.json"), `${JSON.stringify(measured, null, 2)}\n`);
}

const names = chosen(
  asked.judge,
  judges.map(({ name }) => name),
  "judge",
);
if (asked.record && (asked.page !== undefined || asked.publisher !== undefined))
  throw new Error("--record states what holds of the whole site: leave --page and --publisher out.");
installPrograms();
installTools();
const rows = [];
for (const publisher of chosen(asked.publisher, publishers, "pack"))
  rows.push(...(await auditPublisher(publisher, names)));
console.log(`\n${rows.map(line).join("\n")}\n`);
for (const { name, asks } of judges.filter((judge) => names.includes(judge.name))) console.log(`${name}: ${asks}`);
if (asked.record) record(rows);
const good = rows.filter(({ findings, problem }) => findings.length === 0 && problem === undefined).length;
console.log(`\n${good} passed, ${rows.length - good} failed`);
process.exitCode = good === rows.length ? 0 : 1;
