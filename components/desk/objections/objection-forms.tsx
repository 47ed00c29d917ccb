import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import type { CurrentWords } from "@/server/access/current-words";
import {
  answerObjection,
  closeObjectionUnresolved,
  decideObjectionHold,
  proposeObjectionMitigation,
} from "@/server/objections/handling/actions";
import { mitigations, objectionLimits } from "@/server/objections/schema";

interface FormProps {
  readonly objectionId: string;
  readonly current: CurrentWords;
}

export function MessageForm({ objectionId, current: { locale, words } }: FormProps) {
  return (
    <ActionForm action={answerObjection} id="message" locale={locale}>
      <input type="hidden" name="objectionId" value={objectionId} />
      <TextArea
        name="text"
        label={words("objections.message.label")}
        hint={words("objections.message.hint")}
        maxLength={objectionLimits.message}
      />
      <SubmitButton tone="secondary">{words("objections.message.send")}</SubmitButton>
    </ActionForm>
  );
}

/** @param days that the customer has to answer */
export function ProposalForm({ objectionId, days, current: { locale, words } }: FormProps & { readonly days: number }) {
  return (
    <ActionForm action={proposeObjectionMitigation} id="proposal" locale={locale}>
      <input type="hidden" name="objectionId" value={objectionId} />
      <RadioGroup
        name="proposed"
        legend={words("objections.desk.proposed")}
        options={mitigations.map((value) => ({ value, label: words(`objections.mitigation.${value}`) }))}
      />
      <TextArea
        name="what"
        label={words("objections.desk.what")}
        hint={words("objections.desk.whatHint", { days })}
        maxLength={objectionLimits.message}
      />
      <SubmitButton>{words("objections.desk.propose")}</SubmitButton>
    </ActionForm>
  );
}

/** @param statement what the publisher's pack says an unresolved objection gives */
export function UnresolvedForm({
  objectionId,
  statement,
  current: { locale, words },
}: FormProps & { readonly statement: string }) {
  return (
    <div className="grid gap-4">
      <div className="grid max-w-prose gap-4">
        <p>{words("objections.desk.closeWhat")}</p>
        <blockquote lang="en">{statement}</blockquote>
        <p>{words("objections.desk.closeHold")}</p>
      </div>
      <ActionForm action={closeObjectionUnresolved} id="unresolved" locale={locale}>
        <input type="hidden" name="objectionId" value={objectionId} />
        <TextArea
          name="text"
          label={words("objections.desk.closeReason")}
          hint={words("objections.desk.closeReasonHint")}
          maxLength={objectionLimits.message}
        />
        <SubmitButton tone="danger">{words("objections.desk.closeTitle")}</SubmitButton>
      </ActionForm>
    </div>
  );
}

export function DecisionForm({ objectionId, current: { locale, words } }: FormProps) {
  return (
    <ActionForm action={decideObjectionHold} id="decision" locale={locale}>
      <input type="hidden" name="objectionId" value={objectionId} />
      <RadioGroup
        name="decision"
        legend={words("objections.desk.decision")}
        options={[
          { value: "apply", label: words("objections.desk.decisionApply") },
          { value: "exclude", label: words("objections.desk.decisionExclude") },
        ]}
      />
      <TextArea
        name="reason"
        label={words("objections.desk.decisionReason")}
        hint={words("objections.desk.decisionReasonHint")}
        maxLength={objectionLimits.message}
      />
      <SubmitButton>{words("objections.desk.decide")}</SubmitButton>
    </ActionForm>
  );
}
