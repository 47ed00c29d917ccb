import type { CurrentWords } from "@/server/access/current-words";
import { PeopleToAsk } from "../accounts/people-to-ask";
import { ButtonLink } from "../ui/button";
import type { NextStep } from "./next-step";

/** What to do next, with the way there. Not `linked` where the link would lead to the page it stands on. */
export function NextStepSection({
  step,
  linked = true,
  current: { words, href },
}: {
  step: NextStep;
  linked?: boolean;
  current: CurrentWords;
}) {
  return (
    <section className="grid max-w-[44rem] gap-3 border-y border-hairline py-6" aria-labelledby="next-step">
      <p className="text-sm text-muted">{words("agreements.next.label")}</p>
      <h2 id="next-step">{step.title}</h2>
      <p>{step.text}</p>
      {step.people.length === 0 ? null : <PeopleToAsk people={step.people} />}
      {step.link === undefined || !linked ? null : (
        <div className="button-row mt-2">
          <ButtonLink href={href(step.link.href)} tone="primary">
            {step.link.label}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}
