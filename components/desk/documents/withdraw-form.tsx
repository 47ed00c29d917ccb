import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { withdraw } from "@/server/vault/actions";

export function WithdrawForm({ versionId, number }: { versionId: string; number: number }) {
  return (
    <ActionForm action={withdraw} id="withdraw" hideWhenDone>
      <input type="hidden" name="versionId" value={versionId} />
      <TextArea name="reason" label="Reason" hint="It stays in the record." rows={3} maxLength={600} />
      <SubmitButton tone="danger">Withdraw version {number}</SubmitButton>
    </ActionForm>
  );
}
