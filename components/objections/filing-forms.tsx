import type { CurrentWords } from "@/server/access/current-words";
import { dropObjectionDraft, fileObjectionDraft, removeObjectionDraftFile } from "@/server/objections/actions";
import type { DraftFile } from "@/server/objections/drafts/drafts";
import { ConfirmButton } from "../ui/confirm-button";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";

interface FormOf {
  readonly draftId: string;
  readonly current: CurrentWords;
}

export function FileObjectionForm({ draftId, current: { locale, words } }: FormOf) {
  return (
    <ActionForm action={fileObjectionDraft} id="file" locale={locale}>
      <input type="hidden" name="draftId" value={draftId} />
      <SubmitButton>{words("objections.check.file")}</SubmitButton>
    </ActionForm>
  );
}

export function RemoveFileForm({ draftId, file, current: { locale, words } }: FormOf & { file: DraftFile }) {
  return (
    <ActionForm action={removeObjectionDraftFile} id={`remove-${file.id}`} className="*:mt-0" locale={locale}>
      <input type="hidden" name="draftId" value={draftId} />
      <input type="hidden" name="fileId" value={file.id} />
      <SubmitButton tone="quiet">
        {words("objections.file.remove", { name: file.name ?? words("objections.file.erased") })}
      </SubmitButton>
    </ActionForm>
  );
}

export function DropDraftForm({ draftId, current: { locale, words } }: FormOf) {
  return (
    <ConfirmButton label={words("objections.check.drop")}>
      <p>{words("objections.check.dropSure")}</p>
      <ActionForm action={dropObjectionDraft} id="drop" locale={locale}>
        <input type="hidden" name="draftId" value={draftId} />
        <SubmitButton tone="danger">{words("objections.check.dropConfirm")}</SubmitButton>
      </ActionForm>
    </ConfirmButton>
  );
}
