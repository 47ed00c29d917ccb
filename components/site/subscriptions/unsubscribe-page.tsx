import type { ReactNode } from "react";
import { TopicFields, topicsInWords } from "@/components/notices/topic-fields";
import { FormPage } from "@/components/site/form-page";
import { PostedForm } from "@/components/site/posted-form";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { currentAnswer } from "@/server/access/current-answer";
import { type CurrentWords, currentWords } from "@/server/access/current-words";
import { type FormState, idle } from "@/server/access/form-state";
import { currentPack } from "@/server/content/current-pack";
import { type UnsubscribeAnswer, unsubscribeAnswers } from "@/server/notices/subscriptions/posted-answer";

/**
 * Where every message leads, and what became of a form there. The forms post to the address that the page is read from:
 * the page does not know the token, and is the same for all.
 */
export async function UnsubscribePage() {
  const current = await currentWords();
  const answer = await currentAnswer(unsubscribeAnswers);
  const { names } = (await currentPack()).publisher;
  const ended = answer?.kind === "ended";
  const title = current.words(ended ? "subscriptions.manage.ended" : "subscriptions.manage.title");
  return (
    <FormPage
      path="/subscribe"
      title={title}
      {...(answer === undefined || answer.kind === "unread"
        ? { lead: current.words("subscriptions.manage.lead", { name: names.short }) }
        : {})}
    >
      {ended ? <Ended current={current} /> : <Choice answer={answer} current={current} />}
    </FormPage>
  );
}

function Ended({ current: { words, href } }: { current: CurrentWords }) {
  return (
    <div className="prose">
      <p>{words("subscriptions.manage.endedText")}</p>
      <p>{words("subscriptions.form.contract")}</p>
      <p>{words.rich("subscriptions.manage.endedMistake", { again: again(href) })}</p>
    </div>
  );
}

function Choice({ answer, current }: { answer: UnsubscribeAnswer | undefined; current: CurrentWords }) {
  const { words } = current;
  return (
    <div className="space-y-12">
      <Change answer={answer} current={current} />
      <section aria-labelledby="end" className="space-y-4">
        <h2 id="end">{words("subscriptions.manage.end")}</h2>
        <p>{words("subscriptions.manage.endText")}</p>
        <Step name="end" current={current}>
          <SubmitButton tone={answer?.kind === "choices" ? "secondary" : "primary"}>
            {words("subscriptions.manage.endButton")}
          </SubmitButton>
        </Step>
      </section>
    </div>
  );
}

function Change({ answer, current }: { answer: UnsubscribeAnswer | undefined; current: CurrentWords }) {
  const { words, href, locale } = current;
  if (answer?.kind === "unknown")
    return (
      <Callout tone="warning" title={words("subscriptions.manage.unknown")} locale={locale}>
        <p>{words.rich("subscriptions.manage.unknownText", { again: again(href) })}</p>
      </Callout>
    );
  if (answer?.kind === "choices")
    return (
      <Step name="change" state={answer.state} current={current}>
        <TopicFields words={words} choices={answer.choices} />
        <SubmitButton>{words("subscriptions.manage.save")}</SubmitButton>
      </Step>
    );
  return (
    <section aria-labelledby="change" className="space-y-4">
      {answer?.kind === "changed" ? (
        <Callout tone="success" locale={locale}>
          {words("subscriptions.manage.changed", { topics: topicsInWords(answer.choices.topics, words) })}
        </Callout>
      ) : null}
      <h2 id="change">{words("subscriptions.manage.change")}</h2>
      <p>{words("subscriptions.manage.changeText")}</p>
      <Step name="choose" current={current}>
        <SubmitButton tone="secondary">{words("subscriptions.manage.changeButton")}</SubmitButton>
      </Step>
    </section>
  );
}

function Step({
  name,
  state = idle,
  current: { locale },
  children,
}: {
  name: "end" | "choose" | "change";
  state?: FormState;
  current: CurrentWords;
  children: ReactNode;
}) {
  return (
    <PostedForm id={name} state={state} locale={locale}>
      <input type="hidden" name="step" value={name} />
      {children}
    </PostedForm>
  );
}

const again = (href: CurrentWords["href"]) => (text: ReactNode) => <a href={href("/subscribe")}>{text}</a>;
