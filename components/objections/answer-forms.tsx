import type { CurrentWords } from "@/server/access/current-words";
import {
  acceptMitigation,
  declineMitigation,
  withdrawOwnObjection,
  writeObjectionMessage,
} from "@/server/objections/actions";
import { objectionLimits } from "@/server/objections/schema";
import type { ObjectionEntryView, ObjectionView } from "@/server/objections/view";
import { ButtonLink } from "../ui/button";
import { ActionForm, type FormAction } from "../ui/forms/action-form";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextArea } from "../ui/forms/text-area";
import { TimeText } from "../ui/time-text";
import { Typed } from "./objection-facts";

interface FormOf {
  readonly objectionId: string;
  readonly current: CurrentWords;
}

/** The same for both sides: the action is each side's own. */
export function MessageForm({
  objectionId,
  action = writeObjectionMessage,
  current: { locale, words },
}: FormOf & { action?: FormAction }) {
  return (
    <ActionForm action={action} id="message" locale={locale}>
      <input type="hidden" name="objectionId" value={objectionId} />
      <TextArea
        name="text"
        label={words("objections.message.label")}
        hint={words("objections.message.hint")}
        rows={5}
        maxLength={objectionLimits.message}
      />
      <SubmitButton tone="secondary">{words("objections.message.send")}</SubmitButton>
    </ActionForm>
  );
}

/** The proposal that stands; null while none does. */
export function standingProposal({ state, entries }: ObjectionView): ObjectionEntryView | null {
  if (state !== "mitigation_proposed") return null;
  return entries.findLast(({ kind }) => kind === "proposal") ?? null;
}

/** Accept what is proposed, or decline it and say why. */
export function AnswerForms({
  objectionId,
  proposal,
  publisher,
  at,
  current,
}: FormOf & { proposal: ObjectionEntryView; publisher: string; at: Date }) {
  const { locale, words } = current;
  const both = (
    <>
      <input type="hidden" name="objectionId" value={objectionId} />
      <input type="hidden" name="proposalId" value={proposal.id} />
    </>
  );
  return (
    <div className="grid gap-8">
      <div className="grid gap-2">
        <p className="font-semibold">
          {words("objections.answer.proposed", { publisher })}:{" "}
          {proposal.mitigation === null ? null : words(`objections.mitigation.${proposal.mitigation}`)}
        </p>
        <Typed text={proposal.text ?? words("objections.entry.erased")} />
        {proposal.replyBy === null ? null : (
          <p className="text-muted">
            {words("objections.answer.by")} <TimeText value={proposal.replyBy} now={at} locale={locale} />
          </p>
        )}
      </div>
      <div className="grid gap-4">
        <h3>{words("objections.answer.acceptTitle")}</h3>
        <p className="max-w-prose">
          {words(
            proposal.mitigation === "exclude" ? "objections.answer.effectExclude" : "objections.answer.effectApply",
          )}
        </p>
        <ActionForm action={acceptMitigation} id="accept" locale={locale}>
          {both}
          <CheckboxField name="agreed" value="yes" label={words("objections.answer.agree")} required />
          <SubmitButton>{words("objections.answer.accept")}</SubmitButton>
        </ActionForm>
      </div>
      <div className="grid gap-4">
        <h3>{words("objections.answer.declineTitle")}</h3>
        <ActionForm action={declineMitigation} id="decline" locale={locale}>
          {both}
          <TextArea
            name="why"
            label={words("objections.answer.why")}
            hint={words("objections.answer.whyHint", { publisher })}
            rows={4}
            maxLength={objectionLimits.message}
          />
          <SubmitButton tone="secondary">{words("objections.answer.decline")}</SubmitButton>
        </ActionForm>
      </div>
    </div>
  );
}

/** The last thought before an objection is taken back. */
export function WithdrawalForm({
  objectionId,
  publisher,
  keepHref,
  current: { locale, words },
}: FormOf & { publisher: string; keepHref: string }) {
  return (
    <ActionForm action={withdrawOwnObjection} id="withdrawal" locale={locale}>
      <input type="hidden" name="objectionId" value={objectionId} />
      <TextArea
        name="text"
        label={words("objections.withdrawal.text")}
        hint={words("objections.withdrawal.textHint", { publisher })}
        rows={4}
        required={false}
        maxLength={objectionLimits.message}
      />
      <div className="button-row">
        <SubmitButton tone="danger">{words("objections.withdrawal.confirm")}</SubmitButton>
        <ButtonLink href={keepHref}>{words("objections.withdrawal.keep")}</ButtonLink>
      </div>
    </ActionForm>
  );
}
