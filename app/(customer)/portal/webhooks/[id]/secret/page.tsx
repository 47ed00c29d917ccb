import { PortalFrame } from "@/components/accounts/portal-frame";
import { PageHeader } from "@/components/ui/page-header";
import { RotateSecretForm } from "@/components/webhooks/webhook-forms";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../../page-title";
import { type WebhookAddress, webhookAt } from "../../webhook";
import { WebhookTrail } from "../../webhook-trail";

export const generateMetadata = pageTitle("webhooks.secret.title");

export default async function WebhookSecretPage(address: WebhookAddress) {
  const viewer = await requireContact("webhook:manage");
  const webhook = await webhookAt(viewer, address);
  const current = await currentWords();
  const { words } = current;
  return (
    <PortalFrame viewer={viewer} path={`/portal/webhooks/${webhook.id}/secret`}>
      <div className="grid gap-4">
        <WebhookTrail webhook={webhook} current={current} />
        <PageHeader title={words("webhooks.secret.title")} lead={words("webhooks.secret.lead")} />
      </div>
      <ul className="grid max-w-[36em] list-disc gap-2 ps-5">
        <li>{words("webhooks.secret.overlap")}</li>
        <li>{words("webhooks.secret.again")}</li>
        <li>{words("webhooks.secret.lost")}</li>
      </ul>
      <RotateSecretForm webhook={webhook} current={current} />
    </PortalFrame>
  );
}
