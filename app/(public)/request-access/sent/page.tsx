import { FormPage } from "@/components/site/form-page";
import { publicMetadata } from "@/components/site/public-metadata";
import { currentWords } from "@/server/access/current-words";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/request-access/sent", title: (words) => words("access.sent.title") })),
  robots: { index: false },
});

export default async function Page() {
  const { words, href } = await currentWords();
  return (
    <FormPage path="/request-access/sent" title={words("access.sent.title")}>
      <div className="prose">
        <p>{words("access.sent.request")}</p>
        <p>
          {words.rich("access.sent.requestNothing", {
            again: (text) => <a href={href("/request-access")}>{text}</a>,
          })}
        </p>
      </div>
    </FormPage>
  );
}
