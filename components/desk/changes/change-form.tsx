import { ActionForm, type FormAction } from "@/components/ui/forms/action-form";
import { FieldSet } from "@/components/ui/forms/field-set";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import { editRegisterChange, proposeRegisterChange } from "@/server/subprocessors/changes/actions";
import { type ChangeKind, hasTarget } from "@/server/subprocessors/changes/lifecycle";
import { changeLimits } from "@/server/subprocessors/changes/schema";
import type { RegisterEntry } from "@/server/subprocessors/register";

/** What the form begins with. */
export interface Proposed {
  readonly kind: ChangeKind;
  /** The id in the register of whom it changes, removes or displaces. */
  readonly of: string | null;
  readonly entry: RegisterEntry | null;
  readonly reasons?: string;
  readonly assessment?: string;
  readonly alternatives?: string;
}

/** @param changeId of the draft that is edited; without it the form makes one */
export function ChangeForm({
  changeId,
  proposed,
  current,
}: {
  changeId?: string;
  proposed: Proposed;
  current: CurrentWords;
}) {
  const { locale, words } = current;
  const action: FormAction = changeId === undefined ? proposeRegisterChange : editRegisterChange;
  const { kind, of } = proposed;
  return (
    <ActionForm action={action} id="change" locale={locale}>
      {changeId === undefined ? null : <input type="hidden" name="changeId" value={changeId} />}
      <input type="hidden" name="kind" value={kind} />
      {hasTarget(kind) ? <input type="hidden" name="of" value={of ?? ""} /> : null}
      {kind === "removal" ? null : <EntryFields proposed={proposed} words={words} />}
      <FieldSet legend={words("changes.desk.form.argument")}>
        {(["reasons", "assessment", "alternatives"] as const).map((part) => (
          <TextArea
            key={part}
            name={part}
            label={words(`changes.part.${part}`)}
            hint={words(`changes.desk.form.${part}`)}
            defaultValue={proposed[part] ?? ""}
            maxLength={changeLimits.argument}
          />
        ))}
      </FieldSet>
      <SubmitButton>
        {words(changeId === undefined ? "changes.desk.form.submit" : "changes.desk.form.save")}
      </SubmitButton>
    </ActionForm>
  );
}

const lineFields = ["role", "purpose", "dataCategories", "location", "transferMechanism", "certifications"] as const;
/** What is said in sentences stands in a box, though in the register it is one line. */
const longFields: ReadonlySet<string> = new Set(["purpose", "dataCategories"]);

function EntryFields({ proposed: { kind, entry }, words }: { proposed: Proposed; words: CurrentWords["words"] }) {
  const hint = words(kind === "amendment" ? "changes.desk.form.amendment" : "changes.desk.form.entryHint");
  return (
    <FieldSet legend={words("changes.desk.form.entry")} hint={hint}>
      <TextField
        name="name"
        label={words("register.columns.name")}
        hint={words("changes.desk.form.name")}
        defaultValue={entry?.name ?? ""}
        maxLength={changeLimits.name}
        autoComplete="off"
      />
      {lineFields.map((field) => {
        const given = {
          ...{ name: field, label: words(`register.columns.${field}`), required: false },
          ...{ defaultValue: entry?.[field] ?? "", maxLength: changeLimits.stated },
        };
        return longFields.has(field) ? (
          <TextArea key={field} rows={2} {...given} />
        ) : (
          <TextField key={field} autoComplete="off" {...given} />
        );
      })}
      <TextField
        name="since"
        type="date"
        width="short"
        label={words("register.columns.since")}
        hint={words("changes.desk.form.since")}
        required={false}
        defaultValue={entry?.since ?? ""}
      />
    </FieldSet>
  );
}
