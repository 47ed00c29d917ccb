// Bundles what runs outside Next from the same server/ code: Node 20 does not run TypeScript.
import { rmSync } from "node:fs";
import { build } from "esbuild";

rmSync(".build", { recursive: true, force: true });
await build({
  entryPoints: {
    serve: "scripts/serve.ts",
    worker: "scripts/worker.ts",
    "staff-add": "scripts/staff-add.ts",
    "demo-time": "scripts/demo-time.ts",
    "audit-verify": "scripts/audit-verify.ts",
    "content-check": "scripts/content-check.ts",
    "advisory-new": "scripts/advisory-new.ts",
    bench: "scripts/bench/bench.ts",
    "test-crash": "scripts/test-crash.ts",
    "qpdf-worker": "server/vault/marking/qpdf-worker.ts",
  },
  outdir: ".build",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: true,
  logLevel: "warning",
});
