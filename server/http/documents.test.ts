import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { days, hours, later, minutes, seconds } from "@/server/platform/clock";
import { insideAddress } from "@/server/words/locale";
import { DocumentStore, type StoreOptions } from "./documents";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A renderer that tells what it was asked, behind a store. @returns the store's address and what was rendered */
async function store(
  render: (request: IncomingMessage, response: ServerResponse) => void,
  options: Pick<StoreOptions, "patience" | "most" | "hub"> = {},
) {
  const asked: string[] = [];
  let at = new Date("2026-11-22T23:59:00Z");
  const inner = await listen((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    render(request, response);
  });
  const documents = new DocumentStore(inner, { clock: () => at, ...options });
  const outer = await listen(
    (request, response) =>
      void documents.answer(request, response, insideAddress(request.url ?? "/")).catch(() => response.destroy()),
  );
  const base = `http://127.0.0.1:${outer}`;
  const read = async (path: string) => (await fetch(base + path)).text();
  const wait = (milliseconds: number) => {
    at = later(at, milliseconds);
  };
  return { base, asked, read, wait, documents };
}

/** Tells which rendering it is, or fails with a status or by hanging up. */
function numbered() {
  let count = 0;
  const plan: { fails: number | "hangs up" | "hangs" | null } = { fails: null };
  const render = (_request: IncomingMessage, response: ServerResponse) => {
    if (plan.fails === "hangs") return;
    if (plan.fails === "hangs up") return void response.destroy();
    if (plan.fails !== null) return void response.writeHead(plan.fails).end("failed");
    count += 1;
    response.writeHead(200, { "content-type": "text/html" }).end(`<html><body>rendering ${count}</body></html>`);
  };
  return { plan, render };
}

