import type { CurrentWords } from "@/server/access/current-words";
import type { Publisher } from "@/server/content/publisher-schema";
import type { ControlView, ObjectionView } from "@/server/objections/view";
import { OwnWords } from "../site/own-words";
import { Callout } from "../ui/callout";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";
import { Typed } from "./objection-facts";

/** What an unresolved objection gives, in the publisher's own words, with its sealed record. */
export function UnresolvedOutcome({
  objection,
  outcome,
  recordHref,
  current: { locale, words },
}: {
  objection: ObjectionView;
  outcome: Publisher["unresolvedObjection"];
  recordHref: string;
  current: CurrentWords;
}) {
  const forms = objection.content?.orderForms ?? [];
  return (
    <div className="grid gap-4">
      <Callout tone="warning" title={words(`objections.outcome.${outcome.outcome}`)} locale={locale}>
        <p>
          <OwnWords locale={locale}>{outcome.statement}</OwnWords>
        </p>
        {forms.length === 0 ? null : <p>{words("objections.outcome.affected", { forms: forms.join(", ") })}</p>}
      </Callout>
      {objection.recorded ? (
        <p>
          <a href={recordHref}>{words("objections.outcome.record")}</a>
          <span className="text-muted"> {words("objections.outcome.recordWhat")}</span>
        </p>
      ) : (
        <p>{words("objections.outcome.recordPending")}</p>
      )}
    </div>
  );
}

/** What was agreed, as it was proposed and accepted. */
export function AgreedControl({
  control,
  current: { locale, words },
}: {
  control: ControlView;
  current: CurrentWords;
}) {
  return (
    <SummaryList
      rows={[
        { term: words("objections.controls.what"), detail: words(`objections.mitigation.${control.mitigation}`) },
        {
          term: words("objections.controls.text"),
          detail: control.text === null ? words("objections.entry.erased") : <Typed text={control.text} />,
        },
        {
          term: words("objections.outcome.since"),
          detail: <TimeText value={control.since} locale={locale} />,
        },
      ]}
    />
  );
}
