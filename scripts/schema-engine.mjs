#!/usr/bin/env node
// Drop-in for Prisma's native schema-engine: same CLI arguments and JSON-RPC over stdio,
// backed by the WebAssembly engine that Prisma publishes, over a driver adapter.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import pg from "pg";

const argv = process.argv.slice(2);
if (argv[0] === "--version") {
  console.log("schema-engine-cli 0edf323efd1d98336f3f0a68684b56f689b900d3");
  process.exit(0);
}
const opt = (name) => argv.flatMap((a, i) => (a === name ? [argv[i + 1]] : []));
const decode = (s) => JSON.parse(s.trim().startsWith("{") ? s : Buffer.from(s, "base64").toString());
const ds = opt("--datasource")[0] ? decode(opt("--datasource")[0]) : {};
const log = (level, fields) =>
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" })}\n`,
  );

if (argv.includes("cli")) {
  const cmd = argv[argv.indexOf("cli") + 1];
  const url = new URL(ds.url);
  const name = decodeURIComponent(url.pathname.slice(1));
  const admin = new URL(ds.url);
  admin.pathname = "/postgres";
  const run = async (u, sql) => {
    const c = new pg.Client({ connectionString: u.href });
    await c.connect();
    try {
      if (sql) await c.query(sql);
    } finally {
      await c.end();
    }
  };
  try {
    if (cmd === "can-connect-to-database") await run(url);
    else if (cmd === "create-database") await run(admin, `CREATE DATABASE "${name.replaceAll('"', '""')}"`);
    else if (cmd === "drop-database")
      await run(admin, `DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`);
    process.stderr.write(cmd === "drop-database" ? "The database was successfully dropped\n" : "ok\n");
    process.exit(0);
  } catch (e) {
    process.stderr.write("schema-engine\n");
    log("ERROR", {
      message: e.message || String(e.code),
      error_code: e.code === "3D000" ? "P1003" : "P1001",
      is_panic: false,
    });
    process.exit(1);
  }
}

let panic;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (m) => {
    panic = m;
    log("ERROR", { message: m });
  },
};
const req = createRequire(import.meta.url);
const bgPath = req.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
const bg = await import(pathToFileURL(bgPath).href);
const { instance } = await WebAssembly.instantiate(readFileSync(join(dirname(bgPath), "schema_engine_bg.wasm")), {
  "./schema_engine_bg.js": bg,
});
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import("@prisma/driver-adapter-utils");
const { PrismaPg } = await import("@prisma/adapter-pg");

// adapter-pg refuses the catalogs' "char" (oid 18): pass it through as "char"[] (1002), and name it Character below.
class CatalogClient extends pg.Client {
  query(...a) {
    const fix = (r) => {
      for (const f of r?.fields ?? []) if (f.dataTypeID === 18) f.dataTypeID = 1002;
      return r;
    };
    const cb = a.at(-1);
    if (typeof cb === "function") return super.query(...a.slice(0, -1), (e, r) => cb(e, fix(r)));
    const p = super.query(...a);
    return typeof p?.then === "function" ? p.then(fix) : p;
  }
}
async function connect(url, onDispose) {
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  const a = await new PrismaPg(new pg.Pool({ connectionString: url, Client: CatalogClient, max: 3 }), {
    schema,
    disposeExternalPool: true,
  }).connect();
  const { queryRaw, dispose } = a;
  a.queryRaw = async (q) => {
    const r = await queryRaw.call(a, q);
    r.columnTypes = r.columnTypes.map((t) => (t === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : t));
    return r;
  };
  // adapter-pg splits scripts at every ";": send them whole, as the native engine does (one implicit transaction)
  a.executeScript = async (sql) => {
    try {
      await a.client.query(sql);
    } catch (e) {
      a.onError(e);
    }
  };
  a.dispose = async () => {
    await dispose.call(a);
    await onDispose?.();
  };
  return a;
}
const sql = async (text) => {
  const c = new pg.Client(ds.url);
  await c.connect();
  try {
    await c.query(text);
  } finally {
    await c.end();
  }
};
const factory = {
  provider: "postgres",
  adapterName: "schema-engine",
  connect: () => connect(ds.url),
  async connectToShadowDb() {
    if (ds.shadowDatabaseUrl) return connect(ds.shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`,
      url = new URL(ds.url);
    url.pathname = `/${name}`;
    await sql(`CREATE DATABASE "${name}"`);
    return connect(url.href, () => sql(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  },
};
let engine;
const datamodels = opt("--datamodels").map((p) => [p, readFileSync(p, "utf8")]);

const send = (m) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...m })}\n`);
const rename = { getDatabaseVersion: "version" };
async function handle({ id, method, params }) {
  try {
    if (method === "createDatabase") return send({ id, result: { databaseName: new URL(ds.url).pathname.slice(1) } });
    engine ??= await bg.SchemaEngine.new(
      { datamodels: datamodels.length ? datamodels : undefined },
      (l) => process.env.DEBUG && process.stderr.write(`${l}\n`),
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    let result = await engine[rename[method] ?? method](params);
    if (method === "diff") {
      if (result.stdout != null) send({ id: 1e6 + id, method: "print", params: { content: result.stdout } });
      result = { exitCode: result.exitCode };
    }
    send({ id, result: result ?? {} });
  } catch (e) {
    send({
      id,
      error: {
        code: 4466,
        message: "An error happened. Check the data field for details.",
        data: {
          is_panic: false,
          message: panic ?? e.message ?? String(e),
          error_code: e.code ?? undefined,
          meta: e.meta ?? null,
        },
      },
    });
  }
}
let chain = Promise.resolve();
createInterface({ input: process.stdin })
  .on("line", (line) => {
    const msg = JSON.parse(line);
    if (msg.method) chain = chain.then(() => handle(msg));
  })
  .on("close", () => chain.then(() => process.exit(0)));
