import { ActionForm } from "@/components/ui/forms/action-form";
import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { CheckboxGroup } from "@/components/ui/forms/choice-group";
import { FieldSet } from "@/components/ui/forms/field-set";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import { approveAccess } from "@/server/access/requests/actions";
import type { RequestDetail } from "@/server/access/requests/queries";
import type { Words } from "@/server/words/words";

const roles = ["reviewer", "signatory", "privacy", "admin"] as const;

/** Lets the person in, at an account there is or at a new one. `accounts` are the active ones, by name. */
export function ApproveForm({
  request,
  accounts,
  current: { locale, words },
}: {
  request: RequestDetail;
  accounts: readonly { readonly id: string; readonly legalName: string }[];
  current: CurrentWords;
}) {
  const match = request.matchingAccountId;
  const known = accounts.map(({ id, legalName }) => ({
    value: id,
    label: id === match ? words("desk.requests.form.match", { account: legalName, domain: request.domain }) : legalName,
  }));
  return (
    <ActionForm action={approveAccess} id="approve" locale={locale}>
      <input type="hidden" name="requestId" value={request.id} />
      <SelectField
        name="account"
        label={words("desk.requests.form.account")}
        hint={words("desk.requests.form.accountHint")}
        placeholder={words("desk.requests.form.choose")}
        options={[{ value: "new", label: words("desk.requests.form.newAccount") }, ...known]}
        defaultValue={match ?? ""}
      />
      <FieldSet legend={words("desk.requests.form.ifNew")} hint={words("desk.requests.form.ifNewHint")}>
        <TextField
          name="legalName"
          label={words("desk.requests.form.registeredName")}
          hint={words("desk.requests.form.registeredNameHint")}
          required={false}
          defaultValue={request.company}
          maxLength={200}
        />
        <DomainChoice request={request} words={words} />
      </FieldSet>
      <CheckboxGroup
        name="roles"
        legend={words("desk.requests.form.roles")}
        hint={words("desk.requests.form.rolesHint")}
        options={roles.map((role) => ({
          value: role,
          label: words(`desk.requests.form.${role}`),
          hint: words(`desk.requests.form.${role}Hint`),
        }))}
        defaultValues={["reviewer"]}
      />
      <SubmitButton>{words("desk.requests.form.submit")}</SubmitButton>
    </ActionForm>
  );
}

function DomainChoice({
  request: { freemail, matchingAccountId, domain },
  words,
}: {
  request: RequestDetail;
  words: Words;
}) {
  if (freemail) return <p className="field-hint">{words("desk.requests.form.freemail", { domain })}</p>;
  if (matchingAccountId !== null)
    return <p className="field-hint">{words("desk.requests.form.domainTaken", { domain })}</p>;
  return (
    <CheckboxField
      name="matchDomain"
      value="yes"
      label={words("desk.requests.form.matchDomain", { domain })}
      hint={words("desk.requests.form.matchDomainHint")}
    />
  );
}
