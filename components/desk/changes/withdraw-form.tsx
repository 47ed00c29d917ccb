import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import type { CurrentWords } from "@/server/access/current-words";
import { withdrawRegisterChange } from "@/server/subprocessors/changes/actions";
import { changeLimits } from "@/server/subprocessors/changes/schema";

/** @param state in which the change stands on this page: in another a withdrawal means something else, and is refused */
export function WithdrawChangeForm({
  changeId,
  state,
  current: { locale, words },
}: {
  changeId: string;
  state: "draft" | "approved" | "noticed";
  current: CurrentWords;
}) {
  return (
    <ActionForm action={withdrawRegisterChange} id="withdraw" locale={locale}>
      <input type="hidden" name="changeId" value={changeId} />
      <input type="hidden" name="state" value={state} />
      <TextArea
        name="reason"
        label={words("changes.desk.withdrawal.reason")}
        hint={words(state === "draft" ? "changes.desk.withdrawal.reasonQuiet" : "changes.desk.withdrawal.reasonHint")}
        rows={4}
        maxLength={changeLimits.reason}
      />
      <SubmitButton tone="danger">{words("changes.desk.withdrawal.submit")}</SubmitButton>
    </ActionForm>
  );
}
