import { readdirSync } from "node:fs";
import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { baseUrl } from "../support/addresses";

const kilobyte = 1024;
const limits = { bytes: 50 * kilobyte, requests: 8, script: 15 * kilobyte } as const;

interface Load {
  /** By address: what came over the wire, headers included, in bytes. */
  readonly transfers: ReadonlyMap<string, number>;
  readonly total: number;
}

/** A first visit: nothing cached, and every byte counted as the browser's own network panel counts it. */
async function firstLoad(page: Page, path: string): Promise<Load> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  const transfers = new Map<string, number>();
  await session.send("Network.enable");
  await session.send("Network.clearBrowserCache");
  session.on("Network.requestWillBeSent", ({ requestId, request }) => addresses.set(requestId, request.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    transfers.set((addresses.get(requestId) ?? "").replace(baseUrl, ""), encodedDataLength),
  );
  await page.goto(path, { waitUntil: "networkidle" });
  // A window shows the mark beside the title; a browser without a window does not fetch it.
  const mark = await page.locator('link[rel="icon"]').first().getAttribute("href");
  if (mark !== null && !transfers.has(mark)) {
    const answer = await fetch(baseUrl + mark);
    const headers = [...answer.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
    transfers.set(mark, (await answer.arrayBuffer()).byteLength + headers);
  }
  await session.detach();
  return { transfers, total: [...transfers.values()].reduce((sum, each) => sum + each, 0) };
}

for (const path of ["/", "/trust", "/toms", "/nb/trust"])
  test(`a first visit to ${path} stays under 50 KB in 8 requests, fonts included`, async ({ browser }) => {
    const page = await (await browser.newContext()).newPage();
    const { transfers, total } = await firstLoad(page, path);
    const told = [...transfers].map(([address, bytes]) => `${address}: ${bytes}`).join("\n");
    expect(total, told).toBeLessThanOrEqual(limits.bytes);
    expect(transfers.size, told).toBeLessThanOrEqual(limits.requests);
    expect([...transfers.keys()].filter((address) => address.endsWith(".woff2"))).toEqual(["/fonts/geist-latin.woff2"]);
    expect([...transfers.keys()].filter((address) => /^\/_next\/.*\.js/.test(address))).toEqual([]);
    test.info().annotations.push({ type: "bytes", description: `${total} in ${transfers.size} requests` });
    await page.context().close();
  });

test("all that enhances a page, fetched at once or later, is at most 15 KB of script", async () => {
  const scripts = readdirSync("public", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(2);
  let total = 0;
  for (const name of scripts) total += (await (await fetch(`${baseUrl}/${name}`)).arrayBuffer()).byteLength;
  expect(total).toBeLessThanOrEqual(limits.script);
});

for (const width of [1440, 390])
  for (const path of ["/", "/trust", "/toms", "/subprocessors", "/report-a-vulnerability"])
    test(`nothing moves on ${path} at ${width} when the type arrives late`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.route("**/*.woff2", async (route) => {
        await new Promise((done) => setTimeout(done, 500));
        await route.continue();
      });
      await page.goto(path);
      await page.evaluate(() => document.fonts.ready);
      const shift = await page.evaluate(
        () =>
          new Promise<number>((done) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, "value"));
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 300);
          }),
      );
      expect(shift).toBe(0);
      await context.close();
    });
