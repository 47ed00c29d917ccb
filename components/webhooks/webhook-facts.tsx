import type { CurrentWords } from "@/server/access/current-words";
import type { WebhookView } from "@/server/notices/webhooks/queries";
import { Callout } from "../ui/callout";
import { StatusTag } from "../ui/status-tag";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";
import { eventName, stateTones } from "./webhook-words";

interface Shown {
  readonly webhook: WebhookView;
  readonly current: CurrentWords;
}

export function WebhookFacts({ webhook, current: { locale, words, href } }: Shown) {
  const { id, address, description, events, state, waiting, secretSince, earlierSecretUntil, createdAt } = webhook;
  const here = `/portal/webhooks/${id}`;
  return (
    <SummaryList
      rows={[
        { term: words("webhooks.facts.address"), detail: <span className="wrap-anywhere">{address}</span> },
        {
          term: words("webhooks.facts.description"),
          detail: description,
          action: <a href={href(`${here}/change`)}>{words("webhooks.facts.change")}</a>,
        },
        {
          term: words("webhooks.facts.events"),
          detail: (
            <ul className="grid gap-1">
              {events.map((type) => (
                <li key={type}>
                  {eventName(type, words)} <code className="text-muted wrap-anywhere">{type}</code>
                </li>
              ))}
            </ul>
          ),
        },
        {
          term: words("webhooks.facts.state"),
          detail: (
            <>
              <StatusTag tone={stateTones[state]}>{words(`webhooks.state.${state}`)}</StatusTag>
              <span className="block text-muted">{words("webhooks.waiting", { count: waiting })}</span>
            </>
          ),
        },
        {
          term: words("webhooks.facts.secret"),
          detail: (
            <>
              {words("webhooks.facts.secretSince")} <TimeText value={secretSince} locale={locale} />.
              {earlierSecretUntil === null ? null : (
                <span className="block">
                  {words("webhooks.facts.secretEarlier")} <TimeText value={earlierSecretUntil} locale={locale} />.
                </span>
              )}
            </>
          ),
          action: <a href={href(`${here}/secret`)}>{words("webhooks.facts.replace")}</a>,
        },
        { term: words("webhooks.facts.added"), detail: <TimeText value={createdAt} locale={locale} /> },
      ]}
    />
  );
}

/** Why nothing is sent, and what to do about it; nothing while all goes well. */
export function WebhookTrouble({ webhook, days, current: { locale, words } }: Shown & { readonly days: number }) {
  const { state, stop, failingSince } = webhook;
  if (state === "paused")
    return (
      <Callout tone="info" title={words("webhooks.state.paused")} locale={locale}>
        {words("webhooks.pausedText", { days })}
      </Callout>
    );
  if (stop !== null)
    return (
      <Callout tone="danger" title={words("webhooks.state.disabled")} locale={locale}>
        <p>{words(`webhooks.stopped.${stop}`)}</p>
        <p>{words("webhooks.stopped.waits", { days })}</p>
      </Callout>
    );
  if (failingSince === null) return null;
  return (
    <Callout tone="warning" locale={locale}>
      <p>
        {words("webhooks.stopped.failingSince")} <TimeText value={failingSince} locale={locale} />.{" "}
        {words("webhooks.stopped.soon")}
      </p>
    </Callout>
  );
}
