// The outside judges, installed apart from the product's own packages so that a plain install stays small. No package's
// install script runs: none fetches a browser or a list of its own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** A dot folder is nobody's package to npm, to the compiler and to the bundler, and goes when node_modules goes. */
const folder = resolve("node_modules", ".audit-site");
const files = ["package.json", "package-lock.json"];
const require = createRequire(join(folder, "package.json"));

export function installTools() {
  mkdirSync(folder, { recursive: true });
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(import.meta.dirname, file)));
  const digest = hash.digest("hex");
  const stamp = join(folder, ".installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  for (const file of files) copyFileSync(join(import.meta.dirname, file), join(folder, file));
  console.log("… installing the judges (about a minute)");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the judges could not be installed");
  // The Observatory's own install step would fetch who is preloaded for HTTPS: nobody of interest to a loopback name.
  const conf = join(folder, "node_modules", "@mdn", "mdn-http-observatory", "conf");
  writeFileSync(join(conf, "hsts-preload.json"), "{}\n");
  writeFileSync(stamp, digest);
}

/** Debian's programs that judges run in, as the tests get theirs; without them the judge says that it was not run. */
export function installPrograms() {
  const programs = { java: "default-jre-headless", openssl: "openssl", chromium: "chromium" };
  const missing = Object.entries(programs)
    .filter(([program]) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0)
    .map(([, name]) => name);
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log(`… installing ${missing.join(", ")}`);
  const options = {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], options);
}

export const toolPath = (request) => require.resolve(request);
export const loadTool = (request) => import(pathToFileURL(require.resolve(request)).href);

/** @returns {{ name: string, version: string }} */
export function versionOf(name) {
  const { version } = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
  return { name, version };
}
