import { PortalFrame } from "@/components/accounts/portal-frame";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { AddWebhookForm } from "@/components/webhooks/webhook-forms";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { pageTitle } from "../../page-title";

export const generateMetadata = pageTitle("webhooks.add");

export default async function NewWebhookPage() {
  const viewer = await requireContact("webhook:manage");
  const current = await currentWords();
  const { locale, words, href } = current;
  return (
    <PortalFrame viewer={viewer} path="/portal/webhooks/new">
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("webhooks.title"), href: href("/portal/webhooks") }]} locale={locale} />
        <PageHeader title={words("webhooks.add")} lead={words("webhooks.addLead")} />
      </div>
      <AddWebhookForm current={current} />
    </PortalFrame>
  );
}
