import { CheckboxField } from "@/components/ui/forms/checkbox-field";
import { CheckboxGroup } from "@/components/ui/forms/choice-group";
import { FieldSet } from "@/components/ui/forms/field-set";
import { TextField } from "@/components/ui/forms/text-field";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import type { OrderFormView } from "@/server/order-forms/queries";
import { contactEmailField, contactNameField, contactRows, type NoticeContact } from "@/server/order-forms/schema";
import type { Words } from "@/server/words/words";

/** What was chosen once and is offered no more stays to be ticked, so that saving does not drop it unseen. */
export function RegionField({
  choices,
  chosen,
  words,
}: {
  choices: OrderFormChoices;
  chosen: readonly string[];
  words: Words;
}) {
  const offered = choices.regions.map(({ name, offered: how }) => ({
    value: name,
    label: name,
    ...(how === "by-exception" ? { hint: words("orders.field.byException") } : {}),
  }));
  const gone = chosen.filter((name) => choices.regions.every((region) => region.name !== name));
  const options = [...offered, ...gone.map((name) => ({ value: name, label: name, hint: words("orders.field.gone") }))];
  if (options.length === 0) return <p className="field-hint">{words("orders.field.regionsNone")}</p>;
  return (
    <CheckboxGroup
      name="regions"
      legend={words("orders.field.regions")}
      hint={words("orders.field.regionsHint")}
      options={options}
      defaultValues={chosen}
      required={choices.regions.length > 0}
    />
  );
}

export function RestrictionFields({
  choices,
  orderForm,
  words,
}: {
  choices: OrderFormChoices;
  orderForm: OrderFormView | undefined;
  words: Words;
}) {
  const chosen = orderForm?.approvedSubProcessors ?? [];
  const offered = choices.subProcessors.map(({ slug, name }) => ({ value: slug, label: name }));
  const gone = chosen.filter((slug) => choices.subProcessors.every((each) => each.slug !== slug));
  const options = [...offered, ...gone.map((slug) => ({ value: slug, label: slug, hint: words("orders.field.gone") }))];
  return (
    <FieldSet legend={words("orders.field.restrictionTitle")}>
      <CheckboxField
        name="restricted"
        value="yes"
        label={words("orders.field.restricted")}
        defaultChecked={orderForm?.restricted ?? false}
      />
      <CheckboxGroup
        name="approvedSubProcessors"
        legend={words("orders.field.approved")}
        hint={words("orders.field.approvedHint")}
        options={options}
        defaultValues={chosen}
        required={false}
      />
    </FieldSet>
  );
}

export function ContactFields({ contacts, words }: { contacts: readonly NoticeContact[]; words: Words }) {
  return (
    <FieldSet legend={words("orders.field.contacts")} hint={words("orders.field.contactsHint")}>
      {contactRows.map((row) => {
        const number = String(row);
        const contact = contacts[row - 1];
        return (
          <div key={row} className="grid items-end gap-x-5 gap-y-3 sm:grid-cols-2">
            <TextField
              name={contactEmailField(row)}
              type="email"
              label={words("orders.field.email", { number })}
              required={false}
              defaultValue={contact?.email}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              name={contactNameField(row)}
              label={words("orders.field.name", { number })}
              required={false}
              defaultValue={contact?.name}
              autoComplete="off"
              maxLength={120}
            />
          </div>
        );
      })}
    </FieldSet>
  );
}
