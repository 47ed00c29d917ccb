import { FormPage } from "@/components/site/form-page";
import { publicMetadata } from "@/components/site/public-metadata";
import { currentWords } from "@/server/access/current-words";

export const generateMetadata = async () => ({
  ...(await publicMetadata({ path: "/request-access/waiting", title: (words) => words("access.waiting.title") })),
  robots: { index: false },
});

export default async function Page() {
  const { words, href } = await currentWords();
  return (
    <FormPage path="/request-access/waiting" title={words("access.waiting.title")}>
      <div className="prose">
        <p>{words("access.waiting.answer")}</p>
        <p>
          {words.rich("access.waiting.meanwhile", {
            trust: (text) => <a href={href("/trust")}>{text}</a>,
            toms: (text) => <a href={href("/toms")}>{text}</a>,
          })}
        </p>
      </div>
    </FormPage>
  );
}
