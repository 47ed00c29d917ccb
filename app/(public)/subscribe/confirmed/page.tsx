import { FormPage } from "@/components/site/form-page";
import { publicMetadata } from "@/components/site/public-metadata";
import { currentWords } from "@/server/access/current-words";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/subscribe/confirmed", title: (words) => words("subscriptions.confirmed.title") })),
  robots: { index: false },
});

export default async function Page() {
  const { words, href } = await currentWords();
  return (
    <FormPage path="/subscribe/confirmed" title={words("subscriptions.confirmed.title")}>
      <div className="prose">
        <p>{words("subscriptions.confirmed.text")}</p>
        <p>
          <a href={href("/")}>{words("subscriptions.confirmed.home")}</a>
        </p>
      </div>
    </FormPage>
  );
}
