import { FormStamp } from "@/components/site/form-stamp";
import { PostedForm } from "@/components/site/posted-form";
import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { FieldSet } from "@/components/ui/forms/field-set";
import { FileField } from "@/components/ui/forms/file-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import type { FormState } from "@/server/access/form-state";
import { reportLimits } from "@/server/vulnerabilities/schema";
import { reportPath } from "@/server/vulnerabilities/security-text";

/** @param token a sign that the form came from here */
export function ReportForm({
  state,
  token,
  keptDays,
  current: { words, locale, href },
}: {
  state: FormState;
  token: string;
  /** Days after which a closed report is erased. */
  keptDays: number;
  current: CurrentWords;
}) {
  const { files, fileBytes } = reportLimits;
  const megabytes = fileBytes / 1024 / 1024;
  return (
    <PostedForm id="report" action={href(reportPath)} state={state} locale={locale} files>
      <FormStamp id="report-trap" token={token} words={words} />
      <TextField
        name="summary"
        label={words("vulnerability.form.summary")}
        hint={words("vulnerability.form.summaryHint")}
        autoComplete="off"
        maxLength={reportLimits.summary}
      />
      <TextArea
        name="details"
        label={words("vulnerability.form.details")}
        hint={words("vulnerability.form.detailsHint")}
        rows={7}
      />
      <TextField
        name="place"
        label={words("vulnerability.form.place")}
        hint={words("vulnerability.form.placeHint")}
        required={false}
        autoComplete="off"
        spellCheck={false}
        maxLength={reportLimits.place}
      />
      <TextArea
        name="steps"
        label={words("vulnerability.form.steps")}
        hint={words("vulnerability.form.stepsHint")}
        required={false}
      />
      <FileField
        name="attachments"
        label={words("vulnerability.form.attachments")}
        hint={words("vulnerability.form.attachmentsHint", { files, megabytes })}
        required={false}
        multiple
      />
      <FieldSet legend={words("vulnerability.form.you")} hint={words("vulnerability.form.youHint")}>
        <TextField
          name="name"
          label={words("vulnerability.form.name")}
          required={false}
          autoComplete="name"
          maxLength={reportLimits.name}
        />
        <TextField
          name="email"
          label={words("vulnerability.form.email")}
          hint={words("vulnerability.form.emailHint")}
          type="email"
          required={false}
          autoComplete="email"
          spellCheck={false}
        />
        <CheckboxField
          name="thanks"
          value="yes"
          label={words("vulnerability.form.thanks")}
          hint={words("vulnerability.form.thanksHint")}
        />
        <TextField
          name="creditName"
          label={words("vulnerability.form.creditName")}
          required={false}
          autoComplete="off"
          maxLength={reportLimits.name}
        />
      </FieldSet>
      <p className="field-hint">{words("vulnerability.form.kept", { days: keptDays })}</p>
      <SubmitButton>{words("vulnerability.form.send")}</SubmitButton>
    </PostedForm>
  );
}
