// Every public page there is: what the sitemap names, what is known to be left out of it, and whatever these lead to.

import { readFileSync } from "node:fs";
import { get } from "node:https";
import { text } from "node:stream/consumers";

/** Not in a sitemap: forms, an answered search, and what a wrong address gets. */
const known = [
  "/",
  "/sign-in",
  "/sign-in/sent",
  "/sign-in/confirm?token=forged-token-that-is-long-enough",
  "/request-access",
  "/request-access/sent",
  "/request-access/waiting",
  "/request-access/confirm?token=forged-token-that-is-long-enough",
  "/subscribe",
  "/subscribe/sent",
  "/subscribe/confirm?token=forged-token-that-is-long-enough",
  "/subscribe/confirmed",
  "/unsubscribe/forged-token",
  "/report-a-vulnerability",
  "/search",
  "/search?q=encryption",
  "/search?q=nothing-says-this",
  "/no-such-page",
];
const closed = /^(\/nb)?\/(portal|desk|api|_next)(\/|$)/;
const mostPages = 400;

/**
 * @typedef {object} Page
 * @property {string} path with its query
 * @property {number} status
 * @property {string} html
 * @property {Headers} headers
 */

/**
 * @param {{ origin: string, certificate: string }} site the certificate is a file, and the one that is trusted
 * @returns {Promise<Page[]>} in the order of their addresses
 */
export async function publicPages({ origin, certificate }) {
  const ask = asker(origin, readFileSync(certificate));
  const found = new Map();
  const listed = addressesIn((await ask("/sitemap.xml")).html);
  const queue = [...known, ...known.map((path) => `/nb${path === "/" ? "" : path}`), ...listed];
  const seen = new Set(queue);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (found.size >= mostPages) throw new Error(`there are more than ${mostPages} public pages`);
    const page = await ask(path);
    if (!isPage(page)) continue;
    found.set(path, page);
    for (const next of linksOf(page, origin)) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return [...found.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** @returns {(path: string) => Promise<Page>} */
function asker(origin, ca) {
  return (path) =>
    new Promise((done, failed) => {
      get(origin + path, { ca, headers: { accept: "text/html" } }, async (answer) => {
        try {
          const html = await text(answer);
          done({ path, status: answer.statusCode ?? 0, html, headers: new Headers(headersOf(answer)) });
        } catch (error) {
          failed(error);
        }
      }).on("error", failed);
    });
}

const headersOf = ({ headers }) => Object.entries(headers).map(([name, value]) => [name, String(value)]);

const addressesIn = (sitemap) =>
  [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => pathOf(new URL(address.replaceAll("&amp;", "&"))));

/** Not a file, a feed, or an address that leads elsewhere. */
const isPage = ({ status, headers }) =>
  (headers.get("content-type")?.startsWith("text/html") ?? false) && (status < 300 || status >= 400);

function linksOf({ html, path, status }, origin) {
  if (status !== 200) return [];
  const links = [...html.matchAll(/<a\b[^>]*?\shref="([^"]+)"/g)].map(([, href]) => href.replaceAll("&amp;", "&"));
  return links
    .map((href) => new URL(href, origin + path))
    .filter((url) => url.origin === origin && url.search === "" && !closed.test(url.pathname))
    .map(pathOf);
}

const pathOf = ({ pathname, search }) => pathname + search;
