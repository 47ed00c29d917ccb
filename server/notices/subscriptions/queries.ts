import type { Viewer } from "@/server/access/viewer";
import { openDataKeys } from "@/server/keys/data-keys";
import type { Choices } from "@/server/notices/subscriptions/schema";
import {
  byToken,
  openSubscriber,
  subscriberIndex,
  unsubscribeAddress,
} from "@/server/notices/subscriptions/sealed-subscription";
import { bytes, database, type Transaction } from "@/server/platform/database";
import type { Severity, SubscriptionTopic } from "@/server/platform/generated/prisma/enums";
import { sha256 } from "@/server/platform/ids";
import { isLocale, type Locale } from "@/server/words/locale";

export interface ConfirmedSubscriber {
  readonly id: string;
  readonly locale: Locale;
}

export interface SubscriberFilter {
  readonly topic: SubscriptionTopic;
  /** Only those who chose this of advisories; both left out: whatever they chose. */
  readonly digest?: boolean;
  readonly minimumSeverity?: Severity;
  /** Addresses, as `subscriberIndex` gives them, that hear of it otherwise. */
  readonly except?: readonly Uint8Array<ArrayBuffer>[];
}

export interface SubscriberPage extends SubscriberFilter {
  /** The last of the page before; null for the first page. */
  readonly afterId: string | null;
  readonly limit: number;
}

/**
 * Those who want to hear of the topic, in the order of their ids. An index leads to the next page wherever it begins.
 * @param publisher the pack's name
 */
export async function confirmedSubscribers(
  transaction: Transaction,
  publisher: string,
  { topic, afterId, limit, except = [], ...chosen }: SubscriberPage,
): Promise<ConfirmedSubscriber[]> {
  const rows = await transaction.subscription.findMany({
    where: {
      ...{ publisher, confirmedAt: { not: null }, topics: { has: topic }, ...chosen },
      ...(afterId === null ? {} : { id: { gt: afterId } }),
      ...(except.length === 0 ? {} : { emailIndex: { notIn: [...except] } }),
    },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, locale: true },
  });
  return rows.map(({ id, locale }) => ({ id, locale: localeOf(locale) }));
}

export interface OpenedSubscriber extends ConfirmedSubscriber {
  readonly email: string;
  /** Encrypts what is mailed, so that ending the subscription takes back what is still queued. */
  readonly dataKeyId: string;
  /** For the message's text and for `Parcel.listUnsubscribe`. */
  readonly unsubscribe: URL;
}

/** For sending, at most a thousand at a time. Whoever has ended the subscription meanwhile is left out. */
export async function openSubscribers(
  transaction: Transaction,
  publisher: string,
  ids: readonly string[],
): Promise<OpenedSubscriber[]> {
  const rows = await transaction.subscription.findMany({
    where: { publisher, confirmedAt: { not: null }, id: { in: [...ids] } },
    orderBy: { id: "asc" },
    select: { id: true, locale: true, dataKeyId: true, sealed: true },
  });
  await openDataKeys(
    transaction,
    rows.map(({ dataKeyId }) => dataKeyId),
  );
  const opened = await Promise.all(
    rows.map(async (row) => {
      const email = await openSubscriber(transaction, row);
      const locale = localeOf(row.locale);
      const unsubscribe = await unsubscribeAddress(row.id, locale);
      return email === null ? [] : [{ id: row.id, locale, email, dataKeyId: row.dataKeyId, unsubscribe }];
    }),
  );
  return opened.flat();
}

const choiceFields = { topics: true, minimumSeverity: true, digest: true } as const;

/** What the holder of a message's token has chosen; null where it belongs to no subscription (any more). */
export const choicesOfToken = (transaction: Transaction, publisher: string, token: string): Promise<Choices | null> =>
  transaction.subscription.findFirst({ where: byToken(publisher, token), select: choiceFields });

/** What somebody who is signed in has chosen for the own address; null: nothing, or it was never confirmed. */
export async function ownChoices(publisher: string, viewer: Viewer): Promise<Choices | null> {
  return database().subscription.findFirst({
    where: { publisher, emailIndex: await subscriberIndex(viewer.email), confirmedAt: { not: null } },
    select: choiceFields,
  });
}

export interface PendingSubscription extends Choices {
  readonly email: string;
}

/** What the button of a mailed link will confirm; null where the link is unknown, used or too old. */
export async function previewSubscription(token: string, at: Date): Promise<PendingSubscription | null> {
  const link = await database().mailedLink.findFirst({
    where: { tokenHash: bytes(sha256(token)), purpose: "confirm_subscription", usedAt: null, expiresAt: { gt: at } },
    select: { subscription: { select: { id: true, dataKeyId: true, sealed: true, ...choiceFields } } },
  });
  if (!link?.subscription) return null;
  const { topics, minimumSeverity, digest } = link.subscription;
  const email = await openSubscriber(database(), link.subscription);
  return email === null ? null : { email, topics, minimumSeverity, digest };
}

/** How many hear of each topic. @param publisher the pack's name */
export async function countSubscribers(
  transaction: Transaction,
  publisher: string,
): Promise<Readonly<Record<SubscriptionTopic, number>>> {
  const [row] = await transaction.$queryRaw<Record<SubscriptionTopic, number>[]>`
    SELECT count(*) FILTER (WHERE 'sub-processors' = ANY(topics))::int AS sub_processors,
      count(*) FILTER (WHERE 'advisories' = ANY(topics))::int AS advisories,
      count(*) FILTER (WHERE 'reports' = ANY(topics))::int AS reports,
      count(*) FILTER (WHERE 'documents' = ANY(topics))::int AS documents
    FROM "Subscription" WHERE publisher = ${publisher} AND "confirmedAt" IS NOT NULL`;
  return row ?? { sub_processors: 0, advisories: 0, reports: 0, documents: 0 };
}

const localeOf = (text: string): Locale => (isLocale(text) ? text : "en");
