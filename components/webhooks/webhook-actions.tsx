import type { CurrentWords } from "@/server/access/current-words";
import { pauseWebhook, replayFailedWebhooks, resumeWebhook, testWebhook } from "@/server/notices/webhooks/actions";
import type { WebhookView } from "@/server/notices/webhooks/queries";
import { ButtonLink } from "../ui/button";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextField } from "../ui/forms/text-field";

interface Acting {
  readonly webhook: WebhookView;
  readonly current: CurrentWords;
}

/** What can be done with an endpoint at any time, each a form of its own. */
export function WebhookActions({ webhook: { id, state }, current: { locale, words, href } }: Acting) {
  const live = state === "live";
  return (
    <section className="grid gap-4" aria-labelledby="actions">
      <h2 id="actions">{words(live ? "webhooks.action.title" : "webhooks.action.titleStopped")}</h2>
      <div className="button-row">
        <ActionForm action={testWebhook} id="test" locale={locale}>
          <input type="hidden" name="endpointId" value={id} />
          <SubmitButton>{words("webhooks.action.test")}</SubmitButton>
        </ActionForm>
        <ActionForm action={live ? pauseWebhook : resumeWebhook} id="state" locale={locale}>
          <input type="hidden" name="endpointId" value={id} />
          <SubmitButton tone="secondary">
            {words(live ? "webhooks.action.pause" : "webhooks.action.resume")}
          </SubmitButton>
        </ActionForm>
        <ButtonLink href={href(`/portal/webhooks/${id}/removal`)}>{words("webhooks.action.remove")}</ButtonLink>
      </div>
    </section>
  );
}

/** After an outage. @param since `2026-11-29T08:30` in UTC, to begin with */
export function ReplayFailedForm({
  webhook: { id },
  since,
  current: { locale, words },
}: Acting & { readonly since: string }) {
  return (
    <section className="grid gap-4 border-t border-hairline pt-8" aria-labelledby="again">
      <h2 id="again">{words("webhooks.replayAll.title")}</h2>
      <p className="max-w-[46rem]">{words("webhooks.replayAll.lead")}</p>
      <ActionForm action={replayFailedWebhooks} id="replay" locale={locale}>
        <input type="hidden" name="endpointId" value={id} />
        <TextField
          name="since"
          type="datetime-local"
          width="medium"
          label={words("webhooks.form.since")}
          hint={words("webhooks.form.sinceHint")}
          defaultValue={since}
        />
        <SubmitButton tone="secondary">{words("webhooks.form.replayAll")}</SubmitButton>
      </ActionForm>
    </section>
  );
}
