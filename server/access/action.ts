/**
 * The one way to make a server action. Whoever writes one must say who may run it: `may` has no default, and the check
 * comes before the input is even read.
 */
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { z } from "zod";
import { currentViewer } from "@/server/access/current-viewer";
import { currentWords } from "@/server/access/current-words";
import type { DoneAnswer, FieldError, FormState } from "@/server/access/form-state";
import { type ContactViewer, isContact, may, type Permission } from "@/server/access/permissions";
import { Refusal } from "@/server/access/refusal";
import type { Viewer } from "@/server/access/viewer";
import type { Locale } from "@/server/words/locale";
import type { Words } from "@/server/words/words";

export interface Caller {
  /** The network address that the server in front saw; `unknown` where there is none. */
  readonly clientAddress: string;
  readonly userAgent: string;
  /** The language of the page that the form stands on, for answers and mail. */
  readonly locale: Locale;
  readonly words: Words;
}

/** What a form may hold; a function where its refusals are told in the language of the page. */
type InputSchema<Input> = z.ZodType<Input> | ((words: Words) => z.ZodType<Input>);

/** What a command answers: a sentence to show, or where to go next, with a session to begin or end on the way. */
export type Outcome =
  | DoneAnswer
  | {
      readonly redirectTo: string;
      readonly cookie?: { readonly name: string; readonly value: string; readonly options: object };
    };

interface PublicAction<Input> {
  readonly may: "anybody";
  readonly input: InputSchema<Input>;
  readonly run: (input: Input, caller: Caller) => Promise<Outcome>;
}

interface GuardedAction<Input, Who> {
  readonly may: Permission;
  readonly input: InputSchema<Input>;
  readonly run: (viewer: Who, input: Input, caller: Caller) => Promise<Outcome>;
}

export type ServerAction = (previous: FormState, form: FormData) => Promise<FormState>;

export function publicAction<Input>({ input, run }: PublicAction<Input>): ServerAction {
  return (_previous, form) => answer(input, form, async (data) => run(data, await caller()));
}

export function action<Input>({ may: permission, input, run }: GuardedAction<Input, Viewer>): ServerAction {
  return async (_previous, form) => {
    const viewer = await allowed(permission);
    return answer(input, form, async (data) => run(viewer, data, await caller()));
  };
}

/** The same for what a contact does for the account. */
export function contactAction<Input>({
  may: permission,
  input,
  run,
}: GuardedAction<Input, ContactViewer>): ServerAction {
  return async (_previous, form) => {
    const viewer = await allowed(permission);
    if (!isContact(viewer)) notFound();
    return answer(input, form, async (data) => run(viewer, data, await caller()));
  };
}

async function allowed(permission: Permission): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer === null) redirect((await currentWords()).href("/sign-in"));
  if (!may(viewer, permission)) notFound();
  return viewer;
}

async function answer<Input>(
  input: InputSchema<Input>,
  form: FormData,
  run: (input: Input) => Promise<Outcome>,
): Promise<FormState> {
  const values = typedValues(form);
  const { words, href } = await currentWords();
  const parsed = (typeof input === "function" ? input(words) : input).safeParse(values);
  if (!parsed.success) return { status: "invalid", errors: fieldErrors(parsed.error), values };
  let outcome: Outcome;
  try {
    outcome = await run(parsed.data);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = error.told(words);
    const errors = error.field === undefined ? [] : [{ field: error.field, message }];
    return { status: "invalid", errors, values, ...(error.field === undefined ? { message } : {}) };
  }
  if ("message" in outcome) {
    const { next, ...told } = outcome;
    return { status: "done", ...told, ...(next === undefined ? {} : { next: { ...next, href: href(next.href) } }) };
  }
  if (outcome.cookie !== undefined) {
    const { name, value, options } = outcome.cookie;
    (await cookies()).set(name, value, options);
  }
  redirect(href(outcome.redirectTo));
}

/** Text fields by name; a name that comes more than once gives a list. Next's own fields and files are left out. */
function typedValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const texts = form.getAll(name).filter((value): value is string => typeof value === "string");
    const [first] = texts;
    if (first !== undefined) values[name] = texts.length > 1 || name.endsWith("[]") ? texts : first;
  }
  return values;
}

function fieldErrors(error: z.ZodError): FieldError[] {
  const seen = new Set<string>();
  return error.issues.flatMap((issue) => {
    const field = String(issue.path[0] ?? "");
    if (seen.has(field)) return [];
    seen.add(field);
    return [{ field, message: issue.message }];
  });
}

async function caller(): Promise<Caller> {
  const received = await headers();
  const { locale, words } = await currentWords();
  return {
    locale,
    words,
    clientAddress: received.get("x-client-address") ?? "unknown",
    userAgent: (received.get("user-agent") ?? "").slice(0, 300),
  };
}
