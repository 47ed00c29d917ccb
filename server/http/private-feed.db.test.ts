/** What stands behind a contact's own feed address, for whom, and what an address that opens nothing says. */
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { contactViewerOf, makeContact, makeStaff, signFor } from "@/prisma/factories";
import { useOwnDatabase, useOwnDataFolder } from "@/scripts/integration-database";
import type { ContactViewer } from "@/server/access/permissions";
import { revokeMember } from "@/server/accounts/memberships";
import { endAdvisory, showAdvisory } from "@/server/advisories/access/grants";
import { listFeeds } from "@/server/advisories/private-feeds/queries";
import { makeFeed, revokeFeed } from "@/server/advisories/private-feeds/tokens";
import { importAgreements } from "@/server/agreements/versions";
import { currentPack } from "@/server/content/current-pack";
import type { Pack } from "@/server/content/pack";
import { readJsonFeed } from "@/server/feeds/testing/json-feed";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { newToken } from "@/server/platform/ids";
import { answerPrivateFeed } from "./private-feed-route";

const [green, strict, amber] = ["AGSA-2026-9H4TCX", "AGSA-2026-C5R1VJ", "AGSA-2026-K2V8RD"] as const;
const open = "AGSA-2026-7F3K9Q";
const embargoed = "AGSA-2026-P7M3XE";

let pack: Pack;
let staff: string;
let origin: string;
let server: Server;
let removeFolder: () => void;
beforeAll(async () => {
  await useOwnDatabase();
  removeFolder = useOwnDataFolder();
  await database().deployment.create({ data: { id: 1, keyCheck: "test", demo: true } });
  pack = await currentPack();
  await importAgreements(database(), pack);
  staff = (await makeStaff(["trust_manager"])).personId;
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    void answerPrivateFeed(request, response, path).then((answered) => answered || response.writeHead(418).end());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  removeFolder();
});

async function reader(...shown: readonly string[]): Promise<{ viewer: ContactViewer; token: string }> {
  const viewer = await contactViewerOf((await makeContact(["signatory"])).personId);
  await signFor(pack, viewer);
  const { accountId } = viewer.contact;
  for (const advisoryId of shown) await showAdvisory(database(), pack, staff, { advisoryId, accountId }, now());
  return { viewer, token: await makeFeed(database(), pack.name, viewer, now()) };
}

let neighbour = 0;
/** From a network of its own, unless it is given. */
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(origin + path, {
    method,
    headers: { "x-client-address": `2001:db8:${(++neighbour).toString(16)}::1`, ...headers },
  });
const text = async (path: string) => (await ask(path)).text();

const Rolie = z.object({
  feed: z.object({ entry: z.array(z.object({ id: z.string(), content: z.object({ src: z.string() }) })) }),
});
async function rolie(token: string, label: string) {
  const { feed } = Rolie.parse(JSON.parse(await text(`/feeds/${token}/csaf/csaf-feed-tlp-${label}.json`)));
  return feed.entry;
}

describe("a private feed", () => {
  test.each(["rss.xml", "atom.xml", "feed.json"])(
    "holds what its contact may read, and nothing else: %s",
    async (file) => {
      const [named, other] = [await reader(strict), await reader()];
      const [theirs, others] = [
        await text(`/feeds/${named.token}/${file}`),
        await text(`/feeds/${other.token}/${file}`),
      ];
      for (const id of [open, green]) for (const body of [theirs, others]) expect(body).toContain(id);
      expect(theirs).toContain(strict);
      expect(others).not.toMatch(new RegExp(`${strict}|library reads past`));
      for (const id of [amber, embargoed]) for (const body of [theirs, others]) expect(body).not.toContain(id);
      if (file === "feed.json") for (const body of [theirs, others]) readJsonFeed(body);
    },
  );

  test("is kept by nobody on the way and found by no search engine", async () => {
    const { token } = await reader();
    const answer = await ask(`/feeds/${token}/rss.xml`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("link")).toBeNull();
  });

  test("says 304 to whom nothing changed for, until something did", async () => {
    const { viewer, token } = await reader();
    const first = await ask(`/feeds/${token}/atom.xml`);
    const tag = first.headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    const again = await ask(`/feeds/${token}/atom.xml`, { "If-None-Match": tag });
    expect([again.status, again.headers.get("cache-control")]).toEqual([304, "private, no-store"]);
    const { accountId } = viewer.contact;
    await showAdvisory(database(), pack, staff, { advisoryId: amber, accountId }, now());
    expect((await ask(`/feeds/${token}/atom.xml`, { "If-None-Match": tag })).status).toBe(200);
    const grant = await database().advisoryGrant.findFirstOrThrow({ where: { accountId } });
    await endAdvisory(database(), pack.name, staff, { advisoryId: amber, grantId: grant.id });
    expect((await ask(`/feeds/${token}/atom.xml`, { "If-None-Match": tag })).status).toBe(304);
  });

  test("is read alone", async () => {
    const { token } = await reader();
    expect((await ask(`/feeds/${token}/rss.xml`, {}, "HEAD")).status).toBe(200);
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await ask(`/feeds/${token}/rss.xml`, {}, method)).status).toBe(405);
  });
});

