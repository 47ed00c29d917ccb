import type { ReactNode } from "react";
import { FormPage } from "@/components/site/form-page";
import { Callout } from "@/components/ui/callout";
import { ActionForm, type FormAction } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";

/** Where a mailed link leads: opening it does nothing, because mail scanners open links too; the button posts the token. */
export function TokenForm({
  path,
  title,
  lead,
  token,
  action,
  button,
  again,
  children,
}: {
  path: string;
  title: string;
  lead: string;
  token: string | undefined;
  action: FormAction;
  button: string;
  again: { href: string; label: string };
  /** What the button acts on, where the person should see it first. */
  children?: ReactNode;
}) {
  return (
    <FormPage path={path} title={title} lead={lead}>
      {token === undefined ? (
        <Callout tone="warning" title="The link is not complete">
          Open it again from the mail, with everything up to its end, or <a href={again.href}>{again.label}</a>.
        </Callout>
      ) : (
        <>
          {children}
          <ActionForm action={action} id="token">
            <input type="hidden" name="token" value={token} />
            <SubmitButton>{button}</SubmitButton>
          </ActionForm>
          <p className="mt-8">
            The link works once, for 15 minutes. Too late? <a href={again.href}>{again.label}</a>.
          </p>
        </>
      )}
    </FormPage>
  );
}
