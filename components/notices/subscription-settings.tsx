import { TopicFields } from "@/components/notices/topic-fields";
import type { CurrentWords } from "@/server/access/current-words";
import type { ContactViewer } from "@/server/access/permissions";
import { currentPack } from "@/server/content/current-pack";
import { chooseTopics } from "@/server/notices/subscriptions/actions";
import { ownChoices } from "@/server/notices/subscriptions/queries";
import { ActionForm } from "../ui/forms/action-form";
import { SubmitButton } from "../ui/forms/submit-button";

/** A contact's own news by e-mail. The address is proven, so that the choice counts at once. */
export async function SubscriptionSettings({
  viewer,
  current: { words, locale },
}: {
  viewer: ContactViewer;
  current: CurrentWords;
}) {
  const choices = await ownChoices((await currentPack()).name, viewer);
  return (
    <section aria-labelledby="news" className="max-w-xl space-y-4 print-hidden">
      <h2 id="news">{words("subscriptions.own.title")}</h2>
      <p>{words("subscriptions.own.text", { email: viewer.email })}</p>
      <ActionForm action={chooseTopics} id="news-choice" locale={locale}>
        <TopicFields words={words} {...(choices === null ? {} : { choices })} optional />
        <SubmitButton>{words("subscriptions.own.save")}</SubmitButton>
      </ActionForm>
    </section>
  );
}
