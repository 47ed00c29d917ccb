import { ActionForm } from "@/components/ui/forms/action-form";
import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import type { CurrentWords } from "@/server/access/current-words";
import { approveRegisterChange } from "@/server/subprocessors/changes/actions";

/** @param seen the fingerprint of what stands on this page: nothing else is approved with it */
export function ApproveForm({
  changeId,
  seen,
  waits,
  noticeDays,
  current: { locale, words },
}: {
  changeId: string;
  seen: string;
  waits: boolean;
  noticeDays: number;
  current: CurrentWords;
}) {
  return (
    <div className="max-w-prose space-y-4">
      <h3>{words("changes.desk.approve.title")}</h3>
      <p>
        {words("changes.desk.approve.what")}{" "}
        {waits ? words("changes.desk.approve.wait", { days: noticeDays }) : words("changes.desk.approve.noWait")}
      </p>
      <ActionForm action={approveRegisterChange} id="approve" locale={locale}>
        <input type="hidden" name="changeId" value={changeId} />
        <input type="hidden" name="seen" value={seen} />
        <CheckboxField name="read" value="yes" label={words("changes.desk.approve.read")} required />
        <SubmitButton>{words("changes.desk.approve.submit")}</SubmitButton>
      </ActionForm>
    </div>
  );
}
