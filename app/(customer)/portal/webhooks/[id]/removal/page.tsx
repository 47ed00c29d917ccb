import { PortalFrame } from "@/components/accounts/portal-frame";
import { PageHeader } from "@/components/ui/page-header";
import { RemoveWebhookForm } from "@/components/webhooks/webhook-forms";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../../page-title";
import { type WebhookAddress, webhookAt } from "../../webhook";
import { WebhookTrail } from "../../webhook-trail";

export const generateMetadata = pageTitle("webhooks.removal.title");

export default async function WebhookRemovalPage(address: WebhookAddress) {
  const viewer = await requireContact("webhook:manage");
  const webhook = await webhookAt(viewer, address);
  const current = await currentWords();
  const { words } = current;
  return (
    <PortalFrame viewer={viewer} path={`/portal/webhooks/${webhook.id}/removal`}>
      <div className="grid gap-4">
        <WebhookTrail webhook={webhook} current={current} />
        <PageHeader title={words("webhooks.removal.title")} lead={webhook.address} />
      </div>
      <ul className="grid max-w-[36em] list-disc gap-2 ps-5">
        <li>{words("webhooks.removal.stops")}</li>
        <li>{words("webhooks.removal.deleted")}</li>
        <li>{words("webhooks.removal.notices")}</li>
      </ul>
      <RemoveWebhookForm webhook={webhook} current={current} />
    </PortalFrame>
  );
}
