import type { IncomingMessage } from "node:http";
import { loadViewer, type Viewer } from "@/server/access/viewer";
import { findSession, type SessionIdentity, sessionCookieName } from "@/server/accounts/sessions";
import { now } from "@/server/platform/clock";
import { database } from "@/server/platform/database";

/** The session that the request's cookie names, where it is live. */
export async function sessionOf(request: IncomingMessage): Promise<SessionIdentity | null> {
  const name = sessionCookieName();
  const cookie = (request.headers.cookie ?? "").split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  const token = cookie === undefined ? null : decoded(cookie.slice(name.length + 1));
  return token === null ? null : findSession(database(), token, now());
}

/** Null for what no server of ours encoded. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export async function viewerOf(request: IncomingMessage): Promise<Viewer | null> {
  const session = await sessionOf(request);
  return session === null ? null : loadViewer(session);
}
