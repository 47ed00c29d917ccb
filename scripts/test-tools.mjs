// Gets what the tests judge with: a browser and the PDF tools. Installs Debian's packages where that is permitted, takes
// Playwright's own browser elsewhere, and names what is missing.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const tools = {
  pdfsig: "poppler-utils",
  qpdf: "qpdf",
  mutool: "mupdf-tools",
  openssl: "openssl",
  gpg: "gnupg",
  unzip: "unzip",
};

const run = (command, ...args) =>
  spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;
const has = (tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0;
const hasBrowser = () => browsers.some(existsSync) || existsSync(chromium.executablePath());

const wanted = Object.entries(tools)
  .filter(([tool]) => !has(tool))
  .map(([, name]) => name);
if (!hasBrowser()) wanted.push("chromium");
if (wanted.length > 0 && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
  console.log(`… installing ${wanted.join(", ")}`);
  run("apt-get", "update", "-qq") && run("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...wanted);
}
if (!hasBrowser() && !run("node_modules/.bin/playwright", "install", "chromium")) {
  console.error("No browser: install Chromium, then run the tests again.");
  process.exit(1);
}
for (const [tool, name] of Object.entries(tools))
  if (!has(tool))
    console.log(`not run: ${tool} is not installed (Debian package ${name}); the tests that ask it are skipped`);
