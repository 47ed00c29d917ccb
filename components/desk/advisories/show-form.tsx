import { FilterForm } from "@/components/desk/filter-form";
import { ActionForm } from "@/components/ui/forms/action-form";
import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { RadioGroup } from "@/components/ui/forms/choice-group";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import type { CurrentWords } from "@/server/access/current-words";
import { showAdvisoryTo } from "@/server/advisories/access/actions";
import type { AccountChoice, DeskAdvisory } from "@/server/advisories/access/desk-queries";
import { mostChoices } from "@/server/advisories/access/schema";

interface ShowProps {
  readonly advisory: DeskAdvisory;
  /** What was looked for; empty where nothing was yet. */
  readonly search: string;
  readonly accounts: readonly AccountChoice[];
  readonly current: CurrentWords;
}

/** Finds an account by its name, and shows it the advisory after a second thought. */
export function ShowForm({ advisory, search, accounts, current }: ShowProps) {
  const { words, href } = current;
  return (
    <>
      <FilterForm
        action={href(`/desk/advisories/${advisory.id}`)}
        label={words("restricted.desk.search")}
        submit={words("restricted.desk.find")}
      >
        <input id="filter" name="q" type="search" className="field-input" defaultValue={search} maxLength={200} />
      </FilterForm>
      {search === "" ? null : accounts.length === 0 ? (
        <p role="status">{words("restricted.desk.noneFound")}</p>
      ) : (
        <Choose advisory={advisory} accounts={accounts} current={current} />
      )}
    </>
  );
}

function Choose({ advisory, accounts, current: { locale, words } }: Omit<ShowProps, "search">) {
  const label = ({ legalName: account, signed }: AccountChoice) =>
    signed ? account : words("restricted.desk.unsignedChoice", { account });
  return (
    <ActionForm action={showAdvisoryTo} id="show" locale={locale}>
      <input type="hidden" name="advisoryId" value={advisory.id} />
      <RadioGroup
        name="accountId"
        legend={words("restricted.desk.choose")}
        {...(accounts.length > mostChoices ? { hint: words("restricted.desk.moreFound", { count: mostChoices }) } : {})}
        options={accounts.slice(0, mostChoices).map((account) => ({ value: account.id, label: label(account) }))}
        {...(accounts.length === 1 && accounts[0] !== undefined ? { defaultValue: accounts[0].id } : {})}
      />
      <CheckboxField
        name="confirmed"
        value="yes"
        label={words("restricted.desk.confirm", { tlp: advisory.tlp.now })}
        required
      />
      <SubmitButton>{words("restricted.desk.submit")}</SubmitButton>
    </ActionForm>
  );
}