describe("a private CSAF provider", () => {
  test("names its own addresses, and lists each document under its label alone", async () => {
    const { token } = await reader(strict, amber);
    const metadata = await text(`/feeds/${token}/csaf/provider-metadata.json`);
    for (const file of ["csaf-feed-tlp-white.json", "csaf-feed-tlp-green.json", "csaf-feed-tlp-amber.json"])
      expect(metadata).toContain(`/feeds/${token}/csaf/${file}`);
    expect(metadata).toContain('"list_on_CSAF_aggregators": false');
    const ids = async (label: string) => (await rolie(token, label)).map(({ id }) => id).sort();
    expect(await ids("green")).toEqual([green]);
    expect(await ids("amber")).toEqual([strict, amber].sort());
    expect(await ids("white")).toContain(open);
    expect(await ids("white")).not.toContain(embargoed);
    expect(await text(`/feeds/${token}/csaf/index.txt`)).toContain(strict.toLowerCase());
  });

  test("gives everybody the same document, in which no address of a feed stands", async () => {
    const [one, other] = [await reader(strict), await reader(strict)];
    const documents = await Promise.all(
      [one, other].map(async ({ token }) => {
        const source = (await rolie(token, "amber"))[0]?.content.src ?? "";
        const path = new URL(source).pathname;
        const [body, hash] = [await text(path), await text(`${path}.sha256`)];
        expect(path).toMatch(new RegExp(`^/feeds/${token}/csaf/\\d{4}/${strict.toLowerCase()}\\.json$`));
        expect(hash.split(" ")[0]).toBe(createHash("sha256").update(body).digest("hex"));
        return body;
      }),
    );
    expect(documents[0]).toBe(documents[1]);
    expect(documents[0]).not.toContain("/feeds/");
    expect(documents[0]).toContain('"label": "AMBER"');
    expect(documents[0]).toContain("TLP:AMBER+STRICT");
  });

  test("hides what is for others by every way", async () => {
    const { token } = await reader(strict);
    const files = ["provider-metadata.json", "service.json", "category.json", "index.txt", "changes.csv", "", "2026/"];
    const labels = ["white", "green", "amber"].map((label) => `csaf-feed-tlp-${label}.json`);
    for (const file of [...files, ...labels]) {
      const answer = await ask(`/feeds/${token}/csaf/${file}`);
      expect.soft(answer.status, file).toBe(200);
      expect.soft((await answer.text()).toUpperCase(), file).not.toMatch(/K2V8RD|P7M3XE/);
    }
    for (const id of [amber, embargoed])
      for (const ending of ["", ".sha256", ".asc"])
        expect((await ask(`/feeds/${token}/csaf/2026/${id.toLowerCase()}.json${ending}`)).status).toBe(404);
  });
});

describe("an address that opens nothing", () => {
  const told = async (path: string) => {
    const answer = await ask(path);
    const { date: _date, ...headers } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, body: await answer.text() };
  };

  test("says the same, whatever the reason", async () => {
    const unknown = await told(`/feeds/advisories_${newToken()}/rss.xml`);
    expect(unknown.status).toBe(404);

    const revoked = await reader(strict);
    const [feed] = await listFeeds(revoked.viewer);
    await revokeFeed(database(), revoked.viewer, feed?.id ?? "", now());
    const left = await reader(strict);
    await revokeMember(database(), left.viewer.contact.membershipId, null, now());
    const closed = await reader(strict);
    await database().account.update({ where: { id: closed.viewer.contact.accountId }, data: { closedAt: now() } });
    const live = await reader();
    for (const address of [
      ...[revoked, left, closed].map(({ token }) => `/feeds/${token}/rss.xml`),
      ...["/feeds/x/rss.xml", "/feeds", "/feeds/", `/feeds/${newToken()}`, "/feeds/%00/rss.xml"],
      ...["", "nothing.xml", "csaf", "rss.xml/x", "../rss.xml", "csaf/2026/nothing.json", "csaf/1999"].map(
        (file) => `/feeds/${live.token}x/${file}`,
      ),
      ...["", "nothing.xml", "csaf/2026/nothing.json", "csaf/1999"].map((file) => `/feeds/${live.token}/${file}`),
    ])
      expect.soft(await told(address), address).toEqual(unknown);
  });

  test("is answered so many times, then not for a while; who has a feed is not held up", async () => {
    const from = { "x-client-address": "203.0.113.77" };
    const statuses = new Set<number>();
    for (let round = 0; round < 105; round++) statuses.add((await ask(`/feeds/guess-${round}/rss.xml`, from)).status);
    expect([...statuses].sort()).toEqual([404, 429]);
    const answer = await ask("/feeds/guess/rss.xml", from);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    const { token } = await reader();
    expect((await ask(`/feeds/${token}/rss.xml`, from)).status).toBe(200);
  });

  test("ends with the signature: a new text that takes no earlier one", async () => {
    const { token } = await reader(strict);
    expect((await ask(`/feeds/${token}/rss.xml`)).status).toBe(200);
    const { id } = await database().agreementVersion.create({
      data: {
        ...{ publisher: pack.name, kind: "nda", version: "99.0", acceptsEarlier: false, specimen: false },
        ...{ effectiveDate: new Date("2026-11-01"), template: "# New", templateSha256: new Uint8Array(32) },
      },
    });
    expect(id).not.toBe("");
    expect((await ask(`/feeds/${token}/rss.xml`)).status).toBe(404);
  });
});