const html = (_request: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(200, { "content-type": "text/html" }).end("<html><body>hello</body></html>");

test("a page is rendered once and kept, whatever is put behind it as a query", async () => {
  const { base, asked } = await store(html);
  for (const path of ["/trust", "/trust?1", "/trust?utm=2", "/trust?token=x"])
    expect(await (await fetch(base + path)).text()).toContain("hello");
  expect(asked).toEqual(["GET /trust"]);
});

test("a feed that is narrowed to what there is, is kept as a whole one is, and made anew for no one who has it", async () => {
  const { base, asked } = await store((request, response) => {
    const known = !request.url?.includes("none");
    response.writeHead(known ? 200 : 404, { "content-type": "application/rss+xml" }).end("<rss/>");
  });
  const feed = `${base}/advisories/rss.xml?severity=high`;
  const first = await fetch(feed);
  expect(await first.text()).toBe("<rss/>");
  expect(first.headers.get("cache-control")).toContain("public");
  for (const known of ["W/", ""].map((weak) => `${weak}${first.headers.get("etag")}`))
    expect((await fetch(`${feed}&other=1`, { headers: { "if-none-match": known } })).status).toBe(304);
  for (let attempt = 0; attempt < 2; attempt++)
    expect((await fetch(`${base}/advisories/rss.xml?product=none`)).status).toBe(404);
  const none = "GET /advisories/rss.xml?product=none";
  expect(asked).toEqual(["GET /advisories/rss.xml?severity=high", none, none]);
});

test("a feed that a person opens comes as XML with its stylesheet, to a reader as a feed, and to both with one tag", async () => {
  const { base } = await store((_request, response) => {
    response.writeHead(200, { "content-type": "application/atom+xml; charset=utf-8" }).end("<feed/>");
  });
  const ask = (headers: Record<string, string>) => fetch(`${base}/advisories/atom.xml`, { headers });
  const [reader, again, person] = [await ask({}), await ask({}), await ask({ "sec-fetch-dest": "document" })];
  expect(again.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  expect(person.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  for (const answer of [reader, again, person]) expect(answer.headers.get("vary")).toContain("Sec-Fetch-Dest");
  expect(person.headers.get("etag")).toBe(again.headers.get("etag"));
  expect((await ask({ "sec-fetch-dest": "document", "if-none-match": person.headers.get("etag") ?? "" })).status).toBe(
    304,
  );
});

test("many at once wait for one rendering", async () => {
  const { base, asked } = await store((request, response) => setTimeout(() => html(request, response), 50));
  await Promise.all(Array.from({ length: 20 }, () => fetch(`${base}/toms`).then((answer) => answer.text())));
  expect(asked).toEqual(["GET /toms"]);
});

test("a page with a token in its address is kept nowhere", async () => {
  const { base, asked } = await store(html);
  const answer = await fetch(`${base}/sign-in/confirm?token=abc&other=1`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  await (await fetch(`${base}/sign-in/confirm?token=abc`)).text();
  expect(asked).toEqual(["GET /sign-in/confirm?token=abc", "GET /sign-in/confirm?token=abc"]);
});

test("the answer to a form is for nobody else and is never a 304", async () => {
  const { base } = await store(html);
  const first = await fetch(`${base}/request-access`, { method: "POST", body: "a=1", headers: { origin: base } });
  expect(first.status).toBe(200);
  expect(first.headers.get("cache-control")).toBe("no-store");
});

test("a form from another site, or from nowhere, is told apart before Next sees it", async () => {
  const origins: (string | undefined)[] = [];
  const { base } = await store((request, response) => {
    origins.push(request.headers.origin);
    html(request, response);
  });
  const host = new URL(base).host;
  for (const origin of [base, "http://evil.example", "null"])
    await fetch(`${base}/sign-in`, { method: "POST", body: "a=1", headers: { origin } });
  expect(origins).toEqual([`http://${host}`, "http://another.invalid", "http://another.invalid"]);
});

test("a form of more than 256 KB is refused, and nothing was rendered for it", async () => {
  const { base, asked } = await store(html);
  const answer = await fetch(`${base}/request-access`, {
    method: "POST",
    body: "x".repeat(300_000),
    headers: { origin: base },
  }).catch(() => null);
  expect(answer === null || answer.status === 413).toBe(true);
  expect(asked).toEqual([]);
});

test("an error is not kept", async () => {
  let fails = true;
  const { base } = await store((request, response) =>
    fails ? void response.writeHead(500).end() : html(request, response),
  );
  expect((await fetch(`${base}/trust`)).status).toBe(500);
  fails = false;
  expect((await fetch(`${base}/trust`)).status).toBe(200);
});

test("a page of a few seconds is sent as it is, and made anew for the next visitor", async () => {
  const { asked, read, wait } = await store(numbered().render);
  expect(await read("/trust")).toContain("rendering 1");
  wait(4 * seconds);
  expect(await read("/trust")).toContain("rendering 1");
  expect(asked).toHaveLength(1);
  wait(2 * seconds);
  expect(await read("/trust")).toContain("rendering 1");
  await expect.poll(() => read("/trust")).toContain("rendering 2");
});

test("where more is asked for than is kept, what is read again and again stays", async () => {
  const { asked, read, wait } = await store(numbered().render, { most: 3 });
  for (const path of ["/advisories/rss.xml", "/advisories", "/advisories/1"]) await read(path);
  wait(6 * seconds);
  await read("/advisories/rss.xml");
  await expect.poll(() => asked.length).toBe(4);
  for (const path of ["/advisories/2", "/advisories/3"]) await read(path);
  expect(asked).toHaveLength(6);
  expect(await read("/advisories/rss.xml")).toContain("rendering 4");
  await read("/advisories");
  expect(asked.slice(6)).toEqual(["GET /advisories"]);
});

for (const [span, name] of [
  [minutes, "a minute"],
  [25 * hours, "25 hours"],
  [91 * days, "91 days"],
  [-25 * hours, "a clock set back by 25 hours"],
] as const)
  test(`after ${name} without a visitor nobody is sent the old page`, async () => {
    const { asked, read, wait } = await store(numbered().render);
    await read("/.well-known/security.txt");
    wait(span);
    const many = await Promise.all(Array.from({ length: 5 }, () => read("/.well-known/security.txt")));
    expect(many.every((text) => text.includes("rendering 2"))).toBe(true);
    expect(asked).toHaveLength(2);
  });

const ofRegister = ["/subprocessors", "/subprocessors.json", "/nb/subprocessors/changes", "/subprocessors/changes/1"];
const ofAdvisories = [
  "/advisories/rss.xml",
  "/advisories/atom.xml?severity=high",
  "/advisories/feed.json?product=portal",
];
test.each([
  ...ofRegister.map((path) => [path, "another server may have changed the register", {}] as const),
  ...ofAdvisories.map((path) => [path, "a hub was told, and reads it at once", { hub: true }] as const),
])("%s is never sent older than fresh: %s", async (path, _why, options) => {
  const { read, wait } = await store(numbered().render, options);
  expect(await read(path)).toContain("rendering 1");
  wait(4 * seconds);
  expect(await read(path)).toContain("rendering 1");
  wait(seconds);
  expect(await read(path)).toContain("rendering 2");
});

test("whoever has a feed of some seconds ago is told so at once, and waits for no rendering", async () => {
  const { base, asked, wait } = await store((request, response) => {
    if (asked.length === 1) response.writeHead(200, { "content-type": "application/rss+xml" }).end("<rss/>");
    else request.on("close", () => response.destroy());
  });
  const first = await fetch(`${base}/advisories/rss.xml`);
  wait(59 * seconds);
  const known = { "if-none-match": first.headers.get("etag") ?? "none" };
  expect((await fetch(`${base}/advisories/rss.xml`, { headers: known })).status).toBe(304);
});

test("after a quiet day a page that has not changed is not sent again", async () => {
  const { base, asked, wait } = await store(html);
  const first = await fetch(`${base}/trust`);
  await first.text();
  wait(25 * hours);
  const again = await fetch(`${base}/trust`, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
  expect(asked).toHaveLength(2);
});

for (const failure of [500, 503, "hangs up", "hangs"] as const)
  test(`the old page is sent where a new one is not to be had (${failure}), until it is`, async () => {
    const { plan, render } = numbered();
    const { asked, read, wait } = await store(render, { patience: 100 });
    await read("/trust");
    wait(25 * hours);
    plan.fails = failure;
    expect(await read("/trust")).toContain("rendering 1");
    expect(asked).toHaveLength(2);
    expect(await read("/trust")).toContain("rendering 1");
    expect(asked, "asked anew at once").toHaveLength(2);
    plan.fails = null;
    wait(6 * seconds);
    expect(await read("/trust")).toContain("rendering 2");
  });

test("a failure behind a visitor's back makes the page no younger", async () => {
  const { plan, render } = numbered();
  const { asked, read, wait } = await store(render);
  await read("/trust");
  plan.fails = 500;
  for (let round = 2; round <= 5; round += 1) {
    wait(14 * seconds);
    expect(await read("/trust")).toContain("rendering 1");
    await expect.poll(() => asked.length).toBe(round);
  }
  plan.fails = null;
  wait(14 * seconds);
  expect(await read("/trust")).toContain("rendering 2");
});

test("a page that is gone is gone, however it was kept", async () => {
  const { plan, render } = numbered();
  const { base, read, wait } = await store(render);
  await read("/reports/2026-q3");
  wait(minutes);
  plan.fails = 404;
  expect((await fetch(`${base}/reports/2026-q3`)).status).toBe(404);
});

test("a form is taken only where a page has one, and nothing is rendered elsewhere", async () => {
  const { base, asked } = await store(html);
  for (const path of ["/", "/trust", "/nb/toms", "/trust.pdf", "/sign-in/sent", "/no-such-page"]) {
    const answer = await fetch(base + path, { method: "POST", body: "a=1", headers: { origin: base } });
    expect(answer.status, path).toBe(405);
    expect(answer.headers.get("allow"), path).toBe("GET, HEAD");
    expect(answer.headers.get("connection"), path).toBe("close");
  }
  const put = await fetch(`${base}/sign-in`, { method: "PUT", body: "a=1" });
  expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  expect(asked).toEqual([]);
  for (const path of ["/sign-in?next=%2Fportal", "/nb/request-access"])
    expect((await fetch(base + path, { method: "POST", body: "a=1", headers: { origin: base } })).status).toBe(200);
  expect(asked).toEqual(["POST /sign-in?next=%2Fportal", "POST /request-access"]);
});

test("of many forms at once, eight are answered and the others wait their turn", async () => {
  let atOnce = 0;
  let most = 0;
  const { base, asked } = await store((request, response) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    request.resume();
    setTimeout(() => {
      atOnce -= 1;
      html(request, response);
    }, 30);
  });
  const post = () => fetch(`${base}/sign-in`, { method: "POST", body: "a=1", headers: { origin: base } });
  const answers = await Promise.all(Array.from({ length: 30 }, post));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect([asked.length, most]).toEqual([30, 8]);
});

test("what is made beforehand goes one after the other, past what fails, until the server stops", async () => {
  let atOnce = 0;
  let most = 0;
  const stopping = new AbortController();
  const { asked, documents } = await store((request, response) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    setTimeout(() => {
      atOnce -= 1;
      if (request.url === "/toms.pdf") stopping.abort();
      if (request.url === "/trust") response.destroy();
      else html(request, response);
    }, 10);
  });
  await documents.warm(["/", "/trust", "/trust.pdf", "/toms.pdf", "/never"], stopping.signal);
  expect(asked).toEqual(["GET /", "GET /trust", "GET /trust.pdf", "GET /toms.pdf"]);
  expect(most).toBe(1);
});
