import { PortalFrame } from "@/components/accounts/portal-frame";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Receiving } from "@/components/webhooks/receiving";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { listWebhooks } from "@/server/notices/webhooks/queries";
import { attemptTimeout } from "@/server/notices/webhooks/retries";
import { now, seconds } from "@/server/platform/clock";
import { pageTitle } from "../page-title";
import { PortalQuery, type Searched } from "../query";

export const generateMetadata = pageTitle("webhooks.title");

export default async function WebhooksPage({ searchParams }: Searched) {
  const viewer = await requireContact("webhook:manage");
  const { done } = PortalQuery.parse(await searchParams);
  const current = await currentWords();
  const { locale, words, href } = current;
  const webhooks = await listWebhooks(viewer, now());
  const add = (
    <ButtonLink href={href("/portal/webhooks/new")} tone="primary">
      {words("webhooks.add")}
    </ButtonLink>
  );
  return (
    <PortalFrame viewer={viewer} path="/portal/webhooks">
      <PageHeader
        title={words("webhooks.title")}
        lead={words("webhooks.lead", { account: viewer.contact.accountName })}
        actions={webhooks.length > 0 ? add : undefined}
      />
      {done === "removed" ? (
        <Callout tone="success" live locale={locale}>
          {words("webhooks.done.removed")}
        </Callout>
      ) : null}
      {webhooks.length > 0 ? (
        <WebhookTable webhooks={webhooks} current={current} />
      ) : (
        <EmptyState title={words("webhooks.empty.title")} action={add}>
          {words("webhooks.empty.text")}
        </EmptyState>
      )}
      <Receiving seconds={attemptTimeout / seconds} words={words} />
    </PortalFrame>
  );
}
