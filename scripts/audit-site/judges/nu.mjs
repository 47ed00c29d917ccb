// The Nu HTML checker, the W3C's validator: every page's bytes as they are sent, in one run of Java.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toolPath, versionOf } from "../tools.mjs";

export const nu = {
  name: "nu",
  asks: "Nu HTML checker: 0 errors",
  tools: () => [versionOf("vnu-jar")],
  async judge(_site, pages, found) {
    if (spawnSync("java", ["-version"]).status !== 0)
      throw new Error("Java is not installed (Debian package default-jre-headless)");
    const folder = mkdtempSync(join(tmpdir(), "nu-"));
    const files = pages.map(({ html }, index) => {
      const file = join(folder, `${index}.html`);
      writeFileSync(file, html);
      return file;
    });
    const jar = toolPath("vnu-jar/build/dist/vnu.jar");
    const { stderr } = spawnSync(
      "java",
      ["-Xss4m", "-jar", jar, "--exit-zero-always", "--format", "json", "--also-check-svg", ...files],
      { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
    );
    rmSync(folder, { recursive: true, force: true });
    for (const { type, url, lastLine, message, extract } of JSON.parse(stderr).messages) {
      if (type === "info") continue;
      const page = pages[Number(/(\d+)\.html$/.exec(url ?? "")?.[1])];
      const near = extract?.replace(/\s+/g, " ").slice(0, 120) ?? "";
      found(page?.path ?? String(url), message, `line ${lastLine}: ${near}`);
    }
  },
};
