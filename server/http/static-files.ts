/** The build's assets and the files of public/, read into memory at start and sent compressed. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
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
      represent(readFileSync(path), type, { "Cache-Control": cacheControl }),
    );
  }
}
