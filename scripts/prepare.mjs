// Brings a checkout to "built" with Node's own modules alone: it runs before anything is installed. Each step is
// skipped while its inputs are unchanged. With the word "test" it also makes sure of what the tests need.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed, this is ${process.version}.`);
  process.exit(1);
}
process.chdir(join(import.meta.dirname, ".."));

const stamps = join("node_modules", ".stamps");
const program = (name) => join("node_modules", ".bin", name);

function run(label, command, ...args) {
  console.log(`… ${label}`);
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  delete environment.NODE_ENV;
  const result = spawnSync(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    shell: process.platform === "win32",
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) throw result.error;
  if (result.status === 0) return;
  console.error(`${result.stdout}\n${result.stderr}\n${label} failed: see above.`);
  process.exit(result.status ?? 1);
}

function* files(path) {
  if (!existsSync(path)) return;
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return yield path;
    throw error;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.name !== "generated" && !entry.name.includes(".test.")) yield* files(join(path, entry.name));
}

function step(name, inputs, output, work) {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs)
    for (const file of files(input)) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  const digest = hash.digest("hex");
  const stamp = join(stamps, name);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, digest);
}

step("install", ["package.json", "package-lock.json"], join("node_modules", "next", "package.json"), () =>
  run("installing packages (about a minute)", "npm", "ci", "--no-audit", "--no-fund"),
);
step(
  "client",
  ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"],
  "server/platform/generated/prisma/client.ts",
  () => run("generating the database client", program("prisma"), "generate"),
);
const source = ["app", "components", "server", "prisma/schema.prisma", "package-lock.json", "tsconfig.json"];
step("programs", [...source, "scripts"], ".build/serve.mjs", () =>
  run("bundling the server", process.execPath, "scripts/bundle.mjs"),
);
step("pages", [...source, "public", "proxy.ts", "next.config.mjs", "postcss.config.mjs"], ".next/BUILD_ID", () =>
  run("building the pages (about a minute)", program("next"), "build"),
);
