import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionView } from "@/server/objections/view";
import { OwnWords } from "../site/own-words";
import { StatusTag } from "../ui/status-tag";
import { SummaryList } from "../ui/summary-list";
import { TimeText } from "../ui/time-text";
import { NextAnswer } from "./next-answer";
import { decisionWords, objectionTones } from "./objection-words";

interface FactsProps {
  readonly objection: ObjectionView;
  readonly publisher: string;
  readonly at: Date;
  readonly current: CurrentWords;
}

/** Where it stands, whose turn it is and how long they have. */
export function ObjectionStanding({ objection, publisher, at, current }: FactsProps) {
  const { locale, words } = current;
  const { state, filedAt, filedBy, acknowledgedAt, dueAt, closedAt, onHold, decision } = objection;
  const held = onHold ? "objections.hold.open" : decision === null ? null : decisionWords[decision];
  const time = (value: Date) => <TimeText value={value} locale={locale} />;
  return (
    <SummaryList
      rows={[
        {
          term: words("objections.facts.state"),
          detail: <StatusTag tone={objectionTones[state]}>{words(`objections.state.${state}`)}</StatusTag>,
        },
        {
          term: words("objections.facts.filed"),
          detail: (
            <>
              {time(filedAt)}, <bdi>{filedBy}</bdi>
            </>
          ),
        },
        ...(acknowledgedAt === null
          ? []
          : [{ term: words("objections.facts.acknowledged"), detail: time(acknowledgedAt) }]),
        ...(dueAt === null
          ? []
          : [
              {
                term: words("objections.facts.due"),
                detail: (
                  <NextAnswer objection={objection} side="account" publisher={publisher} at={at} current={current} />
                ),
              },
            ]),
        ...(closedAt === null ? [] : [{ term: words("objections.facts.closed"), detail: time(closedAt) }]),
        ...(held === null ? [] : [{ term: words("objections.hold.own"), detail: words(held) }]),
      ]}
    />
  );
}

/** What is objected to, on which ground, and what was asked for. Everything typed is shown as plain text. */
export function ObjectionContent({
  objection: { content, ground, mitigation, changeName },
  changeHref,
  current: { locale, words },
}: {
  objection: Pick<ObjectionView, "content" | "ground" | "mitigation" | "changeName">;
  changeHref: string;
  current: CurrentWords;
}) {
  const forms = content?.orderForms ?? [];
  return (
    <div className="grid gap-6">
      <SummaryList
        rows={[
          {
            term: words("objections.facts.change"),
            detail: (
              <a href={changeHref}>
                <OwnWords locale={locale}>{changeName}</OwnWords>
              </a>
            ),
          },
          { term: words("objections.facts.ground"), detail: words(`objections.ground.${ground}`) },
          {
            term: words("objections.facts.orderForms"),
            detail: forms.length === 0 ? words("objections.facts.noOrderForms") : <bdi>{forms.join(", ")}</bdi>,
          },
          {
            term: words("objections.facts.wanted"),
            detail: (
              <>
                <p>{words(`objections.mitigation.${mitigation}`)}</p>
                {content === null || content.wish === "" ? null : <Typed text={content.wish} />}
              </>
            ),
          },
        ]}
      />
      <div className="grid gap-2">
        <h3>{words("objections.section.explanation")}</h3>
        {content === null ? <p>{words("objections.entry.erased")}</p> : <Typed text={content.explanation} />}
      </div>
    </div>
  );
}

/** As somebody typed it, in whatever script. */
export function Typed({ text }: { text: string }) {
  return (
    <p className="max-w-prose whitespace-pre-line wrap-anywhere" dir="auto">
      {text}
    </p>
  );
}
