import { PortalFrame } from "@/components/accounts/portal-frame";
import { PageHeader } from "@/components/ui/page-header";
import { ChangeWebhookForm } from "@/components/webhooks/webhook-forms";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../../page-title";
import { type WebhookAddress, webhookAt } from "../../webhook";
import { WebhookTrail } from "../../webhook-trail";

export const generateMetadata = pageTitle("webhooks.change.title");

export default async function ChangeWebhookPage(address: WebhookAddress) {
  const viewer = await requireContact("webhook:manage");
  const webhook = await webhookAt(viewer, address);
  const current = await currentWords();
  const { words } = current;
  return (
    <PortalFrame viewer={viewer} path={`/portal/webhooks/${webhook.id}/change`}>
      <div className="grid gap-4">
        <WebhookTrail webhook={webhook} current={current} />
        <PageHeader title={words("webhooks.change.title")} lead={words("webhooks.change.lead")} />
      </div>
      <ChangeWebhookForm webhook={webhook} current={current} />
    </PortalFrame>
  );
}
