/** The build's assets and the files of public/, read into memory at start and sent compressed. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { transformSync } from "esbuild";
import { type Representation, represent } from "@/server/http/representation";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** @returns representations by path */
export function loadStaticFiles(): ReadonlyMap<string, Representation> {
  const loaded = new Map<string, Representation>();
  addFolder(loaded, join(".next", "static"), "/_next/static", "public, max-age=31536000, immutable");
  addFolder(loaded, "public", "", "public, max-age=3600");
  addFolder(loaded, join("public", "fonts"), "/fonts", "public, max-age=604800, stale-while-revalidate=2592000");
  return loaded;
}

function addFolder(loaded: Map<string, Representation>, folder: string, prefix: string, cacheControl: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    const type = types[extname(name)];
    if (type === undefined || !statSync(path).isFile()) continue;
    loaded.set(
      `${prefix}/${name.replaceAll("\\", "/")}`,
      represent(contentOf(path), type, { "Cache-Control": cacheControl }),
    );
  }
}

/** The scripts of public/ are written to be read; readers' browsers are spared their comments and spaces. */
function contentOf(path: string): Buffer {
  if (!/^public\b.*\.js$/.test(path)) return readFileSync(path);
  return Buffer.from(transformSync(readFileSync(path, "utf8"), { minify: true, target: "es2022" }).code);
}
