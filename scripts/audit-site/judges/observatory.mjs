// MDN's HTTP Observatory, over each page through the TLS proxy. It runs in a process of its own, which trusts the
// proxy's certificate as a visitor trusts a public one.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { toolPath, versionOf } from "../tools.mjs";

export const observatory = {
  name: "observatory",
  asks: "MDN HTTP Observatory: A+",
  tools: () => [versionOf("@mdn/mdn-http-observatory")],
  async judge({ origin, certificate }, pages, found) {
    const host = new URL(origin).host;
    // It grades sites, and takes nothing but an answer that a site's front page could give.
    const names = pages.filter(({ status }) => status === 200).map(({ path }) => (path === "/" ? host : host + path));
    const scanner = toolPath("@mdn/mdn-http-observatory/src/scanner/index.js");
    for (const { name, error, grade, score, failed } of await scan(scanner, certificate, names)) {
      const path = name.slice(host.length) || "/";
      if (error !== undefined) found(path, "not graded", error);
      else if (grade !== "A+") found(path, `${grade}: ${failed.join(", ")}`, `score ${score}`);
    }
  },
};

function scan(scanner, certificate, names) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "observatory-scan.mjs"), scanner, ...names], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificate },
    });
    let said = "";
    child.stdout.on("data", (piece) => {
      said += piece;
    });
    child.once("close", (code) => {
      if (code === 0) done(JSON.parse(said));
      else failed(new Error(`the scanner ended with ${code}`));
    });
  });
}
