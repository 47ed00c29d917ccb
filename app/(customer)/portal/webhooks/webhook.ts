import { notFound } from "next/navigation";
import type { ContactViewer } from "@/server/access/permissions";
import { readWebhook, type WebhookView } from "@/server/notices/webhooks/queries";
import { now } from "@/server/platform/clock";

export interface WebhookAddress {
  readonly params: Promise<{ readonly id: string }>;
}

/** The endpoint that an address names; another account's is as absent as none. */
export async function webhookAt(viewer: ContactViewer, { params }: WebhookAddress): Promise<WebhookView> {
  return (await readWebhook(viewer, (await params).id, now())) ?? notFound();
}
