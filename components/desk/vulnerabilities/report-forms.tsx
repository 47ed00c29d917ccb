import { stepLabels } from "@/components/desk/vulnerabilities/report-words";
import { ActionForm } from "@/components/ui/forms/action-form";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
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

export function MoveForm({ report: { id, state, details } }: { report: ReportDetail }) {
  return (
    <ActionForm action={moveVulnerability} id="move">
      <input type="hidden" name="reportId" value={id} />
      <RadioGroup
        name="state"
        legend="Next step"
        hint={
          details?.email
            ? "The reporter is told the new state by mail."
            : "The reporter sees the new state on the status page."
        }
        options={transitions[state].map((next) => ({ value: next, label: stepLabels[next] }))}
      />
      <SubmitButton>Change the state</SubmitButton>
    </ActionForm>
  );
}

export function TellForm({ report: { id, details } }: { report: ReportDetail }) {
  return (
    <ActionForm action={tellVulnerabilityReporter} id="tell">
      <input type="hidden" name="reportId" value={id} />
      <TextArea
        name="text"
        label="Message to the reporter"
        hint={
          details?.email
            ? "Mailed as it stands, in clear, and shown on the status page: say nothing here that must not travel by mail."
            : "Shown on the status page; there is no address to mail it to."
        }
        maxLength={reportLimits.message}
      />
      <SubmitButton tone="secondary">Send the message</SubmitButton>
    </ActionForm>
  );
}

export function NoteForm({ report: { id, details } }: { report: ReportDetail }) {
  return (
    <ActionForm action={noteVulnerability} id="note">
      <input type="hidden" name="reportId" value={id} />
      <TextArea
        name="note"
        label="Internal note"
        hint="For staff alone; the reporter never sees it."
        required={false}
        defaultValue={details?.note ?? ""}
        maxLength={reportLimits.message}
      />
      <SubmitButton tone="secondary">Keep the note</SubmitButton>
    </ActionForm>
  );
}

/** Only where the reporter agreed, and the report was accepted; what was published can be taken back at any time. */
export function ThanksForm({ report: { id, state, creditedAs, creditedAt } }: { report: ReportDetail }) {
  if (creditedAs === null) return <p>The reporter did not agree to be named.</p>;
  if (creditedAt === null && state !== "accepted" && state !== "resolved")
    return <p>The reporter agreed to be named. Accept the report first.</p>;
  const given = creditedAt !== null;
  return (
    <ActionForm action={given ? takeThanksBack : thankVulnerabilityReporter} id="thanks">
      <input type="hidden" name="reportId" value={id} />
      <p>
        {given
          ? "Named on the public page Acknowledgements as "
          : "Names the reporter on the public page Acknowledgements as "}
        <bdi className="wrap-anywhere">{creditedAs}</bdi>.
      </p>
      <SubmitButton tone="secondary">{given ? "Take the thanks back" : "Thank the reporter publicly"}</SubmitButton>
    </ActionForm>
  );
}
