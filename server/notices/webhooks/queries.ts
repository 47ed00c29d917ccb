/** Endpoints and their log, of the viewer's own account alone. What another account has is as absent as what is not there. */
import { z } from "zod";
import type { ContactViewer } from "@/server/access/permissions";
import { openDescribed } from "@/server/notices/webhooks/sealed-endpoint";
import { database } from "@/server/platform/database";
import type { WebhookEndpoint } from "@/server/platform/generated/prisma/client";
import type {
  WebhookDeliveryState,
  WebhookFailure,
  WebhookState,
  WebhookStop,
} from "@/server/platform/generated/prisma/enums";

export interface WebhookView {
  readonly id: string;
  readonly address: string;
  readonly host: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly state: WebhookState;
  readonly stop: WebhookStop | null;
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  readonly secretSince: Date;
  /** Null where one secret signs. */
  readonly earlierSecretUntil: Date | null;
  /** Deliveries that are still to be made. */
  readonly waiting: number;
}

export async function listWebhooks(viewer: ContactViewer, at: Date): Promise<WebhookView[]> {
  const rows = await database().webhookEndpoint.findMany({
    where: { accountId: viewer.contact.accountId },
    include: shown,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const views = await Promise.all(rows.map((row) => viewOf(row, at)));
  return views.filter((view) => view !== null);
}

export async function readWebhook(viewer: ContactViewer, id: string, at: Date): Promise<WebhookView | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await database().webhookEndpoint.findFirst({
    where: { id, accountId: viewer.contact.accountId },
    include: shown,
  });
  return row === null ? null : viewOf(row, at);
}

const shown = {
  account: { select: { dataKeyId: true } },
  _count: { select: { deliveries: { where: { state: "queued" } } } },
} as const;

type Row = WebhookEndpoint & {
  readonly account: { readonly dataKeyId: string };
  readonly _count: { readonly deliveries: number };
};

async function viewOf(row: Row, at: Date): Promise<WebhookView | null> {
  const described = await openDescribed(database(), row.account.dataKeyId, row);
  if (described === null) return null;
  const { id, events, state, stop, failingSince, createdAt, secretSince, earlierSecretUntil } = row;
  return {
    ...{ id, events, state, stop, failingSince, createdAt, secretSince, ...described },
    host: new URL(described.address).host,
    earlierSecretUntil: earlierSecretUntil !== null && earlierSecretUntil > at ? earlierSecretUntil : null,
    waiting: row._count.deliveries,
  };
}

export interface DeliveryView {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly lastAttemptAt: Date | null;
  readonly nextAttemptAt: Date;
  readonly failure: WebhookFailure | null;
  readonly responseStatus: number | null;
  readonly durationMs: number | null;
}

const logPage = 25;

/** Newest first. @param before the last one of the page before @returns `next`: the cursor of the next page, or null */
export async function listWebhookDeliveries(
  viewer: ContactViewer,
  endpointId: string,
  before?: string,
): Promise<{ readonly deliveries: readonly DeliveryView[]; readonly next: string | null }> {
  const cursor = z.uuid().safeParse(before);
  const rows = await database().webhookDelivery.findMany({
    where: { endpointId, endpoint: { accountId: viewer.contact.accountId } },
    select: {
      ...{ id: true, type: true, createdAt: true, state: true, attempts: true, lastAttemptAt: true },
      ...{ nextAttemptAt: true, failure: true, responseStatus: true, durationMs: true },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: logPage + 1,
    ...(cursor.success ? { cursor: { id: cursor.data }, skip: 1 } : {}),
  });
  const deliveries = rows.slice(0, logPage);
  return { deliveries, next: rows.length > logPage ? (deliveries.at(-1)?.id ?? null) : null };
}
