import type { Metadata } from "next";
import { FormPage } from "@/components/site/form-page";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import { askForSignInLink } from "@/server/access/sign-in/actions";
import { safeNext } from "@/server/accounts/links";

export const metadata: Metadata = { title: "Sign in" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const wanted = safeNext(typeof next === "string" ? next : null);
  return (
    <FormPage path="/portal" title="Sign in" lead="We mail you a link; there is no password.">
      <ActionForm action={askForSignInLink} id="sign-in">
        {wanted === null ? null : <input type="hidden" name="next" value={wanted} />}
        <TextField name="email" label="Work e-mail address" type="email" autoComplete="email" spellCheck={false} />
        <SubmitButton>Mail me a link</SubmitButton>
      </ActionForm>
      <p className="mt-8">
        No access yet? <a href="/request-access">Ask for it</a>.
      </p>
    </FormPage>
  );
}
