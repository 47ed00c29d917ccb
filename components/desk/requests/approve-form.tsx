import { ActionForm } from "@/components/ui/forms/action-form";
import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { CheckboxGroup } from "@/components/ui/forms/choice-group";
import { FieldSet } from "@/components/ui/forms/field-set";
import { SelectField } from "@/components/ui/forms/select-field";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextField } from "@/components/ui/forms/text-field";
import { approveAccess } from "@/server/access/requests/actions";
import type { RequestDetail } from "@/server/access/requests/queries";

const roles = [
  { value: "reviewer", label: "Reviewer", hint: "Reads and downloads the security pack." },
  {
    value: "signatory",
    label: "Signatory",
    hint: "Binds the account: signs the agreement. Only as the account’s first.",
  },
  {
    value: "privacy",
    label: "Privacy contact",
    hint: "Answers for data protection at the account. Reads, but downloads nothing.",
  },
  { value: "admin", label: "Admin", hint: "Manages the account’s own contacts. Only as the account’s first." },
];

/** Lets the person in, at an account there is or at a new one. `accounts` are the active ones, by name. */
export function ApproveForm({
  request,
  accounts,
}: {
  request: RequestDetail;
  accounts: readonly { readonly id: string; readonly legalName: string }[];
}) {
  const match = request.matchingAccountId;
  const known = accounts.map(({ id, legalName }) => ({
    value: id,
    label: id === match ? `${legalName} (its domain is ${request.domain})` : legalName,
  }));
  return (
    <ActionForm action={approveAccess} id="approve">
      <input type="hidden" name="requestId" value={request.id} />
      <SelectField
        name="account"
        label="Account"
        hint="The customer’s legal entity that the person acts for."
        placeholder="Choose an account"
        options={[{ value: "new", label: "A new account" }, ...known]}
        defaultValue={match ?? ""}
      />
      <FieldSet legend="If it is a new account" hint="Left aside where you choose an account above.">
        <TextField
          name="legalName"
          label="Registered name"
          hint="As the company’s register has it: it stands in the agreement."
          required={false}
          defaultValue={request.company}
          maxLength={200}
        />
        <DomainChoice request={request} />
      </FieldSet>
      <CheckboxGroup
        name="roles"
        legend="Roles"
        hint="You set an account’s first signatory and first admin. Its admins set all later ones."
        options={roles}
        defaultValues={["reviewer"]}
      />
      <SubmitButton>Approve and tell the person</SubmitButton>
    </ActionForm>
  );
}

function DomainChoice({ request: { freemail, matchingAccountId, domain } }: { request: RequestDetail }) {
  if (freemail)
    return <p className="field-hint">{domain} is open to anybody, so it can never let people in by itself.</p>;
  if (matchingAccountId !== null)
    return <p className="field-hint">{domain} belongs to an account already, so a new one cannot have it.</p>;
  return (
    <CheckboxField
      name="matchDomain"
      value="yes"
      label={`Let people with a confirmed address at ${domain} in as reviewers`}
      hint="People there then need no request in this queue. Leave it unticked where others share the domain."
    />
  );
}
