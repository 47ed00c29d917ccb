/** The product as `npm start` runs it, on a free port, over the bench's own deployment. */
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Children } from "./children";
import { freePort } from "./free-port";

export interface ProductServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** A first start loads the demonstration, on a busy machine with all of the bench's advisories. */
const patience = 180_000;
/** Drawn once visitors can come, for seconds in which nobody is answered. */
const drawn = ["/trust.pdf", "/toms.pdf"];

/** @param further settings @throws Error with the server's last words where it does not start */
export async function startProduct(
  children: Children,
  dataDir: string,
  further: Readonly<Record<string, string>> = {},
): Promise<ProductServer> {
  const port = await freePort();
  const { DATABASE_URL: _address, DATABASE_OWNER_URL: _ownerAddress, ...inherited } = process.env;
  const child = children.program(process.execPath, [join(process.cwd(), ".build", "serve.mjs")], {
    stdio: ["ignore", "pipe", "pipe"],
    // The name of a running script makes the server watch its parent, so that it does not outlive a killed bench.
    env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), DEMO: "1", npm_lifecycle_event: "bench", ...further },
  });
  await readiness(child);
  const origin = `http://127.0.0.1:${port}`;
  for (const path of drawn) await (await fetch(origin + path)).arrayBuffer();
  return { origin, stop: () => children.stop(child) };
}

function readiness(child: ChildProcess): Promise<void> {
  return new Promise((ready, failed) => {
    let said = "";
    const fail = (why: string) => failed(new Error(`the server ${why}: ${said.trim().split("\n").at(-1) ?? ""}`));
    const late = setTimeout(() => fail("was not ready in time"), patience);
    const listen = (piece: Buffer) => {
      said = (said + piece.toString()).slice(-4000);
      if (!/ ready at http/.test(said)) return;
      clearTimeout(late);
      ready();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", () => {
      clearTimeout(late);
      fail("did not start");
    });
  });
}
