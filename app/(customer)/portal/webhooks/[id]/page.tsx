import { PortalFrame } from "@/components/accounts/portal-frame";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { WebhookDeliveryTable } from "@/components/webhooks/delivery-table";
import { ReplayFailedForm, WebhookActions } from "@/components/webhooks/webhook-actions";
import { WebhookFacts, WebhookTrouble } from "@/components/webhooks/webhook-facts";
import { requireContact } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import { currentPack } from "@/server/content/current-pack";
import { listWebhookDeliveries } from "@/server/notices/webhooks/queries";
import { days, later, now } from "@/server/platform/clock";
import type { WordKey } from "@/server/words/words";
import { pageTitle } from "../../page-title";
import { PortalQuery, type Searched } from "../../query";
import { type WebhookAddress, webhookAt } from "../webhook";

export const generateMetadata = pageTitle("webhooks.endpoint");

const outcomes = new Map<string, WordKey>([
  ["changed", "webhooks.done.changed"],
  ["paused", "webhooks.done.paused"],
  ["resumed", "webhooks.done.resumed"],
  ["tested", "webhooks.done.tested"],
  ["replayed", "webhooks.done.replayed"],
]);

export default async function WebhookPage(address: WebhookAddress & Searched) {
  const viewer = await requireContact("webhook:manage");
  const webhook = await webhookAt(viewer, address);
  const { done = "", before } = PortalQuery.parse(await address.searchParams);
  const current = await currentWords();
  const { locale, words, href } = current;
  const kept = (await currentPack()).publisher.portal.keep.webhookLogDays;
  const here = `/portal/webhooks/${webhook.id}`;
  const { deliveries, next } = await listWebhookDeliveries(viewer, webhook.id, before);
  const outcome = outcomes.get(done);
  return (
    <PortalFrame viewer={viewer} path={here}>
      <div className="grid gap-4">
        <Breadcrumbs trail={[{ label: words("webhooks.title"), href: href("/portal/webhooks") }]} locale={locale} />
        <PageHeader title={<span className="wrap-anywhere">{webhook.host}</span>} lead={webhook.description} />
      </div>
      {outcome === undefined ? null : (
        <Callout tone="success" live locale={locale}>
          {words(outcome)}
        </Callout>
      )}
      <WebhookTrouble webhook={webhook} days={kept} current={current} />
      <WebhookFacts webhook={webhook} current={current} />
      <WebhookActions webhook={webhook} current={current} />
      <section className="grid gap-4" aria-labelledby="log">
        <h2 id="log">{words("webhooks.log.title")}</h2>
        <p className="text-muted">{words("webhooks.log.lead", { days: kept })}</p>
        {before === undefined ? null : (
          <p>
            <a href={href(here)}>{words("webhooks.newest")}</a>
          </p>
        )}
        <WebhookDeliveryTable deliveries={deliveries} current={current} />
        <Pagination
          label={words("webhooks.pages")}
          next={next === null ? undefined : href(`${here}?before=${next}`)}
          locale={locale}
        />
      </section>
      {deliveries.some(({ state }) => state === "failed") ? (
        <ReplayFailedForm webhook={webhook} since={later(now(), -days).toISOString().slice(0, 16)} current={current} />
      ) : null}
    </PortalFrame>
  );
}
