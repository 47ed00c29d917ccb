import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { declineAccess } from "@/server/access/requests/actions";

export function DeclineForm({ requestId }: { requestId: string }) {
  return (
    <ActionForm action={declineAccess} id="decline">
      <input type="hidden" name="requestId" value={requestId} />
      <TextArea name="reason" label="Reason" hint="The person reads it in the mail." rows={4} maxLength={1000} />
      <SubmitButton tone="danger">Decline and tell the person</SubmitButton>
    </ActionForm>
  );
}
