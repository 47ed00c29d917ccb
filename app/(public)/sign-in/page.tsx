import { FormPage } from "@/components/site/form-page";
import { publicMetadata } from "@/components/site/public-metadata";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import { currentWords } from "@/server/access/current-words";
import { askForSignInLink } from "@/server/access/sign-in/actions";
import { safeNext } from "@/server/accounts/links";

export const generateMetadata = () =>
  publicMetadata({
    path: "/sign-in",
    title: (words) => words("access.signIn.title"),
    description: (words) => words("access.signIn.lead"),
  });

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const { locale, words, href } = await currentWords();
  const wanted = safeNext(typeof next === "string" ? next : null);
  return (
    <FormPage path="/sign-in" title={words("access.signIn.title")} lead={words("access.signIn.lead")}>
      <ActionForm action={askForSignInLink} id="sign-in" locale={locale}>
        {wanted === null ? null : <input type="hidden" name="next" value={wanted} />}
        <TextField
          name="email"
          label={words("access.signIn.email")}
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
        <SubmitButton>{words("access.signIn.send")}</SubmitButton>
      </ActionForm>
      <p className="mt-8">
        {words.rich("access.signIn.noAccess", { link: (text) => <a href={href("/request-access")}>{text}</a> })}
      </p>
    </FormPage>
  );
}
