import type { ReactNode } from "react";
import { ErrorSummary } from "@/components/ui/forms/error-summary";
import { FormStateProvider } from "@/components/ui/forms/form-context";
import type { FormState } from "@/server/access/form-state";
import type { Locale } from "@/server/words/locale";

/** A form that the server in front reads itself; the page comes back with its answer. @param files it may hold files */
export function PostedForm({
  id,
  action,
  state,
  locale,
  files = false,
  children,
}: {
  id: string;
  /** Left out: the address that the page is read from. */
  action?: string;
  state: FormState;
  locale: Locale;
  files?: boolean;
  children: ReactNode;
}) {
  return (
    <FormStateProvider id={id} state={state} locale={locale}>
      <form
        method="post"
        action={action}
        encType={files ? "multipart/form-data" : undefined}
        noValidate
        className="form"
      >
        <ErrorSummary />
        {children}
      </form>
    </FormStateProvider>
  );
}
