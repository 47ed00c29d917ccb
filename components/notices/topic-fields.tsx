import type { Choices } from "@/server/notices/subscriptions/schema";
import { severities, topics } from "@/server/notices/subscriptions/topics";
import type { Words } from "@/server/words/words";
import { CheckboxField } from "../ui/forms/checkbox-field";
import { CheckboxGroup } from "../ui/forms/choice-group";
import { FieldSet } from "../ui/forms/field-set";
import { SelectField } from "../ui/forms/select-field";

/** What somebody wants to hear of. @param choices made before; nothing is chosen for anybody */
export function TopicFields({
  words,
  choices,
  optional = false,
}: {
  words: Words;
  choices?: Choices;
  /** Choosing none has a meaning. */
  optional?: boolean;
}) {
  return (
    <>
      <CheckboxGroup
        name="topics"
        legend={words("subscriptions.form.topics")}
        {...(optional ? { hint: words("subscriptions.own.none") } : {})}
        required={!optional}
        defaultValues={choices?.topics ?? []}
        options={topics.map((topic) => ({
          value: topic,
          label: words(`subscriptions.topic.${topic}`),
          hint: words(`subscriptions.topicHint.${topic}`),
        }))}
      />
      <FieldSet legend={words("subscriptions.form.advisories")} hint={words("subscriptions.form.advisoriesHint")}>
        <SelectField
          name="minimumSeverity"
          label={words("subscriptions.form.minimumSeverity")}
          required={false}
          defaultValue={choices?.minimumSeverity ?? "low"}
          options={severities.map((severity) => ({
            value: severity,
            label: words(`subscriptions.severity.${severity}`),
          }))}
        />
        <CheckboxField
          name="digest"
          value="yes"
          label={words("subscriptions.form.digest")}
          defaultChecked={choices?.digest ?? false}
        />
      </FieldSet>
    </>
  );
}

/** The chosen topics in a sentence's end. */
export const topicsInWords = (chosen: Choices["topics"], words: Words): string =>
  topics
    .filter((topic) => chosen.includes(topic))
    .map((topic) => words(`subscriptions.topic.${topic}`))
    .join(", ");
