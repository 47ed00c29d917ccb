import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { insideAddress } from "@/server/words/locale";
import { DocumentStore, finishHtml } from "./documents";

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
async function store(render: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  const inner = await listen((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    render(request, response);
  });
  const documents = new DocumentStore(inner);
  const outer = await listen(
    (request, response) =>
      void documents.answer(request, response, insideAddress(request.url ?? "/")).catch(() => response.destroy()),
  );
  return { base: `http://127.0.0.1:${outer}`, asked };
}

const html = (_request: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(200, { "content-type": "text/html" }).end("<html><body>hello</body></html>");

test("a page is rendered once and kept, whatever is put behind it as a query", async () => {
  const { base, asked } = await store(html);
  for (const path of ["/trust", "/trust?1", "/trust?utm=2", "/trust?token=x"])
    expect(await (await fetch(base + path)).text()).toContain("hello");
  expect(asked).toEqual(["GET /trust"]);
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

test("only the framework's scripts are taken out", () => {
  const page = `<head><link rel="preload" as="script" href="/_next/a.js"/><script src="/theme.js"></script><script src="/_next/a.js" async=""></script><script>self.__next_f=[]</script></head>`;
  expect(finishHtml(Buffer.from(page)).toString()).toBe(`<head><script src="/theme.js"></script></head>`);
});

test("a form that posts to its own page has no empty action, which is no valid address", () => {
  const form = `<form class="form" action="" method="POST"><p>action=""</p></form><form action="/elsewhere"></form>`;
  expect(finishHtml(Buffer.from(form)).toString()).toBe(
    `<form class="form" method="POST"><p>action=""</p></form><form action="/elsewhere"></form>`,
  );
});
