/** What the forms about objections may hold. */
import { z } from "zod";
import { ObjectionGround, ObjectionMitigation } from "@/server/platform/generated/prisma/enums";
import { severalLines } from "@/server/platform/text-input";
import type { Words } from "@/server/words/words";

/** Characters, except where said. */
export const objectionLimits = {
  explanation: 10_000,
  wish: 5000,
  message: 5000,
  /** Of one objection, both sides' together. */
  files: 10,
} as const;

export const grounds: readonly ObjectionGround[] = Object.values(ObjectionGround);
export const mitigations: readonly ObjectionMitigation[] = Object.values(ObjectionMitigation);

const chosen = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : typeof value === "string" ? [value] : value),
  z.array(z.uuid()).max(500),
);
const oneOf = (values: readonly string[]) =>
  z
    .string()
    .default("")
    .transform((value) => (values.includes(value) ? value : ""));

/** `later` keeps what there is; `continue` wants everything. */
const Intent = z.enum(["later", "continue"]).catch("continue");

const draftFields = (words: Words) => ({
  ground: oneOf(grounds),
  explanation: severalLines(objectionLimits.explanation, words),
  orderForms: chosen,
  mitigation: oneOf(mitigations),
  wish: severalLines(objectionLimits.wish, words),
});

export const draftInput = (words: Words) =>
  z.object({ changeId: z.uuid(), intent: Intent, ...draftFields(words) }).superRefine((input, context) => {
    if (input.intent === "continue")
      for (const { field, message } of missingIn(input, words))
        context.addIssue({ code: "custom", path: [field], message });
  });
export type DraftInput = z.infer<ReturnType<typeof draftInput>>;

interface Written {
  readonly ground: string;
  readonly explanation: string;
  readonly mitigation: string;
  readonly wish: string;
}

/** What has still to be said before it can be filed. Order forms are looked at where they are known. */
export function missingIn(draft: Written, words: Words): { readonly field: keyof Written; readonly message: string }[] {
  const missing: { field: keyof Written; message: string }[] = [];
  const want = (field: keyof Written, isMissing: boolean) => {
    if (isMissing) missing.push({ field, message: words(`objections.missing.${field}`) });
  };
  want("ground", draft.ground === "");
  want("explanation", draft.explanation === "");
  want("mitigation", draft.mitigation === "");
  want("wish", draft.mitigation !== "" && draft.mitigation !== "exclude" && draft.wish === "");
  return missing;
}

export const isGround = (value: string): value is ObjectionGround => grounds.some((each) => each === value);
export const isMitigation = (value: string): value is ObjectionMitigation => mitigations.some((each) => each === value);

const said = (words: Words, missing: string) =>
  severalLines(objectionLimits.message, words).pipe(z.string().min(1, missing));

export const DraftId = z.object({ draftId: z.uuid() });
export const DraftFileId = z.object({ draftId: z.uuid(), fileId: z.uuid() });

export const messageInput = (words: Words) =>
  z.object({ objectionId: z.uuid(), text: said(words, words("objections.missing.message")) });

export const acceptanceInput = (words: Words) =>
  z.object({
    objectionId: z.uuid(),
    proposalId: z.uuid(),
    agreed: z.string({ error: words("objections.missing.agreed") }),
  });

export const declineInput = (words: Words) =>
  z.object({
    objectionId: z.uuid(),
    proposalId: z.uuid(),
    why: said(words, words("objections.missing.decline")),
  });

export const withdrawalInput = (words: Words) =>
  z.object({ objectionId: z.uuid(), text: severalLines(objectionLimits.message, words) });

export const proposalInput = (words: Words) =>
  z.object({
    objectionId: z.uuid(),
    proposed: z.enum(ObjectionMitigation, { error: words("objections.missing.mitigation") }),
    what: said(words, words("objections.missing.proposal")),
  });

export const unresolvedInput = (words: Words) =>
  z.object({ objectionId: z.uuid(), text: said(words, words("objections.missing.unresolved")) });

export const decisionInput = (words: Words) =>
  z.object({
    objectionId: z.uuid(),
    decision: z.enum(["apply", "exclude"], { error: words("objections.missing.decision") }),
    reason: said(words, words("objections.missing.reason")),
  });
