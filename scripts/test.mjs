// Everything that `npm test` checks, in one run: types, lint and walls, unit, integration and end-to-end tests. Each part
// also runs alone by its name: `npm test -- unit integration`. It ends with one plain line for the whole.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const results = join("test-results", "counts");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const program = (name) => join("node_modules", ".bin", name);
const run = (command, args, environment = {}) =>
  spawnSync(command, args, { stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment } })
    .status === 0;
const single = (command, ...args) => (run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

function vitest(project) {
  const file = join(results, `${project}.json`);
  const good = run(program("vitest"), [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTotalTests: total } = read(file);
  // A file that does not even load has no failed test: it still fails the run.
  return { passed, failed: good || failed > 0 ? failed : 1, skipped: total === 0 ? 0 : skipped };
}

function playwright() {
  const file = join(results, "end-to-end.json");
  const good = run(program("playwright"), ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = read(file).stats ?? {};
  const failed = unexpected + flaky;
  return { passed: expected, failed: good || failed > 0 ? failed : 1, skipped };
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTotalTests: 0 };
  }
}

const parts = {
  types: () => single(program("tsc"), "--noEmit", "-p", "."),
  lint: () => single(program("biome"), "check", "--error-on-warnings", "--max-diagnostics=50", "."),
  unit: () => vitest("unit"),
  integration: () => vitest("integration"),
  e2e: () => playwright(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}; the parts are ${Object.keys(parts).join(", ")}.`);
  process.exit(1);
}
const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const { passed, failed, skipped = 0 } = parts[name]();
  lines.push(
    `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped, ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
console.log(`\n${lines.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed > 0 ? 1 : 0;
