/** What an action answers to a form. It goes to the browser: no secrets, only what the person typed and what to mend. */
export type FormState =
  | { readonly status: "idle" }
  | {
      readonly status: "invalid";
      /** One sentence for problems that belong to no field. */
      readonly message?: string;
      readonly errors: readonly FieldError[];
      /** What was typed, by field name, so that nothing is lost. */
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    }
  | { readonly status: "done"; readonly message: string };

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export const idle: FormState = { status: "idle" };
