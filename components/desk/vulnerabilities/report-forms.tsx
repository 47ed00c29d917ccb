import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import type { CurrentWords } from "@/server/access/current-words";
import {
  moveVulnerability,
  noteVulnerability,
  takeThanksBack,
  tellVulnerabilityReporter,
  thankVulnerabilityReporter,
} from "@/server/vulnerabilities/actions";
import { transitions } from "@/server/vulnerabilities/lifecycle";
import type { ReportDetail } from "@/server/vulnerabilities/queries";
import { reportLimits } from "@/server/vulnerabilities/schema";

interface FormProps {
  readonly report: ReportDetail;
  readonly current: CurrentWords;
}

export function MoveForm({ report: { id, state, details }, current: { locale, words } }: FormProps) {
  return (
    <ActionForm action={moveVulnerability} id="move" locale={locale}>
      <input type="hidden" name="reportId" value={id} />
      <RadioGroup
        name="state"
        legend={words("desk.vulnerabilities.form.next")}
        hint={words(details?.email ? "desk.vulnerabilities.form.nextMailed" : "desk.vulnerabilities.form.nextShown")}
        options={transitions[state].map((next) => ({ value: next, label: words(`desk.vulnerabilities.step.${next}`) }))}
      />
      <SubmitButton>{words("desk.vulnerabilities.form.change")}</SubmitButton>
    </ActionForm>
  );
}

export function TellForm({ report: { id, details }, current: { locale, words } }: FormProps) {
  return (
    <ActionForm action={tellVulnerabilityReporter} id="tell" locale={locale}>
      <input type="hidden" name="reportId" value={id} />
      <TextArea
        name="text"
        label={words("desk.vulnerabilities.form.message")}
        hint={words(
          details?.email ? "desk.vulnerabilities.form.messageMailed" : "desk.vulnerabilities.form.messageShown",
        )}
        maxLength={reportLimits.message}
      />
      <SubmitButton tone="secondary">{words("desk.vulnerabilities.form.send")}</SubmitButton>
    </ActionForm>
  );
}

export function NoteForm({ report: { id, details }, current: { locale, words } }: FormProps) {
  return (
    <ActionForm action={noteVulnerability} id="note" locale={locale}>
      <input type="hidden" name="reportId" value={id} />
      <TextArea
        name="note"
        label={words("desk.vulnerabilities.form.note")}
        hint={words("desk.vulnerabilities.form.noteHint")}
        required={false}
        defaultValue={details?.note ?? ""}
        maxLength={reportLimits.message}
      />
      <SubmitButton tone="secondary">{words("desk.vulnerabilities.form.keep")}</SubmitButton>
    </ActionForm>
  );
}

/** Only where the reporter agreed, and the report was accepted; what was published can be taken back at any time. */
export function ThanksForm({ report, current: { locale, words } }: FormProps) {
  const { id, state, creditedAs, creditedAt } = report;
  if (creditedAs === null) return <p>{words("desk.vulnerabilities.form.notAgreed")}</p>;
  if (creditedAt === null && state !== "accepted" && state !== "resolved")
    return <p>{words("desk.vulnerabilities.form.acceptFirst")}</p>;
  const given = creditedAt !== null;
  return (
    <ActionForm action={given ? takeThanksBack : thankVulnerabilityReporter} id="thanks" locale={locale}>
      <input type="hidden" name="reportId" value={id} />
      <p>
        {words.rich(given ? "desk.vulnerabilities.form.named" : "desk.vulnerabilities.form.names", {
          name: () => <bdi className="wrap-anywhere">{creditedAs}</bdi>,
        })}
      </p>
      <SubmitButton tone="secondary">
        {words(given ? "desk.vulnerabilities.form.takeBack" : "desk.vulnerabilities.form.thank")}
      </SubmitButton>
    </ActionForm>
  );
}
