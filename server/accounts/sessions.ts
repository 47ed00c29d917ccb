/**
 * Sessions live in the database; the cookie's token is stored only as its SHA-256. next-auth reads them through the
 * adapter below; they are made by consuming a mailed link (sign-in.ts) and by nothing else.
 */
import type { NextAuthOptions } from "next-auth";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { hours, later, now } from "@/server/platform/clock";
import { bytes, database, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newToken, sha256 } from "@/server/platform/ids";

/** A session ends this long after it was last used. */
export const sessionLifetime = 12 * hours;

export interface SessionIdentity {
  readonly sessionId: string;
  readonly personId: string;
  /** When the person last proved the address, by the database's clock. */
  readonly authenticatedAt: Date;
}

/** `__Host-` binds the cookie to this host and to https (RFC 6265bis §4.1.3.2). */
export function sessionCookieName(): string {
  return settings().publicUrl.protocol === "https:" ? "__Host-trust-session" : "trust-session";
}

export const sessionCookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: settings().publicUrl.protocol === "https:" }) as const;

/** @returns the token for the cookie */
export async function createSession(transaction: Transaction, personId: string, at: Date): Promise<string> {
  const token = newToken();
  await transaction.session.create({
    data: { personId, tokenHash: sha256(token), expiresAt: later(at, sessionLifetime) },
  });
  return token;
}

export async function findSession(
  transaction: Transaction,
  token: string,
  at: Date,
): Promise<(SessionIdentity & { expiresAt: Date }) | null> {
  const row = await transaction.session.findFirst({
    where: { tokenHash: bytes(sha256(token)), expiresAt: { gt: at } },
  });
  return row === null
    ? null
    : { sessionId: row.id, personId: row.personId, authenticatedAt: row.authenticatedAt, expiresAt: row.expiresAt };
}

/** Signs the person out everywhere. */
export async function endSessionsOf(transaction: Transaction, personId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { personId } });
}

export async function endSession(transaction: Transaction, sessionId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { id: sessionId } });
}

declare module "next-auth" {
  interface Session {
    user: { id: string; name?: string | null; sessionId?: unknown; authenticatedAt?: unknown };
  }
}

interface SignedInUser extends AdapterUser {
  sessionId: string;
  authenticatedAt: Date;
}

const adapter: Adapter = {
  async getSessionAndUser(token) {
    const found = await findSession(database(), token, now());
    if (found === null) return null;
    // Addresses and names are not handed to next-auth: the Viewer reads them where they are needed.
    const user: SignedInUser = {
      id: found.personId,
      email: "",
      emailVerified: null,
      sessionId: found.sessionId,
      authenticatedAt: found.authenticatedAt,
    };
    return { session: { sessionToken: token, userId: found.personId, expires: found.expiresAt }, user };
  },
  async updateSession({ sessionToken, expires }) {
    if (expires !== undefined)
      await database().session.updateMany({ where: { tokenHash: sha256(sessionToken) }, data: { expiresAt: expires } });
    return null;
  },
  async deleteSession(token) {
    await database().session.deleteMany({ where: { tokenHash: sha256(token) } });
  },
};

export function authOptions(): NextAuthOptions {
  return {
    adapter,
    providers: [],
    secret: settings().authSecret,
    session: { strategy: "database", maxAge: sessionLifetime / 1000, updateAge: 15 * 60 },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: "/sign-in", signOut: "/portal", error: "/sign-in" },
    callbacks: {
      session: ({ session, user }) => ({ ...session, user: { id: user.id, ...sessionFields(user) } }),
    },
  };
}

function sessionFields(user: AdapterUser): { sessionId?: unknown; authenticatedAt?: unknown } {
  return {
    sessionId: "sessionId" in user ? user.sessionId : undefined,
    authenticatedAt: "authenticatedAt" in user ? user.authenticatedAt : undefined,
  };
}

export async function forgetEndedSessions(transaction: Transaction, before: Date): Promise<void> {
  await transaction.session.deleteMany({ where: { expiresAt: { lt: before } } });
}
