import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { port, smtpPort } from "./e2e/support/addresses";

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const asRoot = process.getuid?.() === 0;

/** A production build on a fresh embedded database, with real mail to an SMTP sink of the tests' own. */
export default defineConfig({
  testDir: "e2e",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 45_000,
  expect: { timeout: 15_000 },
  globalSetup: "./e2e/support/smtp-sink.ts",
  webServer: {
    command: "node e2e/support/serve.mjs",
    url: `http://localhost:${port}/api/health/ready`,
    timeout: 120_000,
    stdout: "ignore",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      PORT: String(port),
      DATA_DIR: ".data/e2e",
      DATABASE_URL: "",
      DATABASE_OWNER_URL: "",
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      DEMO: "1",
    },
  },
  use: {
    baseURL: `http://localhost:${port}`,
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ["--disable-background-networking", "--disable-component-update", ...(asRoot ? ["--no-sandbox"] : [])],
    },
  },
});
