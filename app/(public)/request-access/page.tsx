import { FormPage } from "@/components/site/form-page";
import { publicMetadata } from "@/components/site/public-metadata";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import { currentWords } from "@/server/access/current-words";
import { askForAccess } from "@/server/access/requests/actions";

export const generateMetadata = () =>
  publicMetadata({
    path: "/request-access",
    title: (words) => words("access.request.title"),
    description: (words) => words("access.request.description"),
  });

export default async function Page() {
  const { locale, words, href } = await currentWords();
  return (
    <FormPage path="/request-access" title={words("access.request.title")} lead={words("access.request.lead")}>
      <ActionForm action={askForAccess} id="request" locale={locale}>
        <TextField name="name" label={words("access.request.name")} autoComplete="name" maxLength={120} />
        <TextField
          name="email"
          label={words("access.signIn.email")}
          hint={words("access.request.emailHint")}
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
        <TextField name="company" label={words("access.request.company")} autoComplete="organization" maxLength={200} />
        <TextArea
          name="reason"
          label={words("access.request.reason")}
          hint={words("access.request.reasonHint")}
          required={false}
        />
        <SubmitButton>{words("access.request.title")}</SubmitButton>
      </ActionForm>
      <p className="mt-8">
        {words.rich("access.request.haveAccess", { link: (text) => <a href={href("/sign-in")}>{text}</a> })}
      </p>
    </FormPage>
  );
}
