/** Mailed links: a random token in the address, its SHA-256 in the database, one use, a short life. */
import { hours, later, minutes } from "@/server/platform/clock";
import { bytes, type Transaction } from "@/server/platform/database";
import { settings } from "@/server/platform/env";
import { newToken, sha256 } from "@/server/platform/ids";
import { type Locale, localHref } from "@/server/words/locale";

/** Milliseconds. Of a link that lets somebody in. */
export const linkLifetime = 15 * minutes;
/** Milliseconds. It lets nobody in, and whoever subscribes may not read mail until the next day. */
export const subscriptionLinkLifetime = 24 * hours;

type Purpose =
  | { readonly purpose: "sign_in"; readonly personId: string }
  | { readonly purpose: "confirm_request"; readonly accessRequestId: string }
  | { readonly purpose: "confirm_subscription"; readonly subscriptionId: string };

const kinds = {
  sign_in: { page: "/sign-in/confirm", lifetime: linkLifetime },
  confirm_request: { page: "/request-access/confirm", lifetime: linkLifetime },
  confirm_subscription: { page: "/subscribe/confirm", lifetime: subscriptionLinkLifetime },
} as const;

/** @param locale of the page that the link opens @returns the address to mail */
export async function makeLink(
  transaction: Transaction,
  purpose: Purpose,
  { next, locale }: { next: string | null; locale: Locale },
  at: Date,
): Promise<string> {
  const token = newToken();
  const { page, lifetime } = kinds[purpose.purpose];
  await transaction.mailedLink.create({
    data: { ...purpose, next, tokenHash: sha256(token), expiresAt: later(at, lifetime) },
  });
  return new URL(`${localHref(locale, page)}?token=${token}`, settings().publicUrl).href;
}

export interface ConsumedLink {
  readonly id: string;
  readonly personId: string | null;
  readonly accessRequestId: string | null;
  readonly subscriptionId: string | null;
  readonly next: string | null;
}

/** @returns null for a token that is unknown, spent, too old or made for another purpose: the caller tells none apart */
export async function consumeLink(
  transaction: Transaction,
  purpose: Purpose["purpose"],
  token: string,
  at: Date,
): Promise<ConsumedLink | null> {
  const tokenHash = bytes(sha256(token));
  const { count } = await transaction.mailedLink.updateMany({
    where: { tokenHash, purpose, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  });
  if (count === 0) return null;
  return transaction.mailedLink.findUniqueOrThrow({
    where: { tokenHash },
    select: { id: true, personId: true, accessRequestId: true, subscriptionId: true, next: true },
  });
}

export async function forgetOldLinks(transaction: Transaction, before: Date): Promise<void> {
  await transaction.mailedLink.deleteMany({ where: { expiresAt: { lt: before } } });
}

/** Only a path of the signed-in areas is followed after sign-in: never another site, nor a path that a browser would take for one. */
export function safeNext(next: string | null | undefined): string | null {
  if (next === null || next === undefined || next.length > 300) return null;
  return /^(\/nb)?\/(portal|desk)(\/[A-Za-z0-9._~/-]*)?(\?[A-Za-z0-9._~=&%-]*)?$/.test(next) && !next.includes("..")
    ? next
    : null;
}
