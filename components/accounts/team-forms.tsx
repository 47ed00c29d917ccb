import { changeMemberRoles, invite, remove } from "@/server/access/team/actions";
import type { TeamMember } from "@/server/access/team/queries";
import { ButtonLink } from "../ui/button";
import { ActionForm } from "../ui/forms/action-form";
import { CheckboxGroup } from "../ui/forms/choice-group";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextField } from "../ui/forms/text-field";
import { type AccountRole, allRoles, roleRights, roleTitle } from "./role-words";

function RolesField({ chosen }: { chosen: readonly AccountRole[] }) {
  return (
    <CheckboxGroup
      name="roles"
      legend="Roles"
      hint="Choose all that apply."
      options={allRoles.map((role) => ({ value: role, label: roleTitle(role), hint: roleRights[role] }))}
      defaultValues={chosen}
    />
  );
}

export function InviteForm() {
  return (
    <ActionForm action={invite} id="invite">
      <TextField name="name" label="Full name" autoComplete="off" maxLength={120} />
      <TextField
        name="email"
        type="email"
        label="Work e-mail address"
        hint="We write to this address how to sign in."
        autoComplete="off"
        spellCheck={false}
      />
      <RolesField chosen={["reviewer"]} />
      <SubmitButton>Invite</SubmitButton>
    </ActionForm>
  );
}

export function ChangeRolesForm({ member }: { member: TeamMember }) {
  return (
    <ActionForm action={changeMemberRoles} id="change">
      <input type="hidden" name="membershipId" value={member.membershipId} />
      <RolesField chosen={member.roles} />
      <SubmitButton>Save the roles</SubmitButton>
    </ActionForm>
  );
}

export function RemovalForm({ member }: { member: TeamMember }) {
  return (
    <ActionForm action={remove} id="removal">
      <input type="hidden" name="membershipId" value={member.membershipId} />
      <div className="button-row">
        <SubmitButton tone="danger">End access</SubmitButton>
        <ButtonLink href={`/portal/team/${member.membershipId}`}>Keep access</ButtonLink>
      </div>
    </ActionForm>
  );
}
