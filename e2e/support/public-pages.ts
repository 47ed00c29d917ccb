import { baseUrl } from "./addresses";

/** Left out of the sitemap, since nobody should come to them from a search: forms, answers, and what a wrong address gets. */
const unlisted = [
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
  "/search?q=encryption",
  "/search?q=nothing-says-this",
  "/no-such-page",
];

/** @returns the address of every public page, with its query; Norwegian ones begin with `/nb` */
export async function publicPages(): Promise<string[]> {
  const sitemap = await (await fetch(`${baseUrl}/sitemap.xml`)).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = ""]) => new URL(address).pathname);
  return [...new Set([...listed, ...unlisted, ...unlisted.map((path) => `/nb${path}`)])].sort();
}

export const isNorwegian = (path: string) => /^\/nb(\/|$)/.test(path);
