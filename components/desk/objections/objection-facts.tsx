import { NextAnswer } from "@/components/objections/next-answer";
import { decisionWords, objectionTones } from "@/components/objections/objection-words";
import { StatusTag } from "@/components/ui/status-tag";
import { SummaryList } from "@/components/ui/summary-list";
import { TimeText } from "@/components/ui/time-text";
import type { CurrentWords } from "@/server/access/current-words";
import type { ObjectionView } from "@/server/objections/view";

/** Who objects to what, on which ground, what was asked for, and where it stands. */
export function ObjectionFacts({
  objection,
  publisher,
  at,
  current,
}: {
  objection: ObjectionView;
  publisher: string;
  at: Date;
  current: CurrentWords;
}) {
  const { locale, words, href } = current;
  const { state, content, onHold, decision, closedAt } = objection;
  const held = onHold ? "objections.hold.open" : decision === null ? null : decisionWords[decision];
  return (
    <SummaryList
      rows={[
        {
          term: words("objections.facts.state"),
          detail: <StatusTag tone={objectionTones[state]}>{words(`objections.state.${state}`)}</StatusTag>,
        },
        {
          term: words("objections.facts.account"),
          detail: (
            <a href={href(`/desk/accounts/${objection.accountId}`)} dir="auto">
              {objection.accountName}
            </a>
          ),
        },
        {
          term: words("objections.facts.change"),
          detail: (
            <a href={href(`/desk/subprocessors/changes/${objection.changeId}`)} dir="auto">
              {objection.changeName}
            </a>
          ),
        },
        { term: words("objections.facts.ground"), detail: words(`objections.ground.${objection.ground}`) },
        { term: words("objections.facts.filed"), detail: <TimeText value={objection.filedAt} locale={locale} /> },
        { term: words("objections.facts.filedBy"), detail: <span dir="auto">{objection.filedBy}</span> },
        {
          term: words("objections.facts.orderForms"),
          detail:
            content === null || content.orderForms.length === 0
              ? words("objections.facts.noOrderForms")
              : content.orderForms.join(", "),
        },
        { term: words("objections.facts.wanted"), detail: words(`objections.mitigation.${objection.mitigation}`) },
        closedAt === null
          ? {
              term: words("objections.facts.due"),
              detail: (
                <NextAnswer objection={objection} side="publisher" publisher={publisher} at={at} current={current} />
              ),
            }
          : { term: words("objections.facts.closed"), detail: <TimeText value={closedAt} locale={locale} /> },
        ...(held === null ? [] : [{ term: words("objections.facts.hold"), detail: words(held) }]),
      ]}
    />
  );
}
