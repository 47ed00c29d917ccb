import type { CurrentWords } from "@/server/access/current-words";
import { addWebhook, changeWebhook, removeWebhook, rotateWebhookSecret } from "@/server/notices/webhooks/actions";
import { longestAddress } from "@/server/notices/webhooks/endpoint-address";
import { webhookEvents } from "@/server/notices/webhooks/event-types";
import type { WebhookView } from "@/server/notices/webhooks/queries";
import { longestDescription } from "@/server/notices/webhooks/schema";
import type { Words } from "@/server/words/words";
import { ButtonLink } from "../ui/button";
import { ActionForm } from "../ui/forms/action-form";
import { CheckboxGroup } from "../ui/forms/choice-group";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextField } from "../ui/forms/text-field";
import { eventHint, eventName } from "./webhook-words";

interface Described {
  readonly description: string;
  readonly events: readonly string[];
  readonly words: Words;
}

function DescriptionAndEvents({ description, events, words }: Described) {
  return (
    <>
      <TextField
        name="description"
        label={words("webhooks.form.description")}
        hint={words("webhooks.form.descriptionHint")}
        defaultValue={description}
        autoComplete="off"
        maxLength={longestDescription}
      />
      <CheckboxGroup
        name="events"
        legend={words("webhooks.form.events")}
        hint={words("webhooks.form.eventsHint")}
        options={webhookEvents.map((type) => ({
          value: type,
          label: eventName(type, words),
          hint: eventHint(type, words),
        }))}
        defaultValues={events}
      />
    </>
  );
}

export function AddWebhookForm({ current: { locale, words } }: { current: CurrentWords }) {
  return (
    <ActionForm action={addWebhook} id="webhook" locale={locale} hideWhenDone>
      <TextField
        name="address"
        type="url"
        label={words("webhooks.form.address")}
        hint={words("webhooks.form.addressHint")}
        autoComplete="off"
        spellCheck={false}
        maxLength={longestAddress}
      />
      <DescriptionAndEvents description="" events={webhookEvents} words={words} />
      <SubmitButton>{words("webhooks.form.add")}</SubmitButton>
    </ActionForm>
  );
}

interface WebhookForm {
  readonly webhook: WebhookView;
  readonly current: CurrentWords;
}

const pageOf = ({ id }: WebhookView) => `/portal/webhooks/${id}`;

export function ChangeWebhookForm({ webhook, current: { locale, words, href } }: WebhookForm) {
  return (
    <ActionForm action={changeWebhook} id="webhook" locale={locale}>
      <input type="hidden" name="endpointId" value={webhook.id} />
      <DescriptionAndEvents description={webhook.description} events={webhook.events} words={words} />
      <div className="button-row">
        <SubmitButton>{words("webhooks.form.save")}</SubmitButton>
        <ButtonLink href={href(pageOf(webhook))}>{words("webhooks.form.back")}</ButtonLink>
      </div>
    </ActionForm>
  );
}

export function RotateSecretForm({ webhook, current: { locale, words, href } }: WebhookForm) {
  return (
    <ActionForm action={rotateWebhookSecret} id="secret" locale={locale} hideWhenDone>
      <input type="hidden" name="endpointId" value={webhook.id} />
      <div className="button-row">
        <SubmitButton>{words("webhooks.secret.button")}</SubmitButton>
        <ButtonLink href={href(pageOf(webhook))}>{words("webhooks.secret.keep")}</ButtonLink>
      </div>
    </ActionForm>
  );
}

export function RemoveWebhookForm({ webhook, current: { locale, words, href } }: WebhookForm) {
  return (
    <ActionForm action={removeWebhook} id="removal" locale={locale}>
      <input type="hidden" name="endpointId" value={webhook.id} />
      <div className="button-row">
        <SubmitButton tone="danger">{words("webhooks.removal.button")}</SubmitButton>
        <ButtonLink href={href(pageOf(webhook))}>{words("webhooks.removal.keep")}</ButtonLink>
      </div>
    </ActionForm>
  );
}
