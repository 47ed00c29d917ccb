import { TopicFields } from "@/components/notices/topic-fields";
import { FormPage } from "@/components/site/form-page";
import { FormStamp } from "@/components/site/form-stamp";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import { currentWords } from "@/server/access/current-words";
import { formToken } from "@/server/access/form-token";
import { subscribe } from "@/server/notices/subscriptions/actions";
import { now } from "@/server/platform/clock";
import { settings } from "@/server/platform/env";

export async function SubscribePage() {
  const { locale, words, href } = await currentWords();
  return (
    <FormPage path="/subscribe" title={words("subscriptions.title")} lead={words("subscriptions.lead")}>
      <ActionForm action={subscribe} id="subscribe" locale={locale}>
        <FormStamp id="subscribe-trap" token={formToken(settings().authSecret ?? "", now())} words={words} />
        <TextField
          name="email"
          label={words("subscriptions.form.email")}
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
        <TopicFields words={words} />
        <p className="field-hint">{words("subscriptions.form.kept")}</p>
        <SubmitButton>{words("subscriptions.form.send")}</SubmitButton>
      </ActionForm>
      <div className="prose mt-8">
        <p>{words("subscriptions.form.contract")}</p>
        <p>
          {words.rich("subscriptions.form.feeds", {
            link: (text) => <a href={href("/subprocessors#follow")}>{text}</a>,
          })}
        </p>
      </div>
    </FormPage>
  );
}
