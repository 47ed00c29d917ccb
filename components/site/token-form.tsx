import type { ReactNode } from "react";
import { FormPage } from "@/components/site/form-page";
import { Callout } from "@/components/ui/callout";
import { ActionForm, type FormAction } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { currentWords } from "@/server/access/current-words";

/** Where a mailed link leads: opening it does nothing, because mail scanners open links too; the button posts the token. */
export async function TokenForm({
  path,
  title,
  lead,
  token,
  action,
  button,
  again,
  hours = 0,
  children,
}: {
  path: string;
  title: string;
  lead: string;
  token: string | undefined;
  action: FormAction;
  button: string;
  /** Where another link is asked for, in words that end a sentence. */
  again: { href: string; label: string };
  /** How long the link works; 0: the few minutes of one that lets somebody in. */
  hours?: number;
  /** What the button acts on, where the person should see it first. */
  children?: ReactNode;
}) {
  const { locale, words } = await currentWords();
  const anew = { again: again.label, link: (text: ReactNode) => <a href={again.href}>{text}</a> };
  return (
    <FormPage path={path} title={title} lead={lead}>
      {token === undefined ? (
        <Callout tone="warning" title={words("access.token.incompleteTitle")} locale={locale}>
          <p>{words.rich("access.token.incomplete", anew)}</p>
        </Callout>
      ) : (
        <>
          {children}
          <ActionForm action={action} id="token" locale={locale}>
            <input type="hidden" name="token" value={token} />
            <SubmitButton>{button}</SubmitButton>
          </ActionForm>
          <p className="mt-8">{words.rich("access.token.late", { ...anew, hours })}</p>
        </>
      )}
    </FormPage>
  );
}
