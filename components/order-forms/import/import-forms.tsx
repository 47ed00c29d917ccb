import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import type { CurrentWords } from "@/server/access/current-words";
import { confirmImport, discardImport } from "@/server/order-forms/import/actions";

/** @param shown the digest of the plan on this page: nothing else is written @param count of order forms that are written */
export function ConfirmImportForm({
  id,
  shown,
  count,
  current: { locale, words },
}: {
  id: string;
  shown: string;
  count: number;
  current: CurrentWords;
}) {
  return (
    <ActionForm action={confirmImport} id="confirm" locale={locale}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="shown" value={shown} />
      <SubmitButton>{words("imports.review.confirm", { count })}</SubmitButton>
    </ActionForm>
  );
}

export function DiscardImportForm({ id, current: { locale, words } }: { id: string; current: CurrentWords }) {
  return (
    <ActionForm action={discardImport} id="discard" locale={locale}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="quiet">{words("imports.review.discard")}</SubmitButton>
    </ActionForm>
  );
}
