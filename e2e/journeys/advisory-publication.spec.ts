/**
 * Two servers on one database and one mounted content folder: a file that is added or edited and an embargo that ends
 * show on both within a minute and without a rebuild, and whatever is restricted shows nowhere, before and after.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { z } from "zod";
import { port } from "../support/addresses";
import { askAt, walk } from "../support/public-walk";
import { type AdvisoryFile, advisoryFiles, isPublicAt, plain, tellingPhrases } from "../support/telling";

const embargoEnds = new Date("2027-01-15T09:00:00Z");
const held = "AGSA-2026-P7M3XE";
const added = "AGSA-2026-N3WX5T";
const ports = [port + 4, port + 5] as const;
const bases = ports.map((each) => `http://localhost:${each}`);

let folder = "";
let advisories = "";
const servers: ChildProcess[] = [];

async function start(at: number): Promise<void> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|DATABASE|SMTP|DKIM|DEMO|PLAYWRIGHT)/.test(name));
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    ...Object.fromEntries(kept),
    ...{ PORT: String(at), DATA_DIR: join(folder, "data"), CONTENT_DIR: join(folder, "content") },
  };
  const child = spawn(process.execPath, [".build/serve.mjs"], { env });
  servers.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (said += piece.toString()));
  for (let attempt = 0; !said.includes("ready at"); attempt++) {
    if (child.exitCode !== null || attempt > 1200) throw new Error(said);
    await wait(100);
  }
}

test.describe.configure({ mode: "serial", timeout: 600_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), "trust-publication-"));
  // PostgreSQL refuses to be entered by nobody under a private folder when it runs as another user.
  chmodSync(folder, 0o755);
  cpSync("content", join(folder, "content"), { recursive: true });
  advisories = join(folder, "content/demo/alphagen/advisories");
  for (const each of ports) await start(each);
});

/** The first one stops the database, so it goes last. */
test.afterAll(async () => {
  for (const server of servers.reverse()) {
    if (server.exitCode !== null) continue;
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** What the publisher says to everybody anyway. */
function publicTexts(at: Date): string {
  const texts = readdirSync("content/alphagen", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(mdx|ya?ml)$/.test(name))
    .map((name) => readFileSync(join("content/alphagen", name), "utf8"));
  const words = readdirSync("server/words/en").map((name) => readFileSync(join("server/words/en", name), "utf8"));
  const open = advisoryFiles(advisories).filter((file) => isPublicAt(file, at));
  return [...texts, ...words, ...open.map(({ text }) => text)].join("\n");
}

const addressesOf = ({ id }: AdvisoryFile) => [
  ...[`/advisories/${id}`, `/nb/advisories/${id}`, `/advisories/${id}.md`, `/advisories/osv/x_${id}.json`],
  ...["", ".sha256", ".sha512", ".asc"].map((ending) => `/.well-known/csaf/2026/${id.toLowerCase()}.json${ending}`),
];

/** Walks every public address of a server, and makes sure that the same look finds what is public. */
async function expectNothingRestricted(base: string, at: Date): Promise<void> {
  const known = publicTexts(at);
  const all = advisoryFiles(advisories);
  const restricted = all.filter((file) => !isPublicAt(file, at));
  // One of each circle, and until its moment one that waits to be public.
  const circles = ["AMBER", "AMBER+STRICT", ...(at < embargoEnds ? ["CLEAR"] : []), "GREEN"];
  expect([...new Set(restricted.map(({ tlp }) => tlp))].sort()).toEqual(circles);
  const answers = await walk(base, restricted.flatMap(addressesOf));
  for (const file of restricted) {
    const phrases = [...tellingPhrases(file, known)];
    expect(phrases.length, file.id).toBeGreaterThan(20);
    for (const { path, text } of answers) {
      const read = plain(text);
      expect
        .soft(
          phrases.filter((phrase) => read.includes(phrase)),
          `${file.id} (${file.tlp}) at ${path}`,
        )
        .toEqual([]);
    }
    for (const path of addressesOf(file)) expect.soft((await askAt(base, path)).status, path).toBe(404);
  }
  for (const file of all.filter((each) => isPublicAt(each, at)))
    expect(answers.filter(({ text }) => plain(text).includes(plain(file.id))).length, file.id).toBeGreaterThan(10);
}

async function asOwner<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const stateOf = (name: string) => JSON.parse(readFileSync(join(folder, "data", name), "utf8"));
  const { port: at } = z.object({ port: z.number() }).parse(stateOf("pg.json"));
  const { owner } = z.object({ owner: z.string() }).parse(stateOf("pg-roles.json"));
  const client = new pg.Client({
    ...{ host: "127.0.0.1", port: at, user: "trust_owner", password: owner, database: "trust_centre" },
  });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function productTime(): Promise<Date> {
  const [row] = await asOwner<{ at: Date }>("SELECT product_now() AS at");
  if (row === undefined) throw new Error("the database does not tell its time");
  return row.at;
}

/** On every server, in every form that an advisory has. */
async function expectPublished(id: string): Promise<void> {
  const places = [
    "/advisories",
    "/advisories/rss.xml",
    "/advisories/atom.xml",
    "/advisories/feed.json",
    "/sitemap.xml",
  ];
  const lists = [...places, "/.well-known/csaf/index.txt", "/.well-known/csaf/csaf-feed-tlp-white.json"];
  for (const base of bases)
    for (const path of lists)
      await expect
        .poll(async () => plain((await askAt(base, path)).text), { message: `${base}${path}`, timeout: 60_000 })
        .toContain(plain(id));
  for (const base of bases)
    for (const path of [
      `/advisories/${id}`,
      `/advisories/osv/x_${id}.json`,
      `/.well-known/csaf/2026/${id.toLowerCase()}.json`,
    ])
      expect.soft((await askAt(base, path)).status, base + path).toBe(200);
}

test("nothing restricted shows on either server", async () => {
  for (const base of bases) await expectNothingRestricted(base, await productTime());
});

test("a file that is added shows, then what is edited in it, and what is wrong with it changes nothing", async () => {
  const file = join(advisories, `${added}.mdx`);
  const text = readFileSync(join(advisories, "AGSA-2026-7F3K9Q.mdx"), "utf8")
    .replace("id: AGSA-2026-7F3K9Q", `id: ${added}`)
    .replace(/^title: .*$/m, 'title: "Demonstration: added while the server runs"');
  writeFileSync(file, text);
  await expectPublished(added);
  writeFileSync(file, text.replace("added while the server runs", "edited while the server runs"));
  for (const base of bases)
    for (const path of [`/advisories/${added}`, "/advisories/atom.xml"])
      await expect
        .poll(async () => (await askAt(base, path)).text, { message: base + path, timeout: 60_000 })
        .toContain("edited while the server runs");
  writeFileSync(file, text.replace("tlp: CLEAR", "tlp: PUBLIC"));
  await wait(8000);
  for (const base of bases) expect((await askAt(base, `/advisories/${added}`)).text).toContain("edited while");
  writeFileSync(file, text);
});

test("an embargo ends at its moment on both servers, within a minute, and what else is restricted stays so", async () => {
  const ahead = Math.floor((embargoEnds.getTime() - (await productTime()).getTime()) / 1000) - 20;
  await asOwner(
    `INSERT INTO "ClockOffset" (id, "aheadSeconds") VALUES (1, $1)
     ON CONFLICT (id) DO UPDATE SET "aheadSeconds" = "ClockOffset"."aheadSeconds" + EXCLUDED."aheadSeconds"`,
    [ahead],
  );
  await wait(6000);
  for (const base of bases)
    for (const path of ["/advisories", "/advisories/rss.xml", "/sitemap.xml", `/advisories/${held}`]) {
      const { text } = await askAt(base, path);
      expect((await productTime()) < embargoEnds, "asked before the moment").toBe(true);
      expect.soft(plain(text), base + path).not.toContain(plain("a calendar file could name"));
    }
  await expectPublished(held);
  expect((await productTime()).getTime() - embargoEnds.getTime()).toBeLessThan(60_000);
  for (const base of bases) {
    const { text } = await askAt(base, "/advisories/atom.xml");
    expect(text).toContain(`<published>${embargoEnds.toISOString()}</published>`);
    await expectNothingRestricted(base, await productTime());
  }
});
