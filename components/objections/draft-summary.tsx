import type { CurrentWords } from "@/server/access/current-words";
import type { DraftView } from "@/server/objections/drafts/drafts";
import { isGround, isMitigation } from "@/server/objections/schema";
import type { OrderFormView } from "@/server/order-forms/queries";
import { SummaryList } from "../ui/summary-list";
import { Typed } from "./objection-facts";

/** What was written, to be read once more. What is missing says so. */
export function DraftSummary({
  draft: { ground, explanation, orderForms: chosen, mitigation, wish },
  orderForms,
  current: { words },
}: {
  draft: DraftView;
  orderForms: readonly OrderFormView[];
  current: CurrentWords;
}) {
  const forms = orderForms.filter(({ id }) => chosen.includes(id)).map(({ reference }) => reference);
  return (
    <SummaryList
      rows={[
        {
          term: words("objections.facts.ground"),
          detail: isGround(ground) ? words(`objections.ground.${ground}`) : words("objections.missing.ground"),
        },
        {
          term: words("objections.section.explanation"),
          detail: explanation === "" ? words("objections.missing.explanation") : <Typed text={explanation} />,
        },
        {
          term: words("objections.facts.orderForms"),
          detail: forms.length === 0 ? words("objections.facts.noOrderForms") : <bdi>{forms.join(", ")}</bdi>,
        },
        {
          term: words("objections.facts.wanted"),
          detail: (
            <>
              <p>
                {isMitigation(mitigation)
                  ? words(`objections.mitigation.${mitigation}`)
                  : words("objections.missing.mitigation")}
              </p>
              {wish === "" ? null : <Typed text={wish} />}
            </>
          ),
        },
      ]}
    />
  );
}
