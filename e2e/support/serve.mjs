// The server under test, on data of its own that the last run may have left.
import { rmSync } from "node:fs";

rmSync(process.env.DATA_DIR ?? ".data/e2e", { recursive: true, force: true });
await import("../../.build/serve.mjs");
