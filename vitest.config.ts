import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

/** Tests named `*.db.test.ts` need a database; all others run without one. */
export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 30_000,
    // Otherwise a processor is left to this process, which has next to nothing to do.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{server,components,scripts,content}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "node_modules/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["server/**/*.db.test.ts"],
          globalSetup: "scripts/integration-database.ts",
          // They end what hangs, and judge no speed: on a busy machine a thousand rows take their time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
