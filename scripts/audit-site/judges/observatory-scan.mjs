// Scans each name and prints the grades as JSON; see observatory.mjs.
import { pathToFileURL } from "node:url";

const [scanner = "", ...names] = process.argv.slice(2);
const { scan } = await import(pathToFileURL(scanner).href);
const grades = [];
for (const name of names) {
  try {
    const { scan: summary, tests } = await scan(name);
    const failed = Object.entries(tests).flatMap(([test, { pass, result }]) => (pass ? [] : [`${test}: ${result}`]));
    grades.push({ name, grade: summary.grade, score: summary.score, failed });
  } catch (error) {
    grades.push({ name, error: error instanceof Error ? error.message : String(error) });
  }
}
process.stdout.write(JSON.stringify(grades), () => process.exit());
