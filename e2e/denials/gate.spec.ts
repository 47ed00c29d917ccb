import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { baseUrl, port } from "../support/addresses";
import { copyFor, withdrawOpenDocument } from "../support/copies";
import { nothingThere, routes } from "./routes";
import { cookieOf, type ViewerName, viewers } from "./viewers";

/** Addresses of app/: `(group)` folders are not part of them. */
function pageRoutes(folder = "app", address = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return pageRoutes(join(folder, entry.name), /^\(.*\)$/.test(entry.name) ? address : `${address}/${entry.name}`);
    return /^(page|route)\.tsx?$/.test(entry.name) ? [address || "/"] : [];
  });
}

/** Read from the source, since the server's own code is bundled apart from the tests. */
function fileRoutes(): string[] {
  const source = readFileSync("server/http/file-routes.ts", "utf8");
  const found = source.matchAll(/method: "(GET|POST)",\s+pattern: (?:new RegExp\(`|\/)\^(.+?)\$(?:`|\/)/g);
  return [...found].map(([, method, pattern = ""]) => {
    const address = pattern
      .replaceAll("\\/", "/")
      .replaceAll("\\\\.", ".")
      .replace(/\(\$\{\w+\}\)/, "[id]")
      .replace("()", "");
    return `${method} ${address}`;
  });
}

test("every route has a row, and every row a route", () => {
  expect(Object.keys(routes).sort()).toEqual([...pageRoutes(), ...fileRoutes()].sort());
});

// Each asks a dozen times and more, on a machine that may be busy.
test.describe.configure({ timeout: 120_000 });

const cookies = new Map<ViewerName, string>();

test.beforeAll(async () => {
  for (const viewer of viewers) cookies.set(viewer, await cookieOf(viewer));
});

test.afterAll(() => withdrawOpenDocument());

const ask = (method: string, address: string, viewer: ViewerName, body: FormData | URLSearchParams | null = null) =>
  fetch(new URL(address, baseUrl), {
    ...{ method, body, redirect: "manual" },
    headers: { cookie: cookies.get(viewer) ?? "", ...(method === "POST" ? { origin: baseUrl } : {}) },
  });

const inside = (address: string) => /^\/(portal|desk)/.test(address);

for (const [route, row] of Object.entries(routes)) {
  const method = route.startsWith("POST ") ? "POST" : "GET";
  test(`${route}`, async () => {
    const address = await row.address();
    for (const viewer of viewers) {
      const answer = await ask(method, address, viewer, (await row.body?.()) ?? null);
      const allowed = row.open === "everybody" || row.open.includes(viewer);
      expect
        .soft(answer.status, `${viewer} at ${address}`)
        .toBe(allowed ? (row.status ?? 200) : viewer === "nobody" ? 303 : 404);
      const location = answer.headers.get("location") ?? "";
      if (inside(address) && answer.status === 303)
        expect.soft(/^\/sign-in(\?next=|$)/.test(location), `${viewer} is sent to ${location}`).toBe(!allowed);
      await answer.body?.cancel();
    }
  });
}

test("two contacts of two accounts have each their own copy of one document, and not the other's", async () => {
  const [mine, theirs] = ["signed", "unsignedReviewer"] as const;
  const copies = new Map<ViewerName, string>();
  for (const viewer of [mine, theirs])
    copies.set(viewer, await copyFor(cookies.get(viewer) ?? "", cookies.get("security") ?? ""));
  for (const [owner, address] of copies)
    for (const viewer of [mine, theirs])
      for (const part of ["", "/progress"]) {
        const answer = await ask("GET", address + part, viewer);
        expect.soft(answer.status, `${viewer} at the copy of ${owner}${part}`).toBe(viewer === owner ? 200 : 404);
        await answer.body?.cancel();
      }
});

test("what is not there answers like what is hidden", async () => {
  for (const address of nothingThere)
    for (const viewer of viewers) {
      const answer = await ask("GET", address, viewer);
      expect.soft(answer.status, `${viewer} at ${address}`).toBe(viewer === "nobody" ? 303 : 404);
      await answer.body?.cancel();
    }
});

test("a path in disguise does not get round the gate", async () => {
  const disguises = [
    "//portal",
    "/%70ortal",
    "/portal%2Fpack",
    "/Portal",
    "/portal/.",
    "/portal/../portal/pack",
    "/desk;x=1",
    "/desk\\x",
    "http://localhost/portal",
  ];
  for (const path of disguises) expect.soft([303, 404, 308], path).toContain(await statusOfRawPath(path));
});

/** As it stands on the request line: fetch would tidy it first. */
function statusOfRawPath(path: string): Promise<number | undefined> {
  return new Promise((done, failed) => {
    request({ host: "localhost", port, path }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    })
      .on("error", failed)
      .end();
  });
}
