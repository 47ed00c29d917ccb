import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { ErrorSummary } from "@/components/ui/forms/error-summary";
import { FormStateProvider } from "@/components/ui/forms/form-context";
import { SelectField } from "@/components/ui/forms/select-field";
import type { CurrentWords } from "@/server/access/current-words";
import type { FormState } from "@/server/access/form-state";
import { type ChangeKind, changeKinds } from "@/server/subprocessors/changes/lifecycle";
import type { RegisterEntry } from "@/server/subprocessors/register";

export interface ChangeChoice {
  readonly kind: ChangeKind | null;
  readonly of: string | null;
}

/** What is to change, and of whom. It asks by GET: the form that follows has an address. */
export function ChooseChange({
  asked,
  entries,
  current: { locale, words, href },
}: {
  asked: ChangeChoice;
  entries: readonly RegisterEntry[];
  current: CurrentWords;
}) {
  const empty = entries.length === 0;
  const kinds = empty ? (["addition"] as const) : changeKinds;
  // Reached with a kind alone where one of the register is wanted: the answer to an unfinished form.
  const state: FormState =
    asked.kind === null || asked.kind === "addition"
      ? { status: "idle" }
      : {
          status: "invalid",
          errors: [{ field: "of", message: words("changes.desk.new.ofMissing") }],
          values: { kind: asked.kind, of: "" },
        };
  return (
    <FormStateProvider id="choice" state={state} locale={locale}>
      <form method="get" action={href("/desk/subprocessors/changes/new")} noValidate className="form">
        <ErrorSummary />
        <RadioGroup
          name="kind"
          legend={words("changes.desk.new.kind")}
          options={kinds.map((value) => ({
            value,
            label: words(`changes.kind.${value}`),
            hint: words(`changes.desk.new.kindHint.${value}`),
          }))}
        />
        {empty ? (
          <p>{words("changes.desk.new.ofEmpty")}</p>
        ) : (
          <SelectField
            name="of"
            label={words("changes.desk.new.of")}
            hint={words("changes.desk.new.ofHint")}
            placeholder={words("changes.desk.new.ofChoose")}
            options={entries.map(({ id, name }) => ({ value: id, label: name }))}
            required={false}
          />
        )}
        <Button type="submit" tone="primary">
          {words("changes.desk.new.submit")}
        </Button>
      </form>
    </FormStateProvider>
  );
}
