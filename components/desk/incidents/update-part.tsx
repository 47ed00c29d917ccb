import { ConfirmButton } from "@/components/ui/confirm-button";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import { draftIncidentUpdate, sendIncidentUpdate } from "@/server/assurance/incidents/actions";
import type { IncidentDetail, UpdateView } from "@/server/assurance/incidents/queries";
import { incidentLimits } from "@/server/assurance/incidents/schema";
import type { UpdatePreview } from "@/server/assurance/incidents/updates";

/** What was sent, the newest first. @param mayFollow whether the delivery can be opened */
export function UpdateList({
  updates,
  mayFollow,
  current,
}: {
  readonly updates: readonly UpdateView[];
  readonly mayFollow: boolean;
  readonly current: CurrentWords;
}) {
  const { words } = current;
  if (updates.length === 0) return <p>{words("incidents.updates.empty")}</p>;
  return (
    <ol className="space-y-8" reversed>
      {updates.map((update) => (
        <li key={update.id}>
          <Update update={update} mayFollow={mayFollow} current={current} />
        </li>
      ))}
    </ol>
  );
}

function Update({
  update,
  mayFollow,
  current: { locale, words, href },
}: {
  readonly update: UpdateView;
  readonly mayFollow: boolean;
  readonly current: CurrentWords;
}) {
  const { number, text, author, createdAt, noticeId, given, accounts } = update;
  return (
    <div className="space-y-2">
      <h3>{words("incidents.updates.number", { number })}</h3>
      <p className="text-muted">
        <bdi>{words("incidents.facts.by", { name: author })}</bdi> <TimeText value={createdAt} locale={locale} />
      </p>
      <Typed text={text ?? words("incidents.erased")} />
      <p>
        {words("incidents.updates.progress", { given, accounts })}
        {noticeId !== null && mayFollow ? (
          <>
            {" · "}
            <a href={href(`/desk/notices/${noticeId}`)}>{words("incidents.updates.delivery", { number })}</a>
          </>
        ) : null}
      </p>
    </div>
  );
}

const Typed = ({ text }: { readonly text: string }) => (
  <div className="max-w-prose border-s-2 border-hairline ps-4 wrap-anywhere whitespace-pre-line" dir="auto">
    {text}
  </div>
);

interface Writing {
  readonly incident: IncidentDetail;
  readonly current: CurrentWords;
}

/** What is written is kept and then looked at; nothing is sent by this. */
export function DraftForm({ incident, current: { locale, words } }: Writing) {
  return (
    <ActionForm action={draftIncidentUpdate} id="update" locale={locale}>
      <input type="hidden" name="incidentId" value={incident.id} />
      <TextArea
        name="text"
        label={words("incidents.form.update")}
        hint={words("incidents.form.updateHint")}
        rows={10}
        defaultValue={incident.draft ?? ""}
        maxLength={incidentLimits.update}
      />
      <SubmitButton tone={incident.draft === null ? "primary" : "secondary"}>
        {words("incidents.form.preview")}
      </SubmitButton>
    </ActionForm>
  );
}

/** The message as each customer gets it, to whom, and the button that sends it. */
export function UpdatePreviewPart({
  incident,
  preview,
  current: { locale, words },
}: Writing & { readonly preview: UpdatePreview }) {
  const { message, accounts, fingerprint } = preview;
  const count = accounts.length;
  return (
    <div className="space-y-6">
      <SummaryList
        rows={[
          {
            term: words("incidents.preview.to"),
            detail:
              count === 0 ? (
                words("incidents.updates.noAccounts")
              ) : (
                <ul className="space-y-1">
                  {accounts.map(({ id, legalName }) => (
                    <li key={id} className="wrap-anywhere" dir="auto">
                      {legalName}
                    </li>
                  ))}
                </ul>
              ),
          },
          { term: words("incidents.preview.subject"), detail: <span dir="auto">{message.subject}</span> },
          { term: words("incidents.preview.text"), detail: <Typed text={message.text.trimEnd()} /> },
        ]}
      />
      {count === 0 ? null : (
        <ConfirmButton label={words("incidents.form.send", { count })}>
          <ActionForm action={sendIncidentUpdate} id="send" locale={locale}>
            <input type="hidden" name="incidentId" value={incident.id} />
            <input type="hidden" name="fingerprint" value={fingerprint} />
            <p>{words("incidents.form.sendWarning")}</p>
            <SubmitButton>{words("incidents.form.sendConfirm")}</SubmitButton>
          </ActionForm>
        </ConfirmButton>
      )}
    </div>
  );
}
