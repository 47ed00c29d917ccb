import type { Metadata } from "next";
import { FormPage } from "@/components/site/form-page";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import { askForAccess } from "@/server/access/requests/actions";

export const metadata: Metadata = {
  title: "Request access",
  description: "Ask for the security pack, which is read under a confidentiality agreement.",
};

export default function Page() {
  return (
    <FormPage
      path="/request-access"
      title="Request access"
      lead="The security pack is for customers and those about to become one, under a confidentiality agreement. First we confirm your address by mail."
    >
      <ActionForm action={askForAccess} id="request">
        <TextField name="name" label="Full name" autoComplete="name" maxLength={120} />
        <TextField
          name="email"
          label="Work e-mail address"
          hint="If your company is a customer and we know its domain, you are let in as soon as you confirm."
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
        <TextField name="company" label="Company’s registered name" autoComplete="organization" maxLength={200} />
        <TextArea name="reason" label="What do you need it for?" hint="A sentence is enough." required={false} />
        <SubmitButton>Request access</SubmitButton>
      </ActionForm>
      <p className="mt-8">
        You have access? <a href="/sign-in">Sign in</a>.
      </p>
    </FormPage>
  );
}
