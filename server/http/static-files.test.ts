import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadStaticFiles } from "@/server/http/static-files";

const files = loadStaticFiles();
const text = (path: string) => files.get(path)?.body.plain.toString() ?? "";

test("every script of public/ is sent, and still a script", () => {
  const names = readdirSync("public").filter((name) => name.endsWith(".js"));
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    expect(text(`/${name}`).length).toBeGreaterThan(100);
    expect(text(`/${name}`).length).toBeLessThan(readFileSync(`public/${name}`).length);
    expect(text(`/${name}`)).not.toMatch(/^\s*\/\//m);
  }
  expect(text("/theme.js")).toContain("localStorage");
});

test("a face is kept for a week, and not compressed a second time", () => {
  const face = files.get("/fonts/geist-latin.woff2");
  expect(face?.headers).toMatchObject({ "Content-Type": "font/woff2" });
  expect(String(face?.headers["Cache-Control"])).toContain("max-age=604800");
  expect(face?.body.compress).toBe(false);
});
