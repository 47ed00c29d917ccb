import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import type { CurrentWords } from "@/server/access/current-words";
import type { WebhookView } from "@/server/notices/webhooks/queries";

/** From the list over the endpoint to one of its own pages. */
export function WebhookTrail({ webhook: { id, host }, current }: { webhook: WebhookView; current: CurrentWords }) {
  const { locale, words, href } = current;
  return (
    <Breadcrumbs
      trail={[
        { label: words("webhooks.title"), href: href("/portal/webhooks") },
        { label: host, href: href(`/portal/webhooks/${id}`) },
      ]}
      locale={locale}
    />
  );
}
