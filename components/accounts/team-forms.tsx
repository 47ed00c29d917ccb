import type { CurrentWords } from "@/server/access/current-words";
import { changeMemberRoles, invite, remove } from "@/server/access/team/actions";
import type { TeamMember } from "@/server/access/team/queries";
import type { Words } from "@/server/words/words";
import { ButtonLink } from "../ui/button";
import { ActionForm } from "../ui/forms/action-form";
import { CheckboxGroup } from "../ui/forms/choice-group";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextField } from "../ui/forms/text-field";
import { type AccountRole, allRoles, roleRight, roleTitle } from "./role-words";

function RolesField({ chosen, words }: { chosen: readonly AccountRole[]; words: Words }) {
  const options = allRoles.map((role) => ({
    value: role,
    label: roleTitle(role, words),
    hint: roleRight(role, words),
  }));
  return (
    <CheckboxGroup
      name="roles"
      legend={words("team.form.roles")}
      hint={words("team.form.rolesHint")}
      options={options}
      defaultValues={chosen}
    />
  );
}

export function InviteForm({ current: { locale, words } }: { current: CurrentWords }) {
  return (
    <ActionForm action={invite} id="invite" locale={locale}>
      <TextField name="name" label={words("team.form.name")} autoComplete="off" maxLength={120} />
      <TextField
        name="email"
        type="email"
        label={words("team.form.email")}
        hint={words("team.form.emailHint")}
        autoComplete="off"
        spellCheck={false}
      />
      <RolesField chosen={["reviewer"]} words={words} />
      <SubmitButton>{words("team.inviteButton")}</SubmitButton>
    </ActionForm>
  );
}

interface MemberForm {
  readonly member: TeamMember;
  readonly current: CurrentWords;
}

export function ChangeRolesForm({ member, current: { locale, words } }: MemberForm) {
  return (
    <ActionForm action={changeMemberRoles} id="change" locale={locale}>
      <input type="hidden" name="membershipId" value={member.membershipId} />
      <RolesField chosen={member.roles} words={words} />
      <SubmitButton>{words("team.form.save")}</SubmitButton>
    </ActionForm>
  );
}

export function RemovalForm({ member, current: { locale, words, href } }: MemberForm) {
  return (
    <ActionForm action={remove} id="removal" locale={locale}>
      <input type="hidden" name="membershipId" value={member.membershipId} />
      <div className="button-row">
        <SubmitButton tone="danger">{words("team.form.end")}</SubmitButton>
        <ButtonLink href={href(`/portal/team/${member.membershipId}`)}>{words("team.form.keep")}</ButtonLink>
      </div>
    </ActionForm>
  );
}
