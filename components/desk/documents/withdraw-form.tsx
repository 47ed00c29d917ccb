import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import type { CurrentWords } from "@/server/access/current-words";
import { withdraw } from "@/server/vault/actions";

export function WithdrawForm({
  versionId,
  number,
  current: { locale, words },
}: {
  versionId: string;
  number: number;
  current: CurrentWords;
}) {
  return (
    <ActionForm action={withdraw} id="withdraw" hideWhenDone locale={locale}>
      <input type="hidden" name="versionId" value={versionId} />
      <TextArea
        name="reason"
        label={words("desk.documents.withdrawal.reason")}
        hint={words("desk.documents.withdrawal.reasonHint")}
        rows={3}
        maxLength={600}
      />
      <SubmitButton tone="danger">{words("desk.documents.version.withdraw", { number: String(number) })}</SubmitButton>
    </ActionForm>
  );
}
