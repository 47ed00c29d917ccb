import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/forms/error-summary";
import { FileField } from "@/components/ui/forms/file-field";
import { FormStateProvider } from "@/components/ui/forms/form-context";
import type { CurrentWords } from "@/server/access/current-words";
import type { FormState } from "@/server/access/form-state";
import { importLimits } from "@/server/order-forms/import/csv";
import type { Words } from "@/server/words/words";

const megabytes = importLimits.bytes / (1024 * 1024);

const problems: Readonly<Record<string, (words: Words) => string>> = {
  choose: (words) => words("imports.refused.choose"),
  "too-large": (words) => words("imports.refused.tooLarge", { megabytes }),
  broken: (words) => words("imports.refused.broken"),
  "empty-file": (words) => words("imports.refused.emptyFile"),
};

/** The browser posts it by itself. @param problem why the last file was not taken, as the address names it */
export function ImportUploadForm({
  submit,
  problem,
  current: { locale, words },
}: {
  submit: string;
  problem?: string | undefined;
  current: CurrentWords;
}) {
  const told = problem !== undefined && Object.hasOwn(problems, problem) ? problems[problem] : undefined;
  const state: FormState =
    told === undefined
      ? { status: "idle" }
      : { status: "invalid", errors: [{ field: "file", message: told(words) }], values: {} };
  return (
    <FormStateProvider id="import" state={state} locale={locale}>
      <form action="/desk/accounts/import" method="post" encType="multipart/form-data" noValidate className="form">
        <ErrorSummary />
        <input type="hidden" name="locale" value={locale} />
        <FileField
          name="file"
          label={words("imports.file.label")}
          hint={words("imports.file.hint", { rows: importLimits.rows, megabytes })}
          accept=".csv,text/csv"
        />
        <Button type="submit" tone="primary">
          {submit}
        </Button>
      </form>
    </FormStateProvider>
  );
}
