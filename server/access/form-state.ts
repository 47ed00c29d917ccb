/**
 * What an action answers to a form. It goes to the browser: no secrets, only what the person typed and what to mend. The one
 * exception is a secret that was made for this person just now.
 */
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
  | ({ readonly status: "done" } & DoneAnswer);

export interface DoneAnswer {
  readonly message: string;
  /** What this answer alone shows: it cannot be had again. */
  readonly shownOnce?: { readonly label: string; readonly value: string };
  /** Where to go on. */
  readonly next?: { readonly label: string; readonly href: string };
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export const idle: FormState = { status: "idle" };
