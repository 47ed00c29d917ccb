import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { FormState } from "@/server/access/form-state";
import { ActionForm } from "./action-form";
import { CheckboxField } from "./checkbox-field";
import { CheckboxGroup, RadioGroup } from "./choice-group";
import { ErrorSummary } from "./error-summary";
import { FileField } from "./file-field";
import { FormStateProvider } from "./form-context";
import { SelectField } from "./select-field";
import { SubmitButton } from "./submit-button";
import { TextArea } from "./text-area";
import { TextField } from "./text-field";

function render(state: FormState, children: ReactNode, locale: "en" | "nb" = "en"): string {
  return renderToStaticMarkup(
    <FormStateProvider id="f" state={state} locale={locale}>
      {children}
    </FormStateProvider>,
  );
}

const options = [
  { value: "gb", label: "United Kingdom" },
  { value: "gr", label: "Greece" },
];

function invalid(field: string, value?: string | readonly string[]): FormState {
  return {
    status: "invalid",
    errors: [{ field, message: "Mend this" }],
    values: value === undefined ? {} : { [field]: value },
  };
}

describe("a field with an error", () => {
  it("keeps what was typed and is described by its hint and its error, in that order", () => {
    const html = render(
      invalid("name", "Ωμέγα <b>"),
      <TextField name="name" label="Name" hint="In full" defaultValue="x" />,
    );
    expect(html).toContain('value="Ωμέγα &lt;b&gt;"');
    expect(html).toContain('aria-describedby="f-name-hint f-name-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html.indexOf("In full")).toBeLessThan(html.indexOf("Mend this"));
    expect(html.indexOf("Mend this")).toBeLessThan(html.indexOf("<input"));
  });

  it("keeps an emptied value empty rather than bring the first one back", () => {
    expect(render(invalid("name", ""), <TextField name="name" label="Name" defaultValue="before" />)).not.toContain(
      "before",
    );
    expect(render(invalid("why", ""), <TextArea name="why" label="Why" defaultValue="before" />)).not.toContain(
      "before",
    );
  });

  it("keeps choices, and leaves unticked what was unticked", () => {
    expect(render(invalid("country", "gr"), <SelectField name="country" label="Country" options={options} />)).toMatch(
      /<option value="gr" selected=""/,
    );
    const group = <CheckboxGroup name="topics" legend="Topics" options={options} defaultValues={["gb"]} />;
    expect(render({ status: "idle" }, group).match(/checked=""/g)).toHaveLength(1);
    expect(render(invalid("topics"), group)).not.toContain("checked");
    expect(render(invalid("topics", ["gb", "gr"]), group).match(/checked=""/g)).toHaveLength(2);
    expect(render(invalid("agree"), <CheckboxField name="agree" label="Yes" defaultChecked />)).not.toContain(
      "checked",
    );
  });

  it("never gives a file back", () => {
    expect(render(invalid("file", "secret.pdf"), <FileField name="file" label="File" />)).not.toContain("secret.pdf");
  });
});

describe("ErrorSummary", () => {
  it("links to the first control of each field that has an error", () => {
    const html = render(
      invalid("kind"),
      <>
        <ErrorSummary />
        <RadioGroup name="kind" legend="Kind" options={options} />
      </>,
    );
    expect(html).toContain('<a href="#f-kind">Mend this</a>');
    expect(html).toMatch(/<input[^>]* id="f-kind"|<input id="f-kind"/);
    expect(html).toContain("There is a problem");
    expect(html).toContain("autofocus");
  });

  it("is not there before an answer, nor once it is done", () => {
    expect(render({ status: "idle" }, <ErrorSummary />)).toBe("");
    expect(render({ status: "done", message: "Sent" }, <ErrorSummary />)).toBe("");
  });

  it("keeps a message as text and speaks the form's language", () => {
    const state: FormState = { status: "invalid", message: "<img src=x>", errors: [], values: {} };
    expect(render(state, <ErrorSummary />)).not.toContain("<img");
    expect(render(state, <ErrorSummary />, "nb")).toContain("Noe må rettes");
  });
});

it("a field outside any form still has its label, and an optional one says so", () => {
  const html = renderToStaticMarkup(<TextField name="tel" label="Telephone" required={false} />);
  expect(html).toContain('for="form-tel"');
  expect(html).toContain("(optional)");
  expect(html).not.toContain("required");
});

it("ActionForm has its live region before there is anything to say", () => {
  const html = renderToStaticMarkup(
    <ActionForm action={async () => ({ status: "idle" })}>
      <SubmitButton>Send</SubmitButton>
    </ActionForm>,
  );
  expect(html).toMatch(/^<div role="status" class="form-status"><\/div><form/);
  expect(html).toContain('<button type="submit"');
});
