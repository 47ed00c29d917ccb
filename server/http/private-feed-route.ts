/**
 * `/feeds/[token]/…`: what one contact may read, as feeds and as a CSAF provider, for programs that cannot sign in. An
 * address that opens nothing answers the same whatever the reason, and what is sent is kept by nobody on the way.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { countAttempt, type Limit, networkOf } from "@/server/accounts/rate-limit";
import { readableAdvisories } from "@/server/advisories/access/readable";
import { advisoryFeed } from "@/server/advisories/feed";
import { feedAddress, feedFiles } from "@/server/advisories/private-feeds/address";
import { openFeed } from "@/server/advisories/private-feeds/tokens";
import type { Advisory } from "@/server/content/advisories";
import { currentPack } from "@/server/content/current-pack";
import type { Pack } from "@/server/content/pack";
import { feedFormat } from "@/server/feeds/formats";
import { type Representation, represent, sendRepresentation } from "@/server/http/representation";
import { documentPolicy } from "@/server/http/security-headers";
import { hours, minutes, now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { sha256 } from "@/server/platform/ids";
import { ownCsafFile } from "@/server/site/machines/csaf";
import { securityKey } from "@/server/vulnerabilities/security-text";

const pattern = /^\/feeds(\/|$)/;
const parts = /^\/feeds\/([^/]+)\/(.*)$/;
const methods = ["GET", "HEAD"];

/** A downloader of CSAF fetches four files an advisory. */
const ofOneFeed: Limit = { name: "private-feed", most: 10_000, window: hours };
const inVain: Limit = { name: "private-feed-in-vain", most: 100, window: 10 * minutes };

/** @param path decoded @returns false where the address is another one */
export async function answerPrivateFeed(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  if (!pattern.test(path)) return false;
  response.setHeader("Cache-Control", "private, no-store");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Content-Security-Policy", documentPolicy);
  response.setHeader("X-Robots-Tag", "noindex, nofollow");
  if (!methods.includes(request.method ?? "")) {
    response.writeHead(405, { Allow: methods.join(", "), Connection: "close" }).end();
    return true;
  }
  const [, token = "", file = ""] = parts.exec(path) ?? [];
  const at = now();
  const pack = await currentPack();
  const place = await openFeed(database(), pack.name, token, at);
  const network = networkOf(String(request.headers["x-client-address"] ?? ""));
  const until = await (place === null
    ? countAttempt(database(), inVain, network, at)
    : countAttempt(database(), ofOneFeed, Buffer.from(sha256(token)).toString("hex"), at));
  if (until !== null) refuseForNow(response, until, at);
  else {
    const made = place && (await fileOf(pack, await readableAdvisories(pack, place, at), token, file, at));
    if (made === null) missing(response);
    else sendRepresentation(request, response, made);
  }
  return true;
}

/** What was made last, by what it was made of: a program that asks again for what has not changed costs no rendering. */
const kept = new Map<string, Representation>();
const mostKept = 300;

async function fileOf(
  pack: Pack,
  advisories: readonly Advisory[],
  token: string,
  file: string,
  at: Date,
): Promise<Representation | null> {
  const key = await securityKey();
  const readable = advisories.map(({ meta }) => `${meta.id} ${meta.tlp}`);
  const madeOf = JSON.stringify([pack.name, pack.fingerprint, key?.fingerprint, readable, token, file]);
  const name = Buffer.from(sha256(madeOf)).toString("base64");
  const known = kept.get(name);
  if (known !== undefined) return known;
  const { publicUrl } = settings();
  const base = new URL(feedAddress(publicUrl, token));
  const made =
    feedOf(pack, advisories, base, file) ??
    csafOf({ pack, publicUrl, key, at }, { advisories, base: new URL("csaf/", base) }, file);
  if (made === null) return null;
  const ready = represent(Buffer.from(made.body), made.type, {}, { effort: "once" });
  for (const oldest of kept.keys()) if (kept.size >= mostKept) kept.delete(oldest);
  kept.set(name, ready);
  return ready;
}

function feedOf(pack: Pack, advisories: readonly Advisory[], base: URL, file: string) {
  const format = (["rss", "atom", "json"] as const).find((each) => feedFiles[each] === file);
  if (format === undefined) return null;
  const { type, render } = feedFormat[format];
  const feed = advisoryFeed({ pack, site: new URL(base.origin), hubs: [] }, advisories, "account");
  return { type: `${type}; charset=utf-8`, body: render(feed, new URL(file, base)) };
}

function csafOf(
  publication: Parameters<typeof ownCsafFile>[0],
  scope: Parameters<typeof ownCsafFile>[1],
  file: string,
) {
  const [, path] = /^csaf\/(.*?)\/?$/.exec(file) ?? [];
  return path === undefined ? null : ownCsafFile(publication, scope, path);
}

function missing(response: ServerResponse): void {
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("There is no such page.");
}

/** RFC 6585 §4. */
function refuseForNow(response: ServerResponse, until: Date, at: Date): void {
  const wait = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000));
  response
    .writeHead(429, { "Retry-After": String(wait), "Content-Type": "text/plain; charset=utf-8" })
    .end("Too many requests. Ask again later.");
}
