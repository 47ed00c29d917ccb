import type { CurrentWords } from "@/server/access/current-words";
import { saveObjectionDraft } from "@/server/objections/actions";
import { grounds, mitigations, objectionLimits } from "@/server/objections/schema";
import type { DraftContent } from "@/server/objections/sealed-objection";
import type { OrderFormView } from "@/server/order-forms/queries";
import { ActionForm } from "../ui/forms/action-form";
import { CheckboxGroup, RadioGroup } from "../ui/forms/choice-group";
import { SubmitButton } from "../ui/forms/submit-button";
import { TextArea } from "../ui/forms/text-area";

/** What is objected to and why. It can be saved unfinished; to go on, everything is wanted. */
export function DraftForm({
  changeId,
  draft,
  orderForms,
  current: { locale, words },
}: {
  changeId: string;
  /** What was saved before. */
  draft: DraftContent | null;
  /** The account's own that are in force. */
  orderForms: readonly OrderFormView[];
  current: CurrentWords;
}) {
  return (
    <ActionForm action={saveObjectionDraft} id="objection" locale={locale}>
      <input type="hidden" name="changeId" value={changeId} />
      <RadioGroup
        name="ground"
        legend={words("objections.form.ground")}
        hint={words("objections.form.groundHint")}
        defaultValue={draft?.ground}
        options={grounds.map((ground) => ({
          value: ground,
          label: words(`objections.ground.${ground}`),
          hint: words(`objections.groundWhat.${ground}`),
        }))}
      />
      <TextArea
        name="explanation"
        label={words("objections.form.explanation")}
        hint={words("objections.form.explanationHint")}
        rows={8}
        defaultValue={draft?.explanation}
        maxLength={objectionLimits.explanation}
      />
      {orderForms.length === 0 ? (
        <p className="field-hint">{words("objections.form.noOrderForms")}</p>
      ) : (
        <CheckboxGroup
          name="orderForms"
          legend={words("objections.form.orderForms")}
          hint={words("objections.form.orderFormsHint")}
          defaultValues={draft?.orderForms ?? []}
          options={orderForms.map(({ id, reference, regions, services }) => ({
            value: id,
            label: <bdi>{reference}</bdi>,
            ...(regions.length + services.length === 0 ? {} : { hint: [...regions, ...services].join(", ") }),
          }))}
        />
      )}
      <RadioGroup
        name="mitigation"
        legend={words("objections.form.mitigation")}
        defaultValue={draft?.mitigation}
        options={mitigations.map((mitigation) => ({
          value: mitigation,
          label: words(`objections.mitigation.${mitigation}`),
        }))}
      />
      <TextArea
        name="wish"
        label={words("objections.form.wish")}
        hint={words("objections.form.wishHint")}
        rows={4}
        required={false}
        defaultValue={draft?.wish}
        maxLength={objectionLimits.wish}
      />
      <div className="button-row">
        <SubmitButton name="intent" value="continue">
          {words("objections.form.continue")}
        </SubmitButton>
        <SubmitButton name="intent" value="later" tone="secondary">
          {words("objections.form.later")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
