/** What the forms of a change may hold. Every field has its sentence, so that a refusal names the mend. */
import { z } from "zod";
import { CalendarDate } from "@/server/content/calendar";
import { emptyOr, oneLine, severalLines } from "@/server/platform/text-input";
import { changeKinds } from "@/server/subprocessors/changes/lifecycle";
import type { Words } from "@/server/words/words";

/** Characters. */
export const changeLimits = { name: 160, stated: 600, argument: 10_000, reason: 4000 } as const;

const argument = (what: string, words: Words) =>
  severalLines(changeLimits.argument, words).pipe(z.string().min(1, words("form.enter", { what })));

/** Why a change comes and what it means: asked of every kind. */
const argued = (words: Words) => ({
  reasons: argument(words("changes.enter.reasons"), words),
  assessment: argument(words("changes.enter.assessment"), words),
  alternatives: argument(words("changes.enter.alternatives"), words),
});

/** Not stated is an empty field. */
const statedFields = (words: Words) => {
  const line = () => emptyOr(oneLine("", changeLimits.stated, words)).transform((text) => (text === "" ? null : text));
  return {
    ...{ role: line(), purpose: line(), dataCategories: line(), location: line() },
    ...{ transferMechanism: line(), certifications: line(), since: sinceDay(words) },
  };
};

const sinceDay = (words: Words) =>
  z
    .string()
    .trim()
    .default("")
    .transform((text, context) => {
      if (text === "") return null;
      const day = CalendarDate.safeParse(text);
      if (day.success && !day.data.startsWith("0000")) return day.data;
      context.addIssue({ code: "custom", message: words("changes.enter.since") });
      return z.NEVER;
    });

const entry = (words: Words) => ({
  name: oneLine(words("changes.enter.name"), changeLimits.name, words),
  ...statedFields(words),
});

const target = z.string().trim().max(100).default("");

/** The name and what is stated are asked of every kind but a removal, which takes the entry as it stands. */
export const proposalInput = (words: Words) =>
  z.discriminatedUnion(
    "kind",
    [
      z.object({ kind: z.literal("addition"), ...entry(words), ...argued(words) }),
      z.object({ kind: z.literal(["replacement", "amendment"]), of: target, ...entry(words), ...argued(words) }),
      z.object({ kind: z.literal("removal"), of: target, ...argued(words) }),
    ],
    { error: words("changes.enter.kind") },
  );
export type ProposalInput = z.infer<ReturnType<typeof proposalInput>>;

/** The same for a draft that is there: its kind, and whom it is of, stay. */
export const draftInput = (words: Words) => z.object({ changeId: z.uuid() }).and(proposalInput(words));
export type DraftInput = z.infer<ReturnType<typeof draftInput>>;

/** `seen`: the fingerprint of what the approver read. */
export const approvalInput = (words: Words) =>
  z.object({
    changeId: z.uuid(),
    seen: z.string().regex(/^[0-9a-f]{64}$/),
    read: z.literal("yes", { error: words("changes.enter.read") }),
  });
export type ApprovalInput = z.infer<ReturnType<typeof approvalInput>>;

/** `state`: that in which the change stood on the form, since a withdrawal means another thing in each. */
export const withdrawalInput = (words: Words) =>
  z.object({
    changeId: z.uuid(),
    state: z.enum(["draft", "approved", "noticed"]),
    reason: severalLines(changeLimits.reason, words).pipe(
      z.string().min(1, words("form.enter", { what: words("changes.enter.reason") })),
    ),
  });
export type WithdrawalInput = z.infer<ReturnType<typeof withdrawalInput>>;

/** What `/desk/subprocessors/changes/new` is asked for; anything else asks again. */
export const NewChangeQuery = z.object({
  kind: z.enum(changeKinds).nullable().catch(null).default(null),
  of: z.string().trim().nullable().catch(null).default(null),
});
