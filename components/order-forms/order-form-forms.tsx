import { ContactFields, RegionField, RestrictionFields } from "@/components/order-forms/order-form-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm } from "@/components/ui/forms/action-form";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { TextArea } from "@/components/ui/forms/text-area";
import { TextField } from "@/components/ui/forms/text-field";
import type { CurrentWords } from "@/server/access/current-words";
import { addOrderForm, closeOrderForm, updateOrderForm } from "@/server/order-forms/actions";
import type { OrderFormChoices } from "@/server/order-forms/choices";
import type { OrderFormView } from "@/server/order-forms/queries";

interface FormOf {
  readonly accountId: string;
  readonly choices: OrderFormChoices;
  readonly current: CurrentWords;
}

export function NewOrderFormForm({ accountId, choices, current }: FormOf) {
  return (
    <ActionForm action={addOrderForm} id="order-form" locale={current.locale}>
      <input type="hidden" name="accountId" value={accountId} />
      <Fields choices={choices} current={current} />
      <SubmitButton>{current.words("orders.create")}</SubmitButton>
    </ActionForm>
  );
}

export function ChangeOrderFormForm({ orderForm, choices, current }: Omit<FormOf, "accountId"> & Ordered) {
  return (
    <ActionForm action={updateOrderForm} id="order-form" locale={current.locale}>
      <Place orderForm={orderForm} />
      <Fields orderForm={orderForm} choices={choices} current={current} />
      <SubmitButton>{current.words("orders.save")}</SubmitButton>
    </ActionForm>
  );
}

export function EndOrderFormForm({
  orderForm,
  keepHref,
  current,
}: Ordered & { keepHref: string; current: CurrentWords }) {
  return (
    <ActionForm action={closeOrderForm} id="end" locale={current.locale}>
      <Place orderForm={orderForm} />
      <div className="button-row">
        <SubmitButton tone="danger">{current.words("orders.end.confirm")}</SubmitButton>
        <ButtonLink href={keepHref}>{current.words("orders.end.keep")}</ButtonLink>
      </div>
    </ActionForm>
  );
}

interface Ordered {
  readonly orderForm: OrderFormView;
}

function Place({ orderForm }: Ordered) {
  return (
    <>
      <input type="hidden" name="accountId" value={orderForm.accountId} />
      <input type="hidden" name="orderFormId" value={orderForm.id} />
    </>
  );
}

function Fields({ orderForm, choices, current }: Partial<Ordered> & Omit<FormOf, "accountId">) {
  const { words } = current;
  return (
    <>
      <TextField
        name="reference"
        label={words("orders.field.reference")}
        hint={words("orders.field.referenceHint")}
        width="medium"
        defaultValue={orderForm?.reference}
        autoComplete="off"
        maxLength={60}
      />
      <RegionField choices={choices} chosen={orderForm?.regions ?? []} words={words} />
      <TextArea
        name="services"
        label={words("orders.field.services")}
        hint={words("orders.field.servicesHint")}
        rows={3}
        required={false}
        defaultValue={orderForm?.services.join("\n")}
      />
      <RestrictionFields choices={choices} orderForm={orderForm} words={words} />
      <ContactFields contacts={orderForm?.contacts ?? []} words={words} />
    </>
  );
}
