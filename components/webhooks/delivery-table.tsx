import type { CurrentWords } from "@/server/access/current-words";
import { replayWebhookDelivery } from "@/server/notices/webhooks/actions";
import type { DeliveryView } from "@/server/notices/webhooks/queries";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";
import { StatusTag } from "../ui/status-tag";
import { type Column, Table } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { VisuallyHidden } from "../ui/visually-hidden";
import { eventName, outcomeOf } from "./webhook-words";

const columns = (current: CurrentWords): readonly Column<DeliveryView>[] => {
  const { locale, words } = current;
  return [
    {
      header: words("webhooks.log.event"),
      cell: ({ id, type, createdAt }) => (
        <>
          {eventName(type, words)}
          <span className="block font-normal text-muted">
            <TimeText value={createdAt} short locale={locale} />
          </span>
          <code className="hash block font-normal text-muted" translate="no">
            msg_{id}
          </code>
        </>
      ),
    },
    { header: words("webhooks.log.outcome"), cell: (delivery) => <Outcome delivery={delivery} current={current} /> },
    { header: words("webhooks.log.attempts"), cell: (delivery) => <Attempts delivery={delivery} current={current} /> },
    {
      header: words("webhooks.log.replay"),
      cell: (delivery) => <ReplayForm delivery={delivery} current={current} />,
    },
  ];
};

interface Shown {
  readonly delivery: DeliveryView;
  readonly current: CurrentWords;
}

function Outcome({ delivery, current: { words } }: Shown) {
  const { failure, responseStatus, durationMs } = delivery;
  const { tone, key } = outcomeOf(delivery);
  const answer = [
    responseStatus === null ? [] : words("webhooks.log.status", { status: String(responseStatus) }),
    durationMs === null ? [] : words("webhooks.log.milliseconds", { ms: durationMs }),
  ].flat();
  return (
    <>
      <StatusTag tone={tone}>{words(key)}</StatusTag>
      {failure === null ? null : <span className="block">{words(`webhooks.failure.${failure}`)}</span>}
      {answer.length === 0 ? null : <span className="block text-muted">{answer.join(", ")}</span>}
    </>
  );
}

function Attempts({ delivery, current: { locale, words } }: Shown) {
  const { attempts, lastAttemptAt, nextAttemptAt, state } = delivery;
  return (
    <>
      {attempts}
      {lastAttemptAt === null ? null : (
        <span className="block text-muted">
          {words("webhooks.log.last")} <TimeText value={lastAttemptAt} short locale={locale} />
        </span>
      )}
      {state !== "queued" || lastAttemptAt === null ? null : (
        <span className="block text-muted">
          {words("webhooks.log.next")} <TimeText value={nextAttemptAt} short locale={locale} />
        </span>
      )}
    </>
  );
}

/** Not while it is under way: it comes by itself. */
function ReplayForm({ delivery: { id, state, type }, current: { locale, words } }: Shown) {
  if (state === "queued") return "—";
  return (
    <ActionForm action={replayWebhookDelivery} id={`replay-${id}`} locale={locale} className="whitespace-nowrap *:mt-0">
      <input type="hidden" name="deliveryId" value={id} />
      <SubmitButton tone="quiet">
        {words("webhooks.log.replay")}
        <VisuallyHidden>
          {" "}
          {eventName(type, words)} msg_{id}
        </VisuallyHidden>
      </SubmitButton>
    </ActionForm>
  );
}

export function WebhookDeliveryTable({
  deliveries,
  current,
}: {
  deliveries: readonly DeliveryView[];
  current: CurrentWords;
}) {
  return (
    <Table
      caption={current.words("webhooks.log.caption")}
      captionHidden
      columns={columns(current)}
      rows={deliveries}
      rowKey={({ id }) => id}
      empty={current.words("webhooks.log.empty")}
    />
  );
}
