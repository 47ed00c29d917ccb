import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import { closeReturned, decideOnHold, recordNotice, sendNoticeOn } from "@/server/notices/desk/actions";
import { longestRemark } from "@/server/notices/desk/schema";

interface FormProps {
  readonly noticeId: string;
  readonly accountId: string;
  readonly current: CurrentWords;
}

function Place({ noticeId, accountId }: Omit<FormProps, "current">) {
  return (
    <>
      <input type="hidden" name="noticeId" value={noticeId} />
      <input type="hidden" name="accountId" value={accountId} />
    </>
  );
}

export function SendForm({ current: { locale, words }, ...place }: FormProps) {
  return (
    <ActionForm action={sendNoticeOn} id="send" locale={locale}>
      <Place {...place} />
      <TextField
        name="email"
        type="email"
        inputMode="email"
        spellCheck={false}
        autoComplete="off"
        label={words("notices.send.email")}
        hint={words("notices.send.emailHint")}
        maxLength={254}
      />
      <TextField
        name="name"
        label={words("notices.send.name")}
        required={false}
        autoComplete="off"
        width="medium"
        maxLength={120}
      />
      <SubmitButton>{words("notices.send.submit")}</SubmitButton>
    </ActionForm>
  );
}

export function RecordForm({ current: { locale, words }, ...place }: FormProps) {
  return (
    <ActionForm action={recordNotice} id="record" locale={locale}>
      <Place {...place} />
      <TextArea
        name="text"
        label={words("notices.record.text")}
        hint={words("notices.record.textHint")}
        rows={4}
        maxLength={longestRemark}
      />
      <SubmitButton tone="secondary">{words("notices.record.submit")}</SubmitButton>
    </ActionForm>
  );
}

export function CloseForm({ deliveryId, current: { locale, words }, ...place }: FormProps & { deliveryId: string }) {
  return (
    <ActionForm action={closeReturned} id={`close-${deliveryId}`} locale={locale}>
      <Place {...place} />
      <input type="hidden" name="deliveryId" value={deliveryId} />
      <TextArea
        name="text"
        label={words("notices.close.text")}
        hint={words("notices.close.textHint")}
        rows={3}
        maxLength={longestRemark}
      />
      <SubmitButton tone="secondary">{words("notices.close.submit")}</SubmitButton>
    </ActionForm>
  );
}

/** @param told whether the change can be applied at all: the account was told of it and its time is fixed */
export function DecideForm({
  holdId,
  told,
  current: { locale, words },
  ...place
}: FormProps & { holdId: string; told: boolean }) {
  return (
    <ActionForm action={decideOnHold} id={`decide-${holdId}`} locale={locale}>
      <Place {...place} />
      <input type="hidden" name="holdId" value={holdId} />
      <RadioGroup
        name="decision"
        legend={words("notices.decide.legend")}
        hint={told ? undefined : words("notices.decide.untoldHint")}
        options={[
          ...(told
            ? [{ value: "apply", label: words("notices.decide.apply"), hint: words("notices.decide.applyHint") }]
            : []),
          { value: "exclude", label: words("notices.decide.exclude"), hint: words("notices.decide.excludeHint") },
        ]}
      />
      <TextArea name="text" label={words("notices.decide.text")} rows={4} maxLength={longestRemark} />
      <SubmitButton>{words("notices.decide.submit")}</SubmitButton>
    </ActionForm>
  );
}
