import { FormPage } from "@/components/site/form-page";
import { publicMetadata } from "@/components/site/public-metadata";
import { currentWords } from "@/server/access/current-words";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/subscribe/sent", title: (words) => words("subscriptions.sent.title") })),
  robots: { index: false },
});

export default async function Page() {
  const { words, href } = await currentWords();
  return (
    <FormPage path="/subscribe/sent" title={words("subscriptions.sent.title")}>
      <div className="prose">
        <p>{words("subscriptions.sent.text")}</p>
        <p>
          {words.rich("subscriptions.sent.nothing", {
            again: (text) => <a href={href("/subscribe")}>{text}</a>,
          })}
        </p>
      </div>
    </FormPage>
  );
}
